/** What a phone keeps of photos that go and come. */
import type { SignedUrl } from '../../protocol/index.ts';

export interface Upload {
  readonly name: string;
  readonly bytes: number;
  readonly parts: number;
  readonly partBytes: number;
  key: string;
  uploadId: string;
  /** One for each part, then the one that completes; a single one for a plain PUT. */
  urls: readonly SignedUrl[];
  /** For the receivers, where the message holds a URL. */
  download: SignedUrl | null;
  /** By part, counted from 0: '' for one that is not stored yet. */
  readonly etags: string[];
}

export interface Download {
  readonly name: string;
  readonly key: string;
  readonly bytes: number;
  /** The message came with it: when it expires there is no other. */
  readonly isGiven: boolean;
  url: SignedUrl | null;
  /** What has come so far is kept, and asked for no more. */
  received: number;
}

/** A transfer on its way: it lives and dies with its connection. */
export interface Ongoing {
  readonly transfer: string;
  readonly name: string;
  readonly to: number;
  readonly connection: number;
  /** Of the upload, counted from 1; 0 for the list that completes it, and for downloads. */
  readonly part: number;
  /** Bytes that came across; and, going up, bytes handed to the network. */
  moved: number;
  handed: number;
}

export interface MediaDisk {
  /** Transfers begun: a name is never given twice. */
  transfers: number;
  readonly uploads: Map<string, Upload>;
  readonly downloads: Map<string, Download>;
  /** Photos that are here, by message, with their size. */
  readonly kept: Map<string, number>;
}

export interface MediaMemory {
  up: Ongoing | null;
  down: Ongoing | null;
}

export const freshMediaDisk = (): MediaDisk => ({
  transfers: 0,
  uploads: new Map(),
  downloads: new Map(),
  kept: new Map(),
});
