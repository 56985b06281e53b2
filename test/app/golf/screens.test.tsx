// @vitest-environment jsdom
/** The screens of golf and of two sides without their workers: what can be set, and nothing for axe. */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Route, Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import ComparePage from '../../../src/app/compare/ComparePage.tsx';
import GolfPage from '../../../src/app/golf/GolfPage.tsx';
import HolePage from '../../../src/app/golf/HolePage.tsx';
import { HOLES } from '../../../src/app/golf/holes.ts';
import { violationsOf } from '../../browser/accessibility.ts';
import { FakeWorker } from '../engine/fake-worker.ts';

vi.mock('../../../src/app/engine/worker.ts?worker&inline', () => ({
  default: class {
    constructor() {
      return new FakeWorker();
    }
  },
}));

class NoSize {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(() => vi.stubGlobal('ResizeObserver', NoSize));

function at(path: string) {
  const { hook } = memoryLocation({ path });
  return render(
    <Router hook={hook}>
      <main>
        <Route path="/golf" component={GolfPage} />
        <Route path="/golf/:id" component={HolePage} />
        <Route path="/compare" component={ComparePage} />
      </main>
    </Router>,
  );
}

describe('golf', () => {
  test('lists every hole with a way to it', async () => {
    const { container } = at('/golf');
    expect(screen.getAllByRole('link')).toHaveLength(HOLES.length);
    expect(await violationsOf(container)).toEqual([]);
  });

  test('an unknown hole is a page for lost visitors', () => {
    at('/golf/nowhere');
    expect(screen.queryByRole('button', { name: 'Strike' })).toBeNull();
  });

  test('takes as many faults as the envelope allows, and scores the schedule', async () => {
    const { container } = at('/golf/home');
    const user = userEvent.setup();
    const add = () => screen.getByRole('button', { name: /^Add a fault/ });
    while (!(add() as HTMLButtonElement).disabled) await user.click(add());
    expect(screen.getAllByRole('group', { name: /^Fault/ })).toHaveLength(3);
    await user.click(screen.getByRole('button', { name: 'Remove fault 2' }));
    await user.click(screen.getByRole('button', { name: 'Remove fault 2' }));
    expect(await violationsOf(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Strike' }));
    expect(await screen.findByText(/survived\.|^Broken in/, {}, { timeout: 8000 })).toBeVisible();
  });
});

describe('two designs', () => {
  test('that are one design are not searched', async () => {
    const { container } = at('/compare');
    const sides = screen.getAllByRole('combobox', { name: 'Two ticks mean' });
    expect(sides.map((each) => (each as HTMLSelectElement).value)).toEqual(['push', 'deviceAck']);
    await userEvent.selectOptions(sides[1]!, 'push');
    expect(screen.getByText(/one and the same design/)).toBeVisible();
    expect(await violationsOf(container)).toEqual([]);
  });
});
