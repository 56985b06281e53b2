/** The causes behind the second tick of the branch on screen, for its picture and its list. */
import { useMemo } from 'react';
import { useBranch } from '../../playback/index.ts';
import { chainBehind, type CauseChain } from './causes.ts';
import { statusShown } from './moments.ts';

/** Undefined while there is no second tick. */
export function useTickChain(): CauseChain | undefined {
  const branch = useBranch();
  const length = branch?.view.length ?? 0;
  return useMemo(() => {
    if (branch === undefined || length === 0) return undefined;
    const status = statusShown(branch, branch.view.names.find('ana/m1'), 'delivered');
    return status === undefined ? undefined : chainBehind(branch, status);
  }, [branch, length]);
}
