/** Which script addresses the page's guard lets pass. */
import { expect, test } from 'vitest';
import { isOwnScript } from '../../src/app/own-scripts.ts';

const PAGE = 'https://host.example/any/folder/index.html';

test.each([
  ['blob:https://host.example/1234', true],
  ['./sw.js', true],
  ['https://host.example/any/folder/sw.js', true],
  ['https://host.example/other/sw.js', false],
  ['https://elsewhere.example/sw.js', false],
  ['./assets/app.js', false],
  ['data:text/javascript,run()', false],
])('%s: %s', (address, own) => {
  expect(isOwnScript(address, PAGE)).toBe(own);
});
