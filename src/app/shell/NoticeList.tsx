/** The notices at the edge of the screen. Good news leaves by itself; bad news waits to be read. */
import { useEffect, useState } from 'react';
import { CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { Button, IconButton } from '../theme/index.ts';
import { dismissNotice, useNotices, type Notice } from './notices.ts';
import styles from './NoticeList.module.css';

const STAYS_MS = 7_000;
const ICONS = { plain: Info, good: CircleCheck, bad: TriangleAlert } as const;

export function NoticeList() {
  const notices = useNotices((state) => state.notices);
  const bad = notices.filter((notice) => notice.tone === 'bad');
  const calm = notices.filter((notice) => notice.tone !== 'bad');
  return (
    <div className={styles.list}>
      <div role="alert">{bad.map(row)}</div>
      <div role="status">{calm.map(row)}</div>
    </div>
  );
}

const row = (notice: Notice) => <NoticeRow key={notice.id} notice={notice} />;

function NoticeRow({ notice }: { notice: Notice }) {
  const [held, setHeld] = useState(false);
  const Icon = ICONS[notice.tone];
  useEffect(() => {
    if (notice.tone === 'bad' || held) return;
    const timer = window.setTimeout(() => dismissNotice(notice.id), STAYS_MS);
    return () => window.clearTimeout(timer);
  }, [notice, held]);
  return (
    <div
      className={styles.notice}
      data-tone={notice.tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size={18} className={styles.icon} />
      <p className={styles.text}>{notice.text}</p>
      {notice.action !== undefined && (
        <Button
          look="quiet"
          onClick={() => {
            notice.action?.run();
            dismissNotice(notice.id);
          }}
        >
          {notice.action.label}
        </Button>
      )}
      <IconButton label="Dismiss" Icon={X} onClick={() => dismissNotice(notice.id)} />
    </div>
  );
}
