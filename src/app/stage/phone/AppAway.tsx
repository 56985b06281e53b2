/** What lies over the chat when its app is not in front, or the phone is off. */
import { MessageCircle, Moon, PowerOff, Skull, type LucideIcon } from 'lucide-react';
import { Button } from '../../theme/index.ts';
import type { PhoneScreen } from '../projections/phone-screen.ts';
import styles from './AppAway.module.css';

const STATES: Readonly<Record<string, { readonly Icon: LucideIcon; readonly text: string }>> = {
  background: { Icon: MessageCircle, text: 'The app is in the background' },
  suspended: { Icon: Moon, text: 'The app is suspended' },
  killed: { Icon: Skull, text: 'The app was killed' },
  down: { Icon: PowerOff, text: 'The phone is off' },
};

export interface AppAwayProps {
  readonly screen: PhoneScreen;
  readonly quiet: boolean;
  readonly onReturn: () => void;
}

export function AppAway({ screen, quiet, onReturn }: AppAwayProps) {
  const { down, app, banners } = screen;
  const { Icon, text } = STATES[down ? 'down' : app] ?? STATES['background']!;
  return (
    <div className={styles.away}>
      <ul className={styles.banners} aria-label="Notifications">
        {banners.slice(-2).map((banner) => (
          <li key={banner.record} className={styles.banner}>
            {banner.text}
          </li>
        ))}
      </ul>
      <Icon size={24} />
      <p className={styles.awayText}>{text}</p>
      {!down && !quiet && (
        <Button look="plain" onClick={onReturn}>
          Open the app
        </Button>
      )}
    </div>
  );
}
