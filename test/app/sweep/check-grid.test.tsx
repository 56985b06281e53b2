// @vitest-environment jsdom
/** The grid by keyboard and to a screen reader; the table; two designs; all in order for axe. */
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { SweepJob, type Failure } from '../../../src/explore/index.ts';
import { Promises, standingsOf } from '../../../src/app/capstone/Promises.tsx';
import type { SweepState } from '../../../src/app/engine/index.ts';
import { CheckGrid, FailureTable, pairedOf, PairedResult } from '../../../src/app/sweep/index.ts';
import { failuresOf } from '../../../src/app/sweep/check-cells.ts';
import type { AnyDesign } from '../../../src/models/index.ts';
import { designFor, homeScenario } from '../../../src/scenarios/index.ts';
import { violationsOf } from '../../browser/accessibility.ts';

/** jsdom measures nothing: every element is as large as a small window. */
class FixedSize {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', FixedSize);
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
});

function swept(over: AnyDesign = {}): SweepState {
  const design = designFor(homeScenario, over);
  const order = { scenario: homeScenario, design, seed: 'grid', count: 12 };
  const job = new SweepJob(order);
  while (!job.advance(1_000_000).finished);
  const { outcomes } = job;
  const failures = outcomes.flatMap(({ broken, seed }, place) =>
    broken === undefined ? [] : [{ ...broken, seed, nth: place + 1 }],
  );
  return { order, status: 'finished', sentence: '', done: 12, outcomes, failures, elapsedMs: 1 };
}

const state = swept();

test('one tab stop; arrows move it; N finds the next broken cell, Enter opens it', async () => {
  const chosen: Failure[] = [];
  const { container } = render(<CheckGrid state={state} onChoose={(each) => chosen.push(each)} />);
  const user = userEvent.setup();
  await user.tab();
  expect(document.activeElement).toHaveTextContent('Run 1, no-acked-loss');
  expect(container.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  await user.keyboard('{ArrowRight}{ArrowDown}');
  expect(document.activeElement).toHaveTextContent('Run 2, shown-once');
  expect(document.activeElement).toHaveAttribute('aria-colindex', '3');
  await user.keyboard('{ArrowDown}n');
  expect(document.activeElement).toHaveTextContent(/Run \d+, honest-ticks: broken/);
  await user.keyboard('{Enter}');
  expect(chosen.map(({ id }) => id)).toEqual(['honest-ticks']);
  await user.keyboard('{End}{ArrowRight}');
  expect(document.activeElement).toHaveTextContent('Run 12, honest-ticks');
  expect(document.activeElement).toHaveAttribute('role', 'gridcell');
});

test('Enter on a cell that holds opens nothing', async () => {
  const choose = vi.fn();
  render(<CheckGrid state={state} onChoose={choose} />);
  const user = userEvent.setup();
  await user.tab();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(document.activeElement).toHaveTextContent(/shown-once: (holds|not proved)/);
  expect(choose).not.toHaveBeenCalled();
});

test('the table has a row for every broken cell, and tells the one that is pressed', async () => {
  const chosen: Failure[] = [];
  render(<FailureTable state={state} onChoose={(each) => chosen.push(each)} />);
  const failures = failuresOf(state);
  expect(screen.getAllByRole('row')).toHaveLength(failures.length + 1);
  const last = screen.getAllByRole('row').at(-1)!;
  await userEvent.click(within(last).getByRole('button', { name: /^Tell run/ }));
  expect(chosen).toEqual([failures.at(-1)]);
});

test('two designs: what is mended is told from the design before', async () => {
  const after = swept({ receiptEvidence: 'deviceAck' });
  const paired = pairedOf(state, after)!;
  const told: [number, SweepState][] = [];
  render(
    <PairedResult
      paired={paired}
      state={after}
      against={state}
      onChoose={(failure, of) => told.push([failure.nth, of])}
    />,
  );
  const [first] = paired.fixed;
  await userEvent.click(screen.getByRole('button', { name: `${first!.nth} ${first!.id}` }));
  expect(told).toEqual([[first!.nth, state]]);
});

test('a promise that no run put to the test is never told as kept', () => {
  const calm = { ...homeScenario, chatter: [], faults: { ...homeScenario.faults, most: 0 } };
  const order = { ...state.order, scenario: calm, count: 1 };
  const job = new SweepJob(order);
  while (!job.advance(1_000_000).finished);
  const empty = { ...state, order, outcomes: job.outcomes, failures: [], done: 1 };
  expect(new Set(standingsOf(empty).map(({ standing }) => standing))).toEqual(
    new Set(['not proved']),
  );
  render(<Promises state={empty} />);
  expect(screen.getByText(/^0 of 5 promises hold/)).toBeInTheDocument();
});

test('nothing is wrong for axe', async () => {
  const after = swept({ receiptEvidence: 'deviceAck' });
  const { container } = render(
    <main>
      <CheckGrid state={state} onChoose={() => undefined} />
      <FailureTable state={state} onChoose={() => undefined} />
      <PairedResult
        paired={pairedOf(state, after)!}
        state={after}
        against={state}
        onChoose={() => undefined}
      />
      <Promises state={state} />
    </main>,
  );
  expect(await violationsOf(container)).toEqual([]);
});
