/** The commit that lies in a folder: the seed under which its tests explore. */
import { spawnSync } from 'node:child_process';

/** 40 hexadecimal digits; undefined where there is no git or no commit. */
export function commitOf(folder: string): string | undefined {
  const { stdout, status } = spawnSync('git', ['rev-parse', 'HEAD'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const commit = status === 0 ? stdout.trim() : '';
  return /^[0-9a-f]{40}$/.test(commit) ? commit : undefined;
}
