// @vitest-environment jsdom
/** The command palette finds what can be done now, by keyboard. */
import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { CommandPalette } from '../../../src/app/shell/CommandPalette.tsx';
import { closePalette, findCommands, useCommands } from '../../../src/app/shell/command-list.ts';

const crash = vi.fn();
const COMMANDS = [
  { id: 'home', label: 'Start page', group: 'Go to', run: () => {} },
  { id: 'restart', label: 'Restart server-1', group: 'Break and mend', run: () => {} },
  {
    id: 'crash',
    label: 'Crash server-1',
    group: 'Break and mend',
    keywords: 'kill stop',
    run: crash,
  },
];

beforeEach(() => {
  closePalette();
  crash.mockClear();
  // jsdom knows the element but not its methods.
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
});

function Stage() {
  useCommands(COMMANDS);
  return <CommandPalette />;
}

describe('finding a command', () => {
  const labels = (query: string) => findCommands(COMMANDS, query).map((each) => each.label);
  test('every word must be there, in the label, the group or the other names', () => {
    expect(labels('server crash')).toEqual(['Crash server-1']);
    expect(labels('kill')).toEqual(['Crash server-1']);
    expect(labels('break')).toEqual(['Restart server-1', 'Crash server-1']);
    expect(labels('nothing')).toEqual([]);
  });
  test('labels that begin with the word come first', () => {
    expect(labels('start')).toEqual(['Start page', 'Restart server-1']);
  });
});

describe('the palette', () => {
  test('opens by Ctrl K, moves by arrows, runs by Enter and closes', async () => {
    render(<Stage />);
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
    fireEvent.keyDown(document, { key: 'k', ctrlKey: true });
    const box = screen.getByRole('combobox', { name: 'Find a command' });
    await userEvent.type(box, 'server');
    expect(screen.getAllByRole('option').map((row) => row.textContent)).toEqual([
      'Restart server-1',
      'Crash server-1',
    ]);
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getByRole('option', { selected: true })).toHaveTextContent('Crash server-1');
    expect(box).toHaveAttribute(
      'aria-activedescendant',
      screen.getByRole('option', { selected: true }).id,
    );
    await userEvent.keyboard('{Enter}');
    await act(() => new Promise((done) => setTimeout(done, 5)));
    expect(crash).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
  });

  test('says so when nothing is found', async () => {
    render(<Stage />);
    fireEvent.keyDown(document, { key: 'K', metaKey: true });
    await userEvent.type(screen.getByRole('combobox'), 'xyzzy');
    expect(screen.getByRole('status')).toHaveTextContent('Nothing by that name');
  });
});
