/** The message whose copies and trail are drawn: the selected one, else the one typed last. */
import { RECORD } from '../../models/index.ts';
import { useBranch, usePlayback, useProjection, type Projection } from '../playback/index.ts';

/** The name id of the message typed last, -1 before the first. */
const lastTyped: Projection<{ message: number }> = {
  start: () => ({ message: -1 }),
  apply(state, record) {
    if (record.kind === RECORD.typed) state.message = record.message;
  },
  copy: (state) => ({ ...state }),
};

/** Its name id in the branch on screen, -1 when there is none. */
export function useFollowed(): number {
  const branch = useBranch();
  const last = useProjection(lastTyped);
  const selection = usePlayback((state) => state.selection);
  if (branch === undefined || selection === null) return last.message;
  if (selection.kind === 'message' || selection.kind === 'tick') {
    return branch.view.names.find(selection.message);
  }
  if (selection.kind !== 'record' || selection.record >= branch.view.length) return last.message;
  const { message } = branch.view.readRecord(selection.record);
  return message < 0 ? last.message : message;
}
