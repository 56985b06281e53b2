/** Run by a test under --disallow-code-generation-from-strings. Steps a machine, prints the end. */
import { compile } from '../../src/statechart/index.ts';
import { clientMachine } from './client-machine.ts';

let refused = false;
try {
  const makeFunction = (() => {}).constructor as (source: string) => unknown;
  makeFunction('return 1');
} catch {
  refused = true;
}
const host = { arm: () => 1, disarm: () => {}, perform: () => {}, delayMs: () => 1 };
const phones = compile(clientMachine, { input: { id: 1 } }).populate(1, host);
phones.start(0, { id: 1 });
for (const type of ['NET_UP', 'CONNECTED', 'AUTH_OK', 'SYNCED']) phones.send(0, { type });
console.log(`${refused ? 'code generation refused' : 'code generation allowed'}`);
console.log(phones.stateName(0));
