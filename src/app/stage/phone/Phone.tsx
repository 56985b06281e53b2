/** A phone as its user sees it: the chat with its ticks, a box to type into, and what the phone knows. */
import { useState } from 'react';
import type { Action } from '../../../scenarios/index.ts';
import { phoneScreen, type Bubble } from '../projections/phone-screen.ts';
import { useBranch, usePlaybackHandle, useProjection } from '../../playback/index.ts';
import { nodeTitle, personName } from '../words.ts';
import { AppAway } from './AppAway.tsx';
import { Chat } from './Chat.tsx';
import { ChatHeader } from './ChatHeader.tsx';
import { Composer } from './Composer.tsx';
import { StatusBar } from './StatusBar.tsx';
import styles from './Phone.module.css';

export interface PhoneProps {
  /** The phone's node number. */
  readonly phone: number;
  /** A click on a tick, or on the place where one is missing. Without it, the tick is selected. */
  readonly onTick?: (message: string) => void;
  /** What the typing box proposes, for a first visitor. */
  readonly draft?: string;
  /** Looks only: no typing box and no switches. */
  readonly quiet?: boolean;
}

export function Phone({ phone, onTick, draft = '', quiet = false }: PhoneProps) {
  const branch = useBranch()!;
  const playback = usePlaybackHandle();
  const screen = useProjection(phoneScreen(phone));
  const spec = branch.nodes.nodes[phone]!;
  const user = String(spec.settings['user'] ?? spec.name);
  const chats = branch.nodes.conversations.filter(({ members }) => members.includes(user));
  const [chosen, setChosen] = useState('');
  const conversation = chats.find(({ name }) => name === (chosen || screen.open)) ?? chats[0];
  const bubbles = conversation === undefined ? [] : (screen.chats.get(conversation.name) ?? []);
  const away = screen.app !== 'foreground' || screen.down;

  const operate = (operation: Extract<Action, { do: 'operate' }>['operation']) =>
    void playback.edit({ do: 'operate', phone: spec.name, operation });
  const open = (name: string) => {
    setChosen(name);
    operate({ act: 'open', conversation: name });
  };
  const tick = (bubble: Bubble) => {
    if (onTick !== undefined) onTick(bubble.name);
    else playback.select({ kind: 'tick', message: bubble.name, phone });
  };

  return (
    <section className={styles.body} aria-label={`${nodeTitle(spec)}’s phone`}>
      <div className={styles.screen}>
        <StatusBar
          owner={personName(user)}
          network={screen.network}
          quiet={quiet || screen.down}
          onAirplane={(on) => operate({ act: 'airplane', on })}
        />
        <ChatHeader
          user={user}
          conversation={conversation}
          chats={chats}
          screen={screen}
          onChat={open}
        />
        <Chat
          bubbles={bubbles}
          title={conversation?.name ?? ''}
          isGroup={(conversation?.members.length ?? 0) > 2}
          specs={branch.nodes.nodes}
          gap={conversation === undefined ? undefined : screen.gaps.get(conversation.name)}
          onTick={tick}
          onMessage={(bubble) => playback.select({ kind: 'message', message: bubble.name })}
          onRead={quiet || conversation === undefined ? undefined : () => open(conversation.name)}
        />
        {!quiet && conversation !== undefined && (
          <Composer
            owner={personName(user)}
            draft={draft}
            disabled={away}
            onSend={(text) => operate({ act: 'type', conversation: conversation.name, text })}
          />
        )}
        {away && (
          <AppAway
            down={screen.down}
            app={screen.app}
            banners={screen.banners}
            quiet={quiet}
            onReturn={() => operate({ act: screen.app === 'killed' ? 'launch' : 'foreground' })}
          />
        )}
      </div>
    </section>
  );
}
