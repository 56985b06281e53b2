/** A phone as its user sees it: the chat with its ticks, a box to type into, and what the phone knows. */
import { useState } from 'react';
import type { Operation } from '../../../models/index.ts';
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
  /** Tells two pictures of one phone apart, for those who hear them: ", design A". */
  readonly where?: string;
}

/** The chats of a phone's user, and the one in front of them. */
function useChats(phone: number) {
  const branch = useBranch()!;
  const screen = useProjection(phoneScreen(phone));
  const [chosen, setChosen] = useState('');
  const spec = branch.nodes.nodes[phone]!;
  const user = String(spec.settings['user'] ?? spec.name);
  const chats = branch.nodes.conversations.filter(({ members }) => members.includes(user));
  const current = chats.find(({ name }) => name === (chosen || screen.open)) ?? chats[0];
  return { branch, screen, spec, user, chats, current, choose: setChosen };
}

export function Phone({ phone, onTick, draft = '', quiet = false, where }: PhoneProps) {
  const playback = usePlaybackHandle();
  const { branch, screen, spec, user, chats, current, choose } = useChats(phone);
  const away = screen.app !== 'foreground' || screen.down;

  const operate = (operation: Operation) =>
    void playback.edit({ do: 'operate', phone: spec.name, operation });
  const open = (name: string) => {
    choose(name);
    operate({ act: 'open', conversation: name });
  };
  const tick = ({ name }: Bubble) => {
    if (onTick !== undefined) onTick(name);
    else playback.select({ kind: 'tick', message: name, phone });
  };

  return (
    <section className={styles.body} aria-label={`${nodeTitle(spec)}’s phone${where ?? ''}`}>
      <div className={styles.screen}>
        <StatusBar
          owner={personName(user)}
          network={screen.network}
          quiet={quiet || screen.down}
          onAirplane={(on) => operate({ act: 'airplane', on })}
        />
        <ChatHeader
          user={user}
          conversation={current}
          chats={chats}
          screen={screen}
          onChat={open}
        />
        <Chat
          bubbles={screen.chats.get(current?.name ?? '') ?? []}
          title={current?.name ?? ''}
          isGroup={(current?.members.length ?? 0) > 2}
          specs={branch.nodes.nodes}
          gap={screen.gaps.get(current?.name ?? '')}
          onTick={tick}
          onMessage={({ name }) => playback.select({ kind: 'message', message: name })}
          onRead={quiet || current === undefined ? undefined : () => open(current.name)}
        />
        {!quiet && current !== undefined && (
          <Composer
            key={draft}
            owner={personName(user)}
            draft={draft}
            disabled={away}
            onSend={(text) => operate({ act: 'type', conversation: current.name, text })}
          />
        )}
        {away && (
          <AppAway
            screen={screen}
            quiet={quiet}
            onReturn={() => operate({ act: screen.app === 'killed' ? 'launch' : 'foreground' })}
          />
        )}
      </div>
    </section>
  );
}
