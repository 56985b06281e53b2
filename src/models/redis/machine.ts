/** The machines of a Redis server: itself, its expire cycle, its file, its part in replication. */
import { setup } from 'xstate';

/** A server answers LOADING until its file is in memory; an empty disk takes no time. */
export const serverMachine = setup({
  types: { events: {} as { type: never } },
}).createMachine({
  id: 'server',
  initial: 'loading',
  states: {
    loading: { after: { loadMs: 'online' } },
    online: {},
  },
});

/** The cycle is due only while there are keys with a time to live. */
export const expiryMachine = setup({
  types: { events: {} as { type: 'keysExpire' } | { type: 'noKeyExpires' } },
}).createMachine({
  id: 'activeExpiry',
  initial: 'idle',
  states: {
    idle: { on: { keysExpire: 'cycling' } },
    cycling: { on: { noKeyExpires: 'idle' } },
  },
});

/** appendfsync everysec or no: what is written waits for the next fsync. */
export const fileMachine = setup({
  types: { events: {} as { type: 'written' } },
  actions: { sync: () => {} },
}).createMachine({
  id: 'appendOnlyFile',
  initial: 'synced',
  states: {
    synced: { on: { written: 'unsynced' } },
    unsynced: { after: { syncMs: { target: 'synced', actions: 'sync' } } },
  },
});

/**
 * The states of a replica are those that ROLE tells: connect, connecting, sync, connected. Promoting
 * is the time that Sentinels take to agree and to send REPLICAOF NO ONE.
 */
export const replicationMachine = setup({
  types: {
    events: {} as {
      type:
        | 'follow'
        | 'fullResync'
        | 'loaded'
        | 'continueSync'
        | 'heard'
        | 'linkLost'
        | 'promote'
        | 'promoted';
    },
  },
  actions: {
    requestSync: () => {},
    startLoading: () => {},
    stopLoading: () => {},
    goOn: () => {},
    startVote: () => {},
    stopVote: () => {},
  },
}).createMachine({
  id: 'replication',
  initial: 'master',
  states: {
    master: { on: { follow: 'connect' } },
    connect: {
      after: { reconnectMs: 'connecting' },
      on: {
        follow: { target: 'connect', reenter: true },
        promote: 'promoting',
        promoted: 'master',
      },
    },
    connecting: {
      entry: 'requestSync',
      after: { replTimeoutMs: 'connect' },
      on: {
        fullResync: 'sync',
        continueSync: { target: 'connected', actions: 'goOn' },
        linkLost: 'connect',
        follow: 'connect',
        promote: 'promoting',
        promoted: 'master',
      },
    },
    sync: {
      entry: 'startLoading',
      exit: 'stopLoading',
      on: {
        loaded: { target: 'connected', actions: 'goOn' },
        linkLost: 'connect',
        follow: 'connect',
        promote: 'promoting',
        promoted: 'master',
      },
    },
    connected: {
      after: { replTimeoutMs: 'connect' },
      on: {
        heard: { target: 'connected', reenter: true },
        linkLost: 'connect',
        follow: 'connect',
        promote: 'promoting',
        promoted: 'master',
      },
    },
    promoting: {
      entry: 'startVote',
      exit: 'stopVote',
      on: { follow: 'connect', promoted: 'master' },
    },
  },
});

/** cluster_state of CLUSTER INFO, as this node sees it. */
export const clusterMachine = setup({
  types: { events: {} as { type: 'clusterFails' } | { type: 'clusterHolds' } },
}).createMachine({
  id: 'cluster',
  initial: 'ok',
  states: {
    ok: { on: { clusterFails: 'fail' } },
    fail: { on: { clusterHolds: 'ok' } },
  },
});
