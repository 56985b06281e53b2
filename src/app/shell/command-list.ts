/** Everything the command palette can do now: each part on screen adds its own while it is there. */
import { useEffect, useId } from 'react';
import type { LucideIcon } from 'lucide-react';
import { create } from 'zustand';

export interface Command {
  readonly id: string;
  readonly label: string;
  /** The heading it stands under: "Go to", "Break something". */
  readonly group: string;
  /** Other words by which people look for it. */
  readonly keywords?: string;
  readonly shortcut?: string;
  readonly Icon?: LucideIcon;
  readonly run: () => void;
}

interface CommandLists {
  readonly lists: ReadonlyMap<string, readonly Command[]>;
  readonly open: boolean;
}

export const useCommandLists = create<CommandLists>(() => ({ lists: new Map(), open: false }));

export const openPalette = (): void => useCommandLists.setState({ open: true });
export const closePalette = (): void => useCommandLists.setState({ open: false });

/** Offers these commands while the calling component is on screen. Memoise the array. */
export function useCommands(commands: readonly Command[]): void {
  const owner = useId();
  useEffect(() => {
    const change = (edit: (lists: Map<string, readonly Command[]>) => void) =>
      useCommandLists.setState((state) => {
        const lists = new Map(state.lists);
        edit(lists);
        return { lists };
      });
    change((lists) => lists.set(owner, commands));
    return () => change((lists) => lists.delete(owner));
  }, [owner, commands]);
}

/**
 * The commands that hold every word of the query, best first: those whose label begins with it,
 * then those with it at a word's beginning, then the rest. Equal ones keep their order.
 */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return commands;
  const ranked: { command: Command; rank: number; place: number }[] = [];
  commands.forEach((command, place) => {
    const label = command.label.toLowerCase();
    const all = `${label} ${command.group} ${command.keywords ?? ''}`.toLowerCase();
    if (!words.every((word) => all.includes(word))) return;
    const first = words[0]!;
    const rank = label.startsWith(first) ? 0 : ` ${label}`.includes(` ${first}`) ? 1 : 2;
    ranked.push({ command, rank, place });
  });
  return ranked.sort((a, b) => a.rank - b.rank || a.place - b.place).map((each) => each.command);
}
