/** Ctrl or Cmd K: a search box over everything that can be done now, by keyboard or by tap. */
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Search } from 'lucide-react';
import { Dialog } from '../theme/index.ts';
import { closePalette, findCommands, openPalette, useCommandLists } from './command-list.ts';
import type { Command } from './command-list.ts';
import styles from './CommandPalette.module.css';

export function CommandPalette() {
  const { open, lists } = useCommandLists();
  const commands = useMemo(() => [...lists.values()].flat(), [lists]);

  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (useCommandLists.getState().open) closePalette();
      else openPalette();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);

  return (
    <Dialog open={open} onClose={closePalette} title="Commands" form="palette" bare>
      <PaletteBox commands={commands} />
    </Dialog>
  );
}

function runCommand(command: Command): void {
  closePalette();
  // After the dialog has given focus back, so that a command may move it elsewhere.
  window.setTimeout(() => command.run(), 0);
}

function pressInPalette(
  event: KeyboardEvent,
  found: readonly Command[],
  active: number,
  move: (to: number) => void,
): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const chosen = found[active];
  if (step !== 0 && found.length > 0) {
    event.preventDefault();
    move((active + step + found.length) % found.length);
  } else if (event.key === 'Enter' && chosen !== undefined) {
    event.preventDefault();
    runCommand(chosen);
  }
}

function PaletteBox({ commands }: { commands: readonly Command[] }) {
  const listId = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const found = useMemo(() => findCommands(commands, query), [commands, query]);
  const active = Math.min(at, found.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView?.({ block: 'nearest' });
  }, [active, found]);

  return (
    <>
      <div className={styles.search}>
        <Search size={18} />
        <input
          className={styles.input}
          type="text"
          role="combobox"
          aria-label="Find a command"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found.length > 0 ? `${listId}-${active}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          placeholder="What do you want to do?"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={(event) => pressInPalette(event, found, active, setAt)}
        />
      </div>
      <ul ref={list} id={listId} role="listbox" aria-label="Commands" className={styles.list}>
        {found.map((command, index) => (
          <PaletteRow
            key={command.id}
            id={`${listId}-${index}`}
            command={command}
            heading={found[index - 1]?.group === command.group ? '' : command.group}
            selected={index === active}
            onPoint={() => setAt(index)}
          />
        ))}
      </ul>
      <p className={found.length === 0 ? styles.nothing : 'heard'} role="status">
        {found.length === 0
          ? 'Nothing by that name. Try another word.'
          : `${found.length} commands`}
      </p>
    </>
  );
}

interface RowProps {
  readonly id: string;
  readonly command: Command;
  readonly heading: string;
  readonly selected: boolean;
  readonly onPoint: () => void;
}

function PaletteRow({ id, command, heading, selected, onPoint }: RowProps) {
  const { Icon } = command;
  return (
    <>
      {heading !== '' && (
        <li role="presentation" className={styles.heading}>
          {heading}
        </li>
      )}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the search box has the keys */}
      <li
        id={id}
        role="option"
        aria-selected={selected}
        className={styles.row}
        onPointerMove={onPoint}
        onClick={() => runCommand(command)}
      >
        {Icon !== undefined && <Icon size={16} />}
        <span className={styles.label}>{command.label}</span>
        {command.shortcut !== undefined && <kbd>{command.shortcut}</kbd>}
      </li>
    </>
  );
}
