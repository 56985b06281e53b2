/** Beat 7: the one rule behind the second tick, and the switch that changes it. */
import { Segmented } from '../../theme/index.ts';
import type { TickEvidence } from './home-run.ts';
import styles from './Story.module.css';

export const RULE_WORDS: Readonly<Record<TickEvidence, string>> = {
  push: 'pushed',
  deviceAck: 'Ben’s phone says so',
};

export interface RuleSwitchProps {
  readonly isBusy: boolean;
  readonly onSwitch: () => void;
}

export function RuleSwitch({ isBusy, onSwitch }: RuleSwitchProps) {
  return (
    <div className={styles.rule}>
      <p className={styles.line}>Two ticks when …</p>
      <Segmented<TickEvidence>
        label="Two ticks when"
        value={isBusy ? 'deviceAck' : 'push'}
        options={[
          { value: 'push', label: RULE_WORDS.push },
          { value: 'deviceAck', label: RULE_WORDS.deviceAck },
        ]}
        onChange={(value) => value === 'deviceAck' && onSwitch()}
      />
    </div>
  );
}
