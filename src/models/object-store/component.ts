/** The object store: one bucket of S3's kind, for photos and videos. */
import type { MachineEvent } from '../../statechart/index.ts';
import type { Arrival, Component, Inspection, Packet } from '../protocol/index.ts';
import { fidelity } from './fidelity.ts';
import { get } from './gets.ts';
import { objectStoreKnobs } from './knobs.ts';
import { paceMachine, uploadsMachine } from './machine.ts';
import { abortUpload, completeMultipart, createMultipart, watchUpload } from './multipart.ts';
import { isSlowingDown } from './pace.ts';
import { beginPut, bodyTimedOut, takePiece } from './puts.ts';
import { createObjectStore, type Bucket } from './store.ts';

/** The object store. Settings: putsPerSecond, getsPerSecond, in place of S3's limits of a prefix. */
export const objectStore: Component<Bucket> = {
  kind: 'object-store',
  regions: [
    { name: 'pace', machine: paceMachine },
    { name: 'uploads', machine: uploadsMachine },
  ],
  knobs: objectStoreKnobs,
  fidelity,
  createStore: createObjectStore,
  boot,
  receive,
  timer,
  actions: {},
  delays: {},
  inspect,
};

/** After a restart the lifecycle rule counts anew what is still unfinished. */
function boot(bucket: Bucket): void {
  for (const uploadId of bucket.store.disk.uploads.keys()) watchUpload(bucket, uploadId);
  bucket.step(uploadsEvent(bucket));
}

function receive(bucket: Bucket, packet: Packet, arrival: Arrival): MachineEvent | undefined {
  switch (packet.type) {
    case 'createMultipart':
      createMultipart(bucket, packet, arrival.from);
      break;
    case 'abortMultipart':
      abortUpload(bucket, packet.uploadId, packet.name);
      break;
    case 'mediaPut':
      beginPut(bucket, packet, arrival);
      break;
    case 'mediaPiece':
      takePiece(bucket, packet);
      return undefined;
    case 'mediaComplete':
      completeMultipart(bucket, packet, arrival.from, arrival.connection);
      break;
    case 'mediaGet':
      get(bucket, packet, arrival);
      break;
    default:
      bucket.record('refused', { reason: 'badRequest', from: arrival.from });
      return undefined;
  }
  return isSlowingDown(bucket) ? { type: 'TOO_MANY' } : uploadsEvent(bucket);
}

function timer(bucket: Bucket, name: string, key: string): MachineEvent {
  if (name === 'body') bodyTimedOut(bucket, key);
  else abortUpload(bucket, key);
  return uploadsEvent(bucket);
}

const uploadsEvent = ({ store }: Bucket): MachineEvent => ({
  type: store.disk.uploads.size > 0 ? 'UPLOADS_OPEN' : 'UPLOADS_DONE',
});

function inspect({ store }: Bucket): Inspection {
  const { objects, uploads } = store.disk;
  return {
    tables: [
      {
        title: 'Objects',
        columns: ['key', 'bytes', 'etag', 'sealed'],
        rows: [...objects].map(([key, { bytes, etag, isSealed }]) => [key, bytes, etag, isSealed]),
      },
      {
        title: 'Unfinished uploads',
        columns: ['upload', 'key', 'part', 'bytes', 'etag'],
        rows: [...uploads].flatMap(([id, { key, parts }]) =>
          [...parts].map(([part, { bytes, etag }]) => [id, key, part, bytes, etag]),
        ),
      },
      {
        title: 'On their way',
        columns: ['transfer', 'key', 'received', 'of'],
        rows: [...store.memory.incoming].map(([transfer, { url, received, bytes }]) => [
          transfer,
          url.key,
          received,
          bytes,
        ]),
      },
    ],
    vital: { label: 'objects', value: objects.size },
  };
}
