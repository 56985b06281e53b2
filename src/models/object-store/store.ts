/** What the object store keeps: objects and the parts of uploads on disk, bodies on their way in memory. */
import { NodeStore, type NodeContext, type SignedUrl } from '../protocol/index.ts';
import type { ObjectStoreKnobs } from './knobs.ts';

export interface StoredObject {
  readonly bytes: number;
  readonly etag: string;
  readonly isSealed: boolean;
  readonly storedAtUs: number;
}

export interface StoredPart {
  readonly bytes: number;
  readonly etag: string;
}

export interface Upload {
  readonly key: string;
  /** By part number. A part that comes again replaces the first. */
  readonly parts: Map<number, StoredPart>;
  isSealed: boolean;
}

/** A PUT whose head was accepted and whose body is still coming. */
export interface Incoming {
  readonly name: string;
  readonly from: number;
  readonly connection: number;
  readonly url: SignedUrl;
  readonly bytes: number;
  readonly isSealed: boolean;
  received: number;
}

interface Tally {
  second: number;
  puts: number;
  gets: number;
}

interface ObjectStoreDisk {
  /** Uploads begun so far: an id is never given twice. */
  begun: number;
  /** Versions written so far: two objects never have one etag. */
  written: number;
  readonly objects: Map<string, StoredObject>;
  readonly uploads: Map<string, Upload>;
}

interface ObjectStoreMemory {
  readonly incoming: Map<string, Incoming>;
  /** Requests in this second. */
  readonly tally: Tally;
}

export type ObjectStore = NodeStore<ObjectStoreDisk, ObjectStoreMemory>;
export type Bucket = NodeContext<ObjectStore, ObjectStoreKnobs>;

export const createObjectStore = (): ObjectStore =>
  new NodeStore<ObjectStoreDisk, ObjectStoreMemory>({
    disk: () => ({ begun: 0, written: 0, objects: new Map(), uploads: new Map() }),
    memory: () => ({ incoming: new Map(), tally: { second: 0, puts: 0, gets: 0 } }),
  });

/** An entity tag: of contents in S3, of the version here. */
export const nextEtag = ({ store }: Bucket): string => {
  store.disk.written += 1;
  return `"${store.disk.written}"`;
};
