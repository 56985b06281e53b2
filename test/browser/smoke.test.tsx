/** The look works in a real browser: styles arrive, a press is heard, and axe sees a planted fault. */
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { Button } from '../../src/app/theme/index.ts';
import { violationsOf } from './accessibility.ts';

test('a button of ours can be pressed, and breaks no rule of accessibility', async () => {
  const pressed = vi.fn();
  const screen = await render(<Button onClick={pressed}>Send</Button>);
  await screen.getByRole('button', { name: 'Send' }).click();
  expect(pressed).toHaveBeenCalledTimes(1);
  expect(await violationsOf(screen.container)).toEqual([]);
});

test('a button without a name is reported', async () => {
  const screen = await render(<Button>{''}</Button>);
  expect((await violationsOf(screen.container)).join()).toContain('button-name');
});
