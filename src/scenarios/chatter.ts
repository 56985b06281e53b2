/** The messages that each seed draws for itself, on top of the script. */
import { keyOf, MS, purpose, type Luck } from '../kernel/index.ts';
import type { PlanItem } from './plan.ts';
import type { Chatter, Range, Scenario } from './scenario.ts';

const COUNT = purpose('plan/chatter count');
const WHEN = purpose('plan/chatter time');
const WHO = purpose('plan/chatter phone');
const TEXT = purpose('plan/chatter text');

/** Different words each time within a plan, so that a story can quote a message by its text. */
const TEXTS = [
  'Are you there?',
  'On my way.',
  'Bring the keys.',
  'Which platform?',
  'Ten minutes late.',
  'Save me a seat.',
  'Did you eat?',
  'Call me later.',
  'It is raining.',
  'See the photo?',
  'Front door is open.',
  'Good night.',
  'Which floor?',
  'Found it!',
  'Never mind.',
  'Happy birthday!',
] as const;

/** The typing of one seed: as many messages as the scenario allows, each at its own moment. */
export function drawChatter(scenario: Scenario, luck: Luck): readonly PlanItem[] {
  const typedBy = new Map<string, number>();
  const firstText = luck.below(TEXTS.length, TEXT, 0);
  return scenario.chatter
    .flatMap((chatter, place) => momentsOf(chatter, place, luck))
    .map(({ phone, conversation, atUs }, place) => {
      const nth = (typedBy.get(phone) ?? 0) + 1;
      typedBy.set(phone, nth);
      const text = TEXTS[(firstText + place) % TEXTS.length]!;
      const operation = { act: 'type', conversation, text } as const;
      return { id: `type/${phone}/${nth}`, atUs, action: { do: 'operate', phone, operation } };
    });
}

interface Moment {
  readonly phone: string;
  readonly conversation: string;
  readonly atUs: number;
}

function momentsOf(chatter: Chatter, place: number, luck: Luck): readonly Moment[] {
  const { conversation, phones } = chatter;
  const talk = keyOf(conversation);
  const count = drawBetween(chatter.messages, luck.uniform(COUNT, talk, place));
  const moments: Moment[] = [];
  for (let nth = 0; nth < count && phones.length > 0; nth++) {
    const phone = phones[luck.below(phones.length, WHO, talk, place, nth)]!;
    const share = luck.uniform(WHEN, talk, place, nth);
    moments.push({ phone, conversation, atUs: drawMoment(chatter, share) });
  }
  return moments.toSorted((one, other) => one.atUs - other.atUs);
}

/** A whole number from a range, both ends included; `share` is a draw in [0,1). */
export function drawBetween([least, most]: Range, share: number): number {
  return least + Math.floor(share * (Math.floor(most - least) + 1));
}

/** A moment in [fromMs, untilMs) in microseconds; fromMs when nothing lies between. */
export function drawMoment(
  window: { readonly fromMs: number; readonly untilMs: number },
  share: number,
): number {
  return Math.floor((window.fromMs + share * Math.max(0, window.untilMs - window.fromMs)) * MS);
}
