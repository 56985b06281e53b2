/** The phones of one side as their owners see them. One looks, and touches nothing. */
import { useBranch } from '../playback/index.ts';
import { Phone } from '../stage/phone/Phone.tsx';
import styles from './Compare.module.css';

/** More phones than these do not stand side by side. */
const PHONES_MAX = 2;

export function SidePhones({ where }: { readonly where: string }) {
  const branch = useBranch();
  if (branch === undefined) return null;
  const phones = branch.nodes.nodes.flatMap(({ kind }, node) => (kind === 'phone' ? [node] : []));
  return (
    <div className={styles.phones}>
      {phones.slice(0, PHONES_MAX).map((node) => (
        <div key={node} className={styles.phone}>
          <Phone phone={node} quiet where={where} onTick={() => undefined} />
        </div>
      ))}
    </div>
  );
}
