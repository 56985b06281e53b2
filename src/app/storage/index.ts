/** What the page keeps for its reader: completed beats and settings, safe against every mishap. */
export { Keeper, type KeeperState } from './keeper.ts';
export { pageKeeper } from './page-keeper.ts';
export type { Progress, Setting } from './progress.ts';
