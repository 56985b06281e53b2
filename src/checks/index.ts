/** The invariants of a chat system, folded from the record stream: holds, not proved, broken. */
export {
  checkContextOf,
  type Broken,
  type Check,
  type CheckContext,
  type Verdict,
} from './check.ts';
export { createCheck, Judge, type BrokenCheck, type CheckVerdict } from './judge.ts';
