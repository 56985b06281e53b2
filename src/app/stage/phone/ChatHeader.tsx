/** Whom the chat is with, and what the phone believes: of them when it is connected, else of itself. */
import { Users } from 'lucide-react';
import type { Conversation } from '../../../models/index.ts';
import type { PhoneScreen } from '../projections/phone-screen.ts';
import { personName, timeText } from '../words.ts';
import styles from './Phone.module.css';

export interface ChatHeaderProps {
  readonly user: string;
  readonly conversation: Conversation | undefined;
  /** All chats of this user; with more than one there is a choice. */
  readonly chats: readonly Conversation[];
  readonly screen: PhoneScreen;
  readonly onChat: (name: string) => void;
}

const titleOf = (conversation: Conversation, user: string): string => {
  const others = conversation.members.filter((member) => member !== user);
  return others.length === 1 ? personName(others[0]!) : personName(conversation.name);
};

/** The line under the name. */
export function presenceText(
  screen: PhoneScreen,
  user: string,
  conversation: Conversation | undefined,
): string {
  if (screen.network === 'none') return 'waiting for network';
  if (screen.connection === 'connecting') return 'connecting …';
  if (screen.connection !== 'connected') return 'waiting to reconnect';
  const others = conversation?.members.filter((member) => member !== user) ?? [];
  if (others.length > 1) return `${others.length + 1} members`;
  const belief = screen.beliefs.get(others[0] ?? '');
  if (belief === undefined) return 'connected';
  return belief.online ? 'online' : `last seen at ${timeText(belief.lastSeenMs * 1000)}`;
}

export function ChatHeader({ user, conversation, chats, screen, onChat }: ChatHeaderProps) {
  const title = conversation === undefined ? 'No chats' : titleOf(conversation, user);
  const isGroup = (conversation?.members.length ?? 0) > 2;
  return (
    <div className={styles.header}>
      <span className={styles.avatar} aria-hidden="true">
        {isGroup ? <Users size={14} /> : title.charAt(0)}
      </span>
      <div className={styles.titles}>
        {chats.length > 1 && conversation !== undefined ? (
          <select
            className={styles.chatChoice}
            aria-label={`Chat on ${personName(user)}’s phone`}
            value={conversation.name}
            onChange={(event) => onChat(event.target.value)}
          >
            {chats.map((chat) => (
              <option key={chat.name} value={chat.name}>
                {titleOf(chat, user)}
              </option>
            ))}
          </select>
        ) : (
          <span className={styles.peer}>{title}</span>
        )}
        <span className={styles.presence}>{presenceText(screen, user, conversation)}</span>
      </div>
    </div>
  );
}
