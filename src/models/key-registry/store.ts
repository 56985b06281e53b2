/** What the registry keeps of each device: public keys only, and how many one-time ones are left. */
import { NodeStore, type NodeContext } from '../protocol/index.ts';
import type { KeyRegistryKnobs } from './knobs.ts';

export interface Bundle {
  /** The device's identity key. */
  readonly key: string;
  readonly signedPrekey: string;
  /** One-time prekeys are numbered under the identity key: these are next, up to the last. */
  nextPrekey: number;
  lastPrekey: number;
}

interface RegistryDisk {
  /** By the device's name. */
  readonly bundles: Map<string, Bundle>;
  /** Starts of the process: the first is not seen, the deployment has long been up. */
  starts: number;
}

export type RegistryStore = NodeStore<RegistryDisk, object>;
export type KeyRegistry = NodeContext<RegistryStore, KeyRegistryKnobs>;

export const createRegistryStore = (): RegistryStore =>
  new NodeStore<RegistryDisk, object>({
    disk: () => ({ bundles: new Map(), starts: 0 }),
    memory: () => ({}),
  });

export const prekeysLeft = ({ nextPrekey, lastPrekey }: Bundle): number =>
  lastPrekey - nextPrekey + 1;
