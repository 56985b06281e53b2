/** Who is meant to get a message, and what people, phones and messages are called in evidence. */
import { timeInWords } from '../kernel/index.ts';
import {
  messageWords,
  nodeWords,
  personWords,
  type MessageBook,
  type MessageFacts,
} from '../measures/index.ts';
import type { Topology } from '../models/index.ts';
import type { CheckContext } from './check.ts';

export function userOf(topology: Topology, phone: number): string {
  const spec = topology.nodes[phone];
  return spec === undefined ? '' : String(spec.settings['user'] ?? spec.name);
}

export interface Recipient {
  readonly user: string;
  readonly devices: readonly number[];
}

/** The words and recipients of one run's messages. */
export class People {
  readonly #context: CheckContext;
  readonly #book: MessageBook;
  readonly #recipients = new Map<number, readonly Recipient[]>();

  constructor(context: CheckContext, book: MessageBook) {
    this.#context = context;
    this.#book = book;
  }

  /** Every other member of the conversation, with all devices. */
  recipientsOf(facts: MessageFacts): readonly Recipient[] {
    const { topology, names } = this.#context;
    const known = this.#recipients.get(facts.typed);
    if (known !== undefined) return known;
    const sender = userOf(topology, facts.phone);
    const recipients = topology
      .membersOf(names.text(facts.conversation))
      .filter((member) => member !== sender)
      .map((user) => ({ user, devices: topology.devicesOf(user) }));
    this.#recipients.set(facts.typed, recipients);
    return recipients;
  }

  node(node: number): string {
    return nodeWords(this.#context.topology, node);
  }

  /** Both the text and the name, because two messages may say the same. */
  message(message: number): string {
    const { names } = this.#context;
    const words = messageWords(names, message, this.#book);
    return words.startsWith('“') ? `${words} (${names.text(message)})` : words;
  }

  person(user: string): string {
    return personWords(user);
  }
}

/** "Ben's phone", "Ben's phone and Cem's phone", "Ben's phone and 3 others". */
export function listed(words: readonly string[]): string {
  const [first = 'nobody', second] = words;
  if (second === undefined) return first;
  return words.length === 2 ? `${first} and ${second}` : `${first} and ${words.length - 1} others`;
}

/** Time in whole milliseconds, for evidence. */
export function msWords(timeUs: number): string {
  return timeInWords(Math.floor(timeUs / 1000) * 1000);
}
