/** One machine of a CDN: an edge near the phones, or a shield between the edges and the origin. */
import type { MachineEvent } from '../../statechart/index.ts';
import type { Arrival, Component, Inspection, Packet } from '../protocol/index.ts';
import { parentIsSilent, takeHead, takePiece } from './fetches.ts';
import { fidelity } from './fidelity.ts';
import { cdnKnobs } from './knobs.ts';
import { cacheMachine } from './machine.ts';
import { request } from './requests.ts';
import { createCdnStore, type Edge } from './store.ts';

/** A cache of the CDN. Settings: tier (edge, shield), parent (a node's name), capacityMiB. */
export const cdn: Component<Edge> = {
  kind: 'cdn',
  regions: [{ name: 'cache', machine: cacheMachine }],
  knobs: cdnKnobs,
  fidelity,
  createStore: createCdnStore,
  receive,
  timer: (edge, _name, transfer) =>
    parentIsSilent(edge, transfer) ? { type: 'PARENT_SILENT' } : undefined,
  actions: {},
  delays: {},
  inspect,
};

function receive(edge: Edge, packet: Packet, arrival: Arrival): MachineEvent | undefined {
  switch (packet.type) {
    case 'mediaGet':
      request(edge, packet, arrival);
      return edge.store.memory.fetches.size > 0 ? { type: 'FETCHES_OPEN' } : undefined;
    case 'mediaHead':
      return takeHead(edge, packet) ? fetchesEvent(edge) : late(edge, arrival);
    case 'mediaPiece':
      return takePiece(edge, packet) ? fetchesEvent(edge) : late(edge, arrival);
    default:
      edge.record('refused', { reason: 'badRequest', from: arrival.from });
      return undefined;
  }
}

/** An answer to a fetch of an earlier life, or to one that was given up. */
function late(edge: Edge, { from }: Arrival): undefined {
  edge.record('refused', { reason: 'notConnected', from });
}

const fetchesEvent = ({ store }: Edge): MachineEvent => ({
  type: store.memory.fetches.size > 0 ? 'FETCHES_OPEN' : 'FETCHES_DONE',
});

function inspect({ store }: Edge): Inspection {
  const { copies, fetches } = store.memory;
  return {
    tables: [
      {
        title: 'Copies',
        columns: ['key', 'bytes', 'etag', 'fresh until (s)', 'sealed'],
        rows: [...copies.values()].map(({ key, bytes, etag, freshUntilUs, isSealed }) => [
          key,
          bytes,
          etag,
          freshUntilUs / 1_000_000,
          isSealed,
        ]),
      },
      {
        title: 'Being fetched',
        columns: ['key', 'received', 'of', 'waiting'],
        rows: [...fetches.values()].map(({ key, received, bytes, waiters }) => [
          key,
          received,
          Math.max(0, bytes),
          waiters.length,
        ]),
      },
    ],
    vital: { label: 'copies', value: copies.size },
  };
}
