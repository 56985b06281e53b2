/**
 * Photos and videos: from a phone to the object store, from there by way of the CDN to other phones.
 * Bytes have no contents here. A request and its body travel apart, as head and pieces.
 */

/** The requests that a signed URL can stand for, under S3's names. */
export const STORE_VERBS = [
  'PutObject',
  'UploadPart',
  'CompleteMultipartUpload',
  'GetObject',
] as const;
export type StoreVerb = (typeof STORE_VERBS)[number];

/** The query of a presigned URL. Whoever has it may do this one thing, until it expires. */
export interface SignedUrl {
  readonly verb: StoreVerb;
  readonly key: string;
  /** uploadId and partNumber of a multipart upload; '' and 0 for none. */
  readonly uploadId: string;
  readonly part: number;
  /** X-Amz-Date: the signer's own clock, skew included. */
  readonly signedAtUs: number;
  /** X-Amz-Expires. */
  readonly expiresS: number;
  /** X-Amz-Signature: of all the above. Whoever changes a field cannot make the fitting one. */
  readonly signature: string;
}

/** What a chat message says of a photo: where it lies, how large it is, perhaps how to get it. */
export interface MediaPointer {
  readonly key: string;
  readonly bytes: number;
  /** With the one-time key that travels in the message, nobody on the way can look at it. */
  readonly isSealed: boolean;
  readonly url?: SignedUrl;
}

export interface UploadedPart {
  readonly part: number;
  readonly etag: string;
}

/** What every packet of a transfer has. `name` is the message that the photo belongs to. */
interface Transfer {
  readonly name: string;
  /** Given by origin: ana/t1 on a phone, edge-1/t1 on an edge. */
  readonly transfer: string;
}

/** S3 answers with a status and, unless all is well, the error's own name. */
interface StoreAnswer {
  readonly status: number;
  readonly error: string;
}

export type MediaPacket =
  /** On the phone's socket: where may this go? With an uploadId: to the upload that was begun. */
  | {
      readonly type: 'askUpload';
      readonly name: string;
      readonly parts: number;
      readonly uploadId: string;
    }
  /** One URL for each part, then the one that completes; a single one for a plain PUT. */
  | {
      readonly type: 'uploadUrls';
      readonly name: string;
      readonly key: string;
      readonly uploadId: string;
      readonly urls: readonly SignedUrl[];
      /** For the receivers, where the message is to hold a URL. */
      readonly download: SignedUrl | null;
      readonly error: string;
    }
  | { readonly type: 'askDownload'; readonly name: string; readonly key: string }
  | { readonly type: 'downloadUrl'; readonly name: string; readonly url: SignedUrl }
  /** Server to store, with the server's own credentials. */
  | {
      readonly type: 'createMultipart';
      readonly name: string;
      readonly key: string;
      readonly request: number;
    }
  | ({
      readonly type: 'multipartCreated';
      readonly name: string;
      readonly key: string;
      readonly uploadId: string;
      readonly request: number;
    } & StoreAnswer)
  | { readonly type: 'abortMultipart'; readonly name: string; readonly uploadId: string }
  /** The head of a PUT; `bytes` is its Content-Length. The body follows in pieces. */
  | ({
      readonly type: 'mediaPut';
      readonly url: SignedUrl;
      readonly bytes: number;
      readonly isSealed: boolean;
    } & Transfer)
  /** A piece of a body, of a PUT or of an answer to a GET, from this place in the object on. */
  | ({ readonly type: 'mediaPiece'; readonly at: number; readonly bytes: number } & Transfer)
  /** How much of a body has come: what TCP's acknowledgements tell the sender. */
  | ({ readonly type: 'mediaReceived'; readonly bytes: number } & Transfer)
  | ({ readonly type: 'mediaStored'; readonly part: number; readonly etag: string } & Transfer &
      StoreAnswer)
  | ({
      readonly type: 'mediaComplete';
      readonly url: SignedUrl;
      readonly parts: readonly UploadedPart[];
    } & Transfer)
  | ({ readonly type: 'mediaCompleted'; readonly etag: string } & Transfer & StoreAnswer)
  /** Range: bytes=from-. Without a URL it is one of our own machines that asks. */
  | ({
      readonly type: 'mediaGet';
      readonly key: string;
      readonly url: SignedUrl | null;
      readonly from: number;
      /** If-None-Match: '' for none. */
      readonly etag: string;
    } & Transfer)
  /** The head of the answer: 200, 206 or 304, or a refusal. `bytes` is the size of the whole. */
  | ({
      readonly type: 'mediaHead';
      readonly bytes: number;
      readonly etag: string;
      readonly isSealed: boolean;
    } & Transfer &
      StoreAnswer);

/** By definition. */
export const MIB = 1_048_576;

/**
 * The sizes of the pieces from one place to another. A MiB each is our choice: large enough for few
 * packets, small enough to see one on its way.
 */
export function piecesBetween(
  from: number,
  to: number,
): readonly { readonly at: number; readonly bytes: number }[] {
  const pieces: { at: number; bytes: number }[] = [];
  for (let at = from; at < to; at += MIB) {
    pieces.push({ at, bytes: Math.min(MIB, to - at) });
  }
  return pieces;
}
