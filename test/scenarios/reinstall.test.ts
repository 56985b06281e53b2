/** Apps that are deleted and installed anew: drawn, judged from their moment on, and checked. */
import { describe, expect, test } from 'vitest';
import {
  designKnobs,
  faultSpans,
  lastFaultUs,
  ownerOf,
  planFor,
  validatePlan,
  validateScenario,
  type Action,
  type Plan,
  type Scenario,
} from '../../src/scenarios/index.ts';
import { TWO_USERS } from './two-users.ts';

const does = (operation: Extract<Action, { do: 'operate' }>['operation']): Action => ({
  do: 'operate',
  phone: 'ben',
  operation,
});

const planOf = (...actions: readonly Action[]): Plan => ({
  items: actions.map((action, place) => ({ id: `item/${place}`, atUs: place * 1000, action })),
});

const envelope = (kinds: Scenario['faults']['kinds']): Scenario => ({
  ...TWO_USERS,
  faults: { ...TWO_USERS.faults, most: 6, kinds },
});

describe('a reinstall', () => {
  test('is drawn where the envelope allows it, and several of them', () => {
    const scenario = envelope([{ fault: 'reinstall', phones: ['ben'] }]);
    const ids = Array.from({ length: 20 }, (_, nth) => planFor(scenario, `seed/${nth}`))
      .flatMap(({ items }) => items.map(({ id }) => id))
      .filter((id) => id.startsWith('reinstall/'));
    expect(ids).toContain('reinstall/ben/1');
    expect(ids).toContain('reinstall/ben/2');
  });

  test('does not strike an app that is away already', () => {
    const scenario = envelope([
      { fault: 'reinstall', phones: ['ben'] },
      { fault: 'background', phones: ['ben'], holdMs: [3000, 6000] },
    ]);
    for (let nth = 1; nth <= 40; nth++) {
      const { items } = planFor(scenario, `away/${nth}`);
      let away = false;
      for (const { id } of items) {
        if (id.startsWith('background/')) away = true;
        if (id.startsWith('foreground/')) away = false;
        if (id.startsWith('reinstall/')) expect(away, `away/${nth}`).toBe(false);
      }
    }
  });

  test('is over at once, brings a killed app back, and counts as a fault', () => {
    const plan = planOf(does({ act: 'kill' }), does({ act: 'reinstall' }));
    expect(faultSpans(plan)).toMatchObject([{ key: 'away/ben', fromUs: 0, untilUs: 1000 }]);
    expect(lastFaultUs(plan)).toBe(1000);
  });
});

test('what waits for a person is due from their word on', () => {
  const plan = planOf(does({ act: 'reinstall' }), does({ act: 'acceptKeys', conversation: 'x' }));
  expect(lastFaultUs(plan)).toBe(1000);
});

test('whoever trusts new keys must belong to the conversation', () => {
  const plan = planOf(does({ act: 'acceptKeys', conversation: 'ana-bem' }));
  expect(validatePlan(plan, TWO_USERS, designKnobs).map(({ message }) => message)).toEqual([
    'there is no conversation "ana-bem"; did you mean "ana-ben"?',
  ]);
});

test('an envelope names phones that exist', () => {
  const scenario = envelope([{ fault: 'reinstall', phones: ['bem'] }]);
  expect(validateScenario(scenario, designKnobs).map(({ message }) => message)).toEqual([
    'there is no phone "bem"; did you mean "ben"?',
  ]);
});

test('the knobs of sealing belong to phones, and leave a design as it was', () => {
  for (const key of ['encryption', 'keyChange', 'keyCacheMs', 'unopened', 'oneTimePrekeys']) {
    expect(ownerOf(key), key).toBe('phone');
  }
  expect(designKnobs['encryption']!.initial).toBe('none');
});
