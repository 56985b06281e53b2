/** How bubbles come and move on a phone's screen: each at the place where the phone says it stands. */
import type { Bubble, PhoneScreen } from './phone-screen.ts';

export function chatOf(screen: PhoneScreen, conversation: string): Bubble[] {
  let chat = screen.chats.get(conversation);
  if (chat === undefined) screen.chats.set(conversation, (chat = []));
  return chat;
}

export function findOwn(screen: PhoneScreen, name: string): { chat: Bubble[]; at: number } | null {
  const conversation = screen.typed.get(name)?.conversation;
  if (conversation === undefined) return null;
  const chat = chatOf(screen, conversation);
  const at = chat.findIndex((bubble) => bubble.name === name && bubble.mine);
  return at < 0 ? null : { chat, at };
}

export function changeOwn(screen: PhoneScreen, name: string, change: Partial<Bubble>): void {
  const found = findOwn(screen, name);
  if (found !== null) found.chat[found.at] = { ...found.chat[found.at]!, ...change };
}

/** Puts a message at its place, a second copy beside the first. */
export function insert(
  screen: PhoneScreen,
  name: string,
  bubble: Partial<Bubble>,
  position: number,
): void {
  const typed = screen.typed.get(name);
  if (typed === undefined) return;
  const chat = chatOf(screen, typed.conversation);
  const again = chat.filter((each) => each.name === name).length;
  const whole: Bubble = {
    key: again === 0 ? name : `${name}#${again + 1}`,
    name,
    mine: false,
    from: typed.from,
    text: typed.text,
    atUs: typed.atUs,
    status: 'clock',
    evidence: 'typed',
    statusRecord: -1,
    awaited: null,
    again,
    unread: false,
    ...bubble,
  };
  chat.splice(Math.min(Math.max(0, position), chat.length), 0, whole);
}

export function move(screen: PhoneScreen, name: string, position: number): void {
  const conversation = screen.typed.get(name)?.conversation;
  if (conversation === undefined) return;
  const chat = chatOf(screen, conversation);
  const at = chat.findIndex((bubble) => bubble.name === name);
  if (at < 0) return;
  const [bubble] = chat.splice(at, 1);
  chat.splice(position, 0, bubble!);
}
