/** The line at the top of a phone: whose it is, and the network, which is also the airplane switch. */
import { Plane, Signal, Wifi } from 'lucide-react';
import { Tooltip } from '../../theme/index.ts';
import styles from './Phone.module.css';

const NETWORKS: Readonly<Record<string, { readonly Icon: typeof Wifi; readonly word: string }>> = {
  wifi: { Icon: Wifi, word: 'Wi-Fi' },
  cellular: { Icon: Signal, word: '4G' },
  none: { Icon: Plane, word: 'No network' },
};

export interface StatusBarProps {
  readonly owner: string;
  /** The state of the phone's network machine. */
  readonly network: string;
  readonly quiet: boolean;
  readonly onAirplane: (on: boolean) => void;
}

export function StatusBar({ owner, network, quiet, onAirplane }: StatusBarProps) {
  const { Icon, word } = NETWORKS[network] ?? NETWORKS['none']!;
  const isOff = network === 'none';
  const face = (
    <>
      <span>{word}</span>
      <Icon size={13} />
    </>
  );
  return (
    <div className={styles.statusBar}>
      <span className={styles.owner}>{owner}</span>
      {quiet ? (
        <span className={styles.network}>{face}</span>
      ) : (
        <Tooltip text={isOff ? 'Airplane mode is on: switch it off' : 'Switch airplane mode on'}>
          <button
            type="button"
            className={styles.network}
            aria-label={`${word}: airplane mode of ${owner}’s phone`}
            aria-pressed={isOff}
            onClick={() => onAirplane(!isOff)}
          >
            {face}
          </button>
        </Tooltip>
      )}
    </div>
  );
}
