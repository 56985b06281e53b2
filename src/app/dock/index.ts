/** The evidence below the stage. */
export {
  EVIDENCE_TABS,
  EvidenceDock,
  type EvidenceDockProps,
  type EvidenceTab,
} from './EvidenceDock.tsx';
export { CHECK_CLAIMS } from './checks/check-claims.ts';
