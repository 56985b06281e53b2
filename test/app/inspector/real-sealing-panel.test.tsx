// @vitest-environment jsdom
/** What a phone's inspector says of real cryptography: asked for once, told in words, compared in digits. */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { RunOrder } from '../../../src/app/engine/index.ts';
import { RealSealing } from '../../../src/app/inspector/RealSealing.tsx';
import type { SealedForReal } from '../../../src/app/inspector/real-sealing/seal-for-real.ts';

const NUMBER = '12345'.repeat(12);
const input = {} as RunOrder;

async function asks(answer: () => Promise<SealedForReal>): Promise<void> {
  render(<RealSealing node={0} branch={{ digest: 'abc', input }} ask={answer} />);
  await userEvent.click(screen.getByRole('button', { name: 'Seal this run for real' }));
}

const answers = (digest: string, here: string, there: string): Promise<void> =>
  asks(() => Promise.resolve({ digest, numbers: [{ device: 'ben', here, there }] }));

test('the same digest and the same number on both sides', async () => {
  await answers('abc', NUMBER, NUMBER);
  expect(await screen.findByText('The same run: both have the digest abc.')).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Safety number with ben' })).toBeTruthy();
  expect(screen.getAllByText('12345 '.repeat(12).trim())).toHaveLength(1);
  expect(screen.getByText(/nobody sits between the two/)).toBeTruthy();
});

test('another number on the other side is shown beside the own', async () => {
  const there = '54321'.repeat(12);
  await answers('abc', NUMBER, there);
  expect(await screen.findByText(/somebody sits between the two/)).toBeTruthy();
  expect(screen.getByText('54321 '.repeat(12).trim())).toBeTruthy();
});

test('a run that comes out otherwise is not passed over', async () => {
  await answers('xyz', NUMBER, '');
  expect(await screen.findByText(/Another run: the digest is xyz/)).toBeTruthy();
  expect(screen.getByText(/nothing to compare/)).toBeTruthy();
});

test('while it is computed it cannot be asked for twice, and a failure says what to do', async () => {
  let fail = (_: Error): void => undefined;
  await asks(() => new Promise((_, reject) => (fail = reject)));
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Computing…' });
  expect(button.disabled).toBe(true);
  fail(new Error('no'));
  expect(await screen.findByText('It could not be computed. Try it again.')).toBeTruthy();
});
