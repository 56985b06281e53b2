/** What somebody sees who opens Ana's phone. */
import { expect, test } from 'vitest';
import { connectedPhone, fromServer, message } from './anas-phone.ts';

test('the outbox, each conversation from top to bottom, and where the next sync starts', () => {
  const ana = connectedPhone();
  fromServer(ana, { type: 'deliver', message: message('ben/m1', 1, 'Six?') });
  fromServer(ana, { type: 'deliver', message: message('ben/m3', 3, 'Or seven?') });
  ana.operate({ act: 'type', conversation: 'ana-ben', text: 'Seven.' });
  expect(ana.inspect()).toEqual({
    tables: [
      {
        title: 'Outbox',
        columns: ['message', 'conversation', 'text', 'times sent'],
        rows: [['ana/m1', 'ana-ben', 'Seven.', 1]],
      },
      {
        title: 'ana-ben',
        columns: ['message', 'from', 'text', 'number', 'status'],
        rows: [
          ['ben/m1', 'ben', 'Six?', 1, 'delivered'],
          ['ben/m3', 'ben', 'Or seven?', 3, 'delivered'],
          ['ana/m1', 'ana', 'Seven.', null, 'clock'],
        ],
      },
      { title: 'trip', columns: ['message', 'from', 'text', 'number', 'status'], rows: [] },
      {
        title: 'Sync',
        columns: ['conversation', 'cursor', 'highest number'],
        rows: [
          ['ana-ben', 1, 3],
          ['trip', 0, 0],
        ],
      },
    ],
    vital: { label: 'in the outbox', value: 1 },
  });
});
