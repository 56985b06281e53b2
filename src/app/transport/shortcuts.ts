/** Keys of the transport. They do nothing where somebody types, or where a control owns the key. */
import { useEffect } from 'react';

export type ShortcutKey = ' ' | 'ArrowRight' | 'ArrowLeft' | 'n' | 'm' | 'b' | '[' | ']';

export type Shortcuts = Partial<Record<ShortcutKey, () => void>>;

const TYPING = 'input, textarea, select, [contenteditable=""], [contenteditable="true"]';
/** Inputs that take no letters: a shortcut may pass over them. */
const NOT_TYPING = ['range', 'checkbox', 'radio', 'button', 'submit'];
/** A press of the space bar is theirs. */
const PRESSED_BY_SPACE = 'button, a, summary, [role=button], [role=tab], [role=option], input';
/** They move about in themselves by arrows. */
const MOVED_BY_ARROWS =
  '[role=tablist], [role=listbox], [role=menu], [role=grid], [role=radiogroup], [type=radio], [data-own-arrows]';

export function shortcutOf(event: KeyboardEvent): ShortcutKey | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const target = event.target instanceof Element ? event.target : null;
  if (target !== null && isTyping(target)) return undefined;
  // A dialog in front has the keyboard to itself.
  if (document.querySelector('dialog[open]') !== null) return undefined;
  if (key === ' ' && target?.closest(PRESSED_BY_SPACE)) return undefined;
  if (key.startsWith('Arrow') && target?.closest(MOVED_BY_ARROWS)) return undefined;
  return key as ShortcutKey;
}

function isTyping(target: Element): boolean {
  const field = target.closest(TYPING);
  if (field === null) return false;
  return !(field instanceof HTMLInputElement && NOT_TYPING.includes(field.type));
}

/** Memoise the table. */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const key = shortcutOf(event);
      const act = key === undefined ? undefined : shortcuts[key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [shortcuts]);
}
