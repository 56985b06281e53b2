/** The browser under test is the one we mean, so that "three engines" is never one engine thrice. */
import { expect, test } from 'vitest';
import { server } from 'vitest/browser';

test('the page runs in the engine its project is named after', () => {
  const agent = navigator.userAgent;
  const engine = agent.includes('Chrome/')
    ? 'chromium'
    : agent.includes('Gecko/20')
      ? 'firefox'
      : 'webkit';
  expect(server.browser.replace('webkitgtk', 'webkit')).toBe(engine);
});
