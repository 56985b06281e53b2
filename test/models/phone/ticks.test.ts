/** Ticks: which receipt counts, and what a tick means in a group. */
import { describe, expect, test } from 'vitest';
import type { Status } from '../../../src/models/protocol/index.ts';
import { connectedPhone, fromServer, type AnasPhone } from './anas-phone.ts';

const EVIDENCE = { delivered: 'deviceAck', read: 'opened', sent: 'store' } as const;

function receipt(ana: AnasPhone, status: keyof typeof EVIDENCE, by: string): void {
  const evidence = EVIDENCE[status];
  fromServer(ana, { type: 'receipt', name: 'ana/m1', status, evidence, by });
}

/** Ana has typed and the server has acknowledged. */
function sentPhone(conversation: string, knobs: Record<string, string> = {}): AnasPhone {
  const ana = connectedPhone({ knobs });
  ana.operate({ act: 'type', conversation, text: 'Meet at six?' });
  fromServer(ana, { type: 'publishAck', name: 'ana/m1', evidence: 'store', sequence: 1 });
  ana.news();
  return ana;
}

describe('[ticks-forward] receipts in the wrong order', () => {
  test('highest: a late "delivered" does not take "read" back', () => {
    const ana = sentPhone('ana-ben');
    receipt(ana, 'read', 'ben');
    receipt(ana, 'delivered', 'ben');
    expect(ana.news()).toEqual(['status ana/m1 status=read evidence=opened']);
  });

  test('latest: the tick steps back', () => {
    const ana = sentPhone('ana-ben', { tickOrder: 'latest' });
    receipt(ana, 'read', 'ben');
    receipt(ana, 'delivered', 'ben');
    expect(ana.news()).toEqual([
      'status ana/m1 status=read evidence=opened',
      'status ana/m1 status=delivered evidence=deviceAck',
      'awaiting ana/m1 awaited=readReceipt',
    ]);
  });

  test('latest: the acknowledgement of a retry takes two ticks back to one', () => {
    const ana = sentPhone('ana-ben', { tickOrder: 'latest' });
    receipt(ana, 'delivered', 'ben');
    ana.news();
    fromServer(ana, { type: 'publishAck', name: 'ana/m1', evidence: 'store', sequence: 1 });
    expect(ana.news()[0]).toBe('status ana/m1 status=sent evidence=store');
  });
});

describe('in a group the tick is the minimum over the others', () => {
  test('two ticks only when the last member has it', () => {
    const ana = sentPhone('trip');
    receipt(ana, 'delivered', 'ben');
    receipt(ana, 'read', 'ben');
    expect(ana.news()).toEqual([]);
    receipt(ana, 'delivered', 'cy-tablet');
    expect(ana.news()).toEqual([
      'status ana/m1 status=delivered evidence=deviceAck',
      'awaiting ana/m1 awaited=readReceipt',
    ]);
    receipt(ana, 'read', 'cy');
    expect(ana.news()).toEqual(['status ana/m1 status=read evidence=opened']);
  });

  test('receipts of strangers and of her own other devices do not count', () => {
    const ana = sentPhone('trip');
    receipt(ana, 'read', 'dora');
    receipt(ana, 'read', 'ana');
    expect(ana.news()).toEqual([]);
  });
});

describe('a failure', () => {
  const fail = (ana: AnasPhone) =>
    fromServer(ana, {
      type: 'receipt',
      name: 'ana/m1',
      status: 'failed',
      evidence: 'timeout',
      by: 'server-1',
    });

  test('is shown, and taken back when the message arrives after all', () => {
    const ana = sentPhone('ana-ben');
    fail(ana);
    receipt(ana, 'delivered', 'ben');
    expect(ana.news().filter((line) => line.startsWith('status'))).toEqual([
      'status ana/m1 status=failed evidence=timeout',
      'status ana/m1 status=delivered evidence=deviceAck',
    ]);
  });

  test('does not hide a delivery', () => {
    const ana = sentPhone('ana-ben');
    receipt(ana, 'delivered', 'ben');
    ana.news();
    fail(ana);
    expect(ana.news()).toEqual([]);
  });
});

test('a receipt that overtakes the acknowledgement counts, and the retry goes on until acknowledged', () => {
  const ana = connectedPhone();
  ana.operate({ act: 'type', conversation: 'ana-ben', text: 'Meet at six?' });
  receipt(ana, 'delivered', 'ben');
  const statuses: Status[] = ana.records.flatMap(({ kind, fields }) =>
    kind === 'status' ? [fields['status'] as Status] : [],
  );
  expect(statuses).toEqual(['clock', 'delivered']);
  expect([...ana.node.store.disk.outbox.keys()]).toEqual(['ana/m1']);
});
