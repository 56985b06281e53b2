/** The numbers of a run, read off its records. */
import { describe, expect, test } from 'vitest';
import { createMeasures, type Measures } from '../../src/measures/index.ts';
import { recordLog } from '../checks/record-log.ts';

function measured(log: string): Measures {
  const { records, trace, topology } = recordLog(log);
  const measures = createMeasures({ topology, names: trace.names });
  for (const record of records) measures.step(record);
  return measures;
}

describe('the summary', () => {
  test('of a message that is sent twice and shown once', () => {
    const summary = measured(`
      @1000 ana typed m1 "Meet at six?" ana-ben
      @1000 ana sent m1 server-1 publish 40000
      @1040 server-1 lost m1 ana publish cut
      @6000 ana sent m1 server-1 publish 40000
      @6040 server-1 received m1 ana publish
      @6041 cassandra duplicate m1 table
      @6042 server-1 sent m1 ben deliver 40000
      @6100 ben received m1 server-1 deliver
      @6100 ben shown m1 0 1 "Meet at six?"
      @6200 ana status m1 delivered deviceAck
      @6300 ana status m1 sent store
    `).summary();
    expect(summary).toEqual({
      messagesTyped: 1,
      messagesAcked: 1,
      messagesDelivered: 1,
      messagesRead: 0,
      messagesFailed: 0,
      messagesShown: 1,
      shownP50Ms: 5100,
      shownP95Ms: 5100,
      shownP99Ms: 5100,
      firstTickP50Ms: 5200,
      firstTickP95Ms: 5200,
      firstTickP99Ms: 5200,
      secondTickP50Ms: 5200,
      secondTickP95Ms: 5200,
      secondTickP99Ms: 5200,
      duplicatesAbsorbed: 1,
      duplicatesShown: 0,
      banners: 0,
      gapsNoticed: 0,
      packetsSent: 3,
      'packetsSent.deliver': 1,
      'packetsSent.publish': 2,
      packetsLost: 1,
      'packetsLost.cut': 1,
      packetsInFlightMax: 1,
      retries: 1,
      refusals: 0,
      crashes: 0,
      connects: 0,
      disconnects: 0,
      connectionAttempts: 0,
      connectionAttemptsPerSecondMax: 0,
      openConnectionsMax: 0,
    });
  });

  test('counts a copy on screen as a copy, not as a delivery', () => {
    const { messagesShown, duplicatesShown } = measured(`
      ana typed m1 "Meet at six?" ana-ben
      ana shown m1 0 0 "Meet at six?"
      ben shown m1 0 1 "Meet at six?"
      ben shown m1 1 1 "Meet at six?"
    `).summary();
    expect({ messagesShown, duplicatesShown }).toEqual({ messagesShown: 1, duplicatesShown: 1 });
  });
});

describe('the series', () => {
  const STORM = measured(`
    @100 ana sent balancer open 40000
    @200 ben sent balancer open 40000
    @300 ana connected server-1 1
    @300 server-1 connected ana 1
    @305 ben connected server-7 1
    @400 balancer queue 8
    @450 balancer queue 2
    @1500 server-1 disconnected ana 1 crash
    @1500 ana disconnected server-1 1 pongTimeout
    @1700 ana sent balancer open 40000
    @2000 ben crashed
  `);

  test('follow connections by phone, attempts by second, queues by node', () => {
    expect(STORM.seriesNames()).toEqual([
      'packetsInFlight',
      'openConnections',
      'connectionAttemptsPerSecond',
      'queueDepth.balancer',
    ]);
    expect(STORM.series('openConnections')).toEqual({
      name: 'openConnections',
      unit: 'connections',
      timesUs: [300_000, 1_500_000, 2_000_000],
      values: [2, 1, 0],
    });
    expect(STORM.series('connectionAttemptsPerSecond')).toMatchObject({
      timesUs: [0, 1_000_000],
      values: [2, 1],
    });
    expect(STORM.series('queueDepth.balancer')).toMatchObject({ values: [8, 2] });
    expect(STORM.series('lag')).toBeUndefined();
  });

  test('agree with the summary', () => {
    expect(STORM.summary()).toMatchObject({
      connects: 2,
      disconnects: 2,
      connectionAttempts: 3,
      connectionAttemptsPerSecondMax: 2,
      openConnectionsMax: 2,
      'queueDepthMax.balancer': 8,
      crashes: 1,
    });
  });
});
