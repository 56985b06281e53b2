/** The dock below the stage: the same run as story, picture, table, charts, checks, and a thousandfold. */
import { lazy, Suspense, useState } from 'react';
import { useBranch, usePlayback, type Branch } from '../playback/index.ts';
import { ErrorBoundary } from '../shell/index.ts';
import {
  useFailureStory,
  usePairedSweep,
  type FailureStoryHandle,
  type PairedSweepHandle,
} from '../sweep/index.ts';
import { Tabs, type TabItem } from '../theme/index.ts';
import { ChecksPanel, toldVerdict } from './checks/ChecksPanel.tsx';
import { WHAT_PEOPLE_NOTICE, type RecordFilter } from './record-filter.ts';
import { RunsPanel } from './runs/RunsPanel.tsx';
import { SpaceTime } from './space-time/SpaceTime.tsx';
import { Story } from './story/Story.tsx';
import { RecordTable } from './table/RecordTable.tsx';
import { useTold } from './use-seen.ts';
import styles from './EvidenceDock.module.css';

// d3 and its charts are one chunk, fetched when somebody first looks at them.
const Charts = lazy(() => import('./charts/Charts.tsx'));

const NAMES = {
  story: 'Story',
  'space-time': 'Space-time',
  table: 'Table',
  charts: 'Charts',
  checks: 'Checks',
  runs: '1,000 runs',
} as const;

export type EvidenceTab = keyof typeof NAMES;

export const EVIDENCE_TABS = Object.keys(NAMES) as readonly EvidenceTab[];

export interface EvidenceDockProps {
  /** Which evidence there is, in this order. Lessons show what they speak of. */
  readonly tabs?: readonly EvidenceTab[];
  /** The tab on top at first. */
  readonly tab?: EvidenceTab;
  readonly onTab?: (tab: EvidenceTab) => void;
}

export function EvidenceDock({ tabs = EVIDENCE_TABS, tab, onTab }: EvidenceDockProps) {
  const branch = useBranch();
  const [current, setCurrent] = useState<EvidenceTab>(tab ?? tabs[0] ?? 'story');
  const [filter, setFilter] = useState<RecordFilter>(WHAT_PEOPLE_NOTICE);
  // Here, so that a sweep goes on while another tab is looked at.
  const sweep = usePairedSweep();
  const failureStory = useFailureStory();
  const badges = useBadges(branch);
  const items = tabs.map((id): TabItem<EvidenceTab> => {
    const badge = badges[id];
    return { id, label: NAMES[id], ...(badge === undefined ? {} : { badge }) };
  });
  return (
    <section className={styles.dock} aria-label="Evidence">
      <Tabs
        label="Evidence"
        tabs={items}
        current={current}
        onChange={(id) => {
          setCurrent(id);
          onTab?.(id);
        }}
        className={styles.tabs ?? ''}
      >
        <ErrorBoundary key={current} part={`The tab “${NAMES[current]}”`}>
          {branch === undefined ? (
            <p className={styles.waiting}>No run yet.</p>
          ) : (
            <Panel
              tab={current}
              branch={branch}
              filter={filter}
              onFilter={setFilter}
              sweep={sweep}
              failureStory={failureStory}
            />
          )}
        </ErrorBoundary>
      </Tabs>
    </section>
  );
}

interface PanelProps {
  readonly tab: EvidenceTab;
  readonly branch: Branch;
  readonly filter: RecordFilter;
  readonly onFilter: (filter: RecordFilter) => void;
  readonly sweep: PairedSweepHandle;
  readonly failureStory: FailureStoryHandle;
}

function Panel({ tab, sweep, failureStory, ...given }: PanelProps) {
  switch (tab) {
    case 'story':
      return <Story {...given} />;
    case 'space-time':
      return <SpaceTime {...given} />;
    case 'table':
      return <RecordTable {...given} />;
    case 'charts':
      return (
        <Suspense fallback={<p className={styles.waiting}>Drawing the charts …</p>}>
          <Charts branch={given.branch} />
        </Suspense>
      );
    case 'checks':
      return <ChecksPanel branch={given.branch} />;
    case 'runs':
      return <RunsPanel branch={given.branch} sweep={sweep} story={failureStory} />;
  }
}

/** How many checks are broken, as far as it may be told. */
function useBadges(branch: Branch | undefined): Partial<Record<EvidenceTab, string>> {
  const told = useTold();
  const isJudged = usePlayback(() => (branch?.verdicts.length ?? 0) > 0);
  if (branch === undefined || !isJudged) return {};
  const broken = branch.verdicts.filter(
    ({ id }) => toldVerdict(branch, id, told)?.verdict === 'broken',
  ).length;
  return broken === 0 ? {} : { checks: `${broken} broken` };
}
