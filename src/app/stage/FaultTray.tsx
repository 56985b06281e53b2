/** Faults to take in hand: the next node that is clicked is struck. Escape puts the fault back. */
import { useEffect } from 'react';
import { Hammer, X } from 'lucide-react';
import { Button, IconButton, Tooltip } from '../theme/index.ts';
import { FAULTS } from './faults.ts';
import { useStage, useStageStore } from './stage-state.ts';
import styles from './FaultTray.module.css';

export function FaultTray() {
  const store = useStageStore();
  const inHand = useStage((state) => state.inHand);
  const open = useStage((state) => state.trayOpen);

  useEffect(() => {
    if (inHand === null) return;
    const drop = (event: KeyboardEvent) =>
      event.key === 'Escape' && store.setState({ inHand: null });
    document.addEventListener('keydown', drop);
    return () => document.removeEventListener('keydown', drop);
  }, [inHand, store]);

  if (!open) {
    return (
      <Button Icon={Hammer} onClick={() => store.setState({ trayOpen: true })}>
        Break something
      </Button>
    );
  }
  return (
    <div className={styles.tray} role="toolbar" aria-label="Break something">
      <div className={styles.top}>
        <p className={styles.hint} role="status">
          {inHand === null
            ? 'Pick what should happen, then where.'
            : `${inHand.about} Now choose a node.`}
        </p>
        <IconButton
          label="Close the tray"
          Icon={X}
          onClick={() => store.setState({ trayOpen: false, inHand: null })}
        />
      </div>
      <div className={styles.faults}>
        {FAULTS.map((fault) => (
          <Tooltip key={fault.id} text={fault.about}>
            <button
              type="button"
              className={styles.fault}
              aria-pressed={inHand?.id === fault.id}
              onClick={() => store.setState({ inHand: inHand?.id === fault.id ? null : fault })}
            >
              <fault.Icon size={18} />
              {fault.label}
            </button>
          </Tooltip>
        ))}
      </div>
    </div>
  );
}
