/** Keeps progress: in memory at once, in the browser's storage soon after, merged with other tabs. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  joined,
  NO_PROGRESS,
  withBeat,
  withSetting,
  type Progress,
  type Setting,
} from './progress.ts';
import { readProgress } from './read-progress.ts';
import { TwoSlots, type Shelf } from './two-slots.ts';

export const STORAGE_PREFIX = 'two-ticks/progress/';

const SAVE_MS = 250;

export interface KeeperState {
  readonly progress: Progress;
  /** Why nothing is kept, in a sentence; '' when all is well. */
  readonly trouble: string;
}

const CLOSED =
  'This browser does not let the page keep anything: progress lasts until you close it.';
const FULL = 'There is no room to keep progress: it lasts until you close the page.';
const NEWER =
  'A later version of this page has kept progress here; reload the page to update. Nothing is overwritten.';
const DAMAGED = 'Some kept progress could not be read; a copy of it was put aside.';

export class Keeper {
  readonly store: StoreApi<KeeperState>;
  readonly #slots: TwoSlots | undefined;
  #mayWrite = true;
  #saving: ReturnType<typeof setTimeout> | undefined;

  /** @param shelf undefined where there is no storage at all. */
  constructor(shelf: Shelf | undefined) {
    this.#slots = shelf === undefined ? undefined : new TwoSlots(shelf, STORAGE_PREFIX);
    this.store = createStore<KeeperState>(() => ({ progress: NO_PROGRESS, trouble: '' }));
    this.takeIn();
  }

  get progress(): Progress {
    return this.store.getState().progress;
  }

  complete(lesson: string, beat: string, result = 1): void {
    this.#become(withBeat(this.progress, lesson, beat, result));
  }

  setting(name: string): Setting['value'] | undefined {
    return Object.hasOwn(this.progress.settings, name)
      ? this.progress.settings[name]?.value
      : undefined;
  }

  set(name: string, value: Setting['value']): void {
    if (this.setting(name) !== value) this.#become(withSetting(this.progress, name, value));
  }

  exported(): string {
    return `${JSON.stringify(this.progress, null, 2)}\n`;
  }

  /** Merges another copy; answers '' or, in a sentence, why it was refused. */
  import(text: string): string {
    const read = readProgress(text);
    if ('newer' in read) return 'This file was made by a later version of this page.';
    if ('sentence' in read) return `This file holds no progress: ${read.sentence}.`;
    this.#become(joined(this.progress, read.progress));
    return '';
  }

  /** Reads what is kept and merges it: at the start, and when another tab has written. */
  takeIn(): void {
    if (this.#slots === undefined) return this.#say(CLOSED);
    let slots: ReturnType<TwoSlots['read']>;
    try {
      slots = this.#slots.read();
    } catch {
      this.#mayWrite = false;
      return this.#say(CLOSED);
    }
    for (const { body } of slots) {
      const read = readProgress(body);
      if ('progress' in read) {
        this.store.setState({ progress: joined(this.progress, read.progress) });
      } else if ('newer' in read) {
        this.#mayWrite = false;
        this.#say(NEWER);
      } else {
        this.#slots.setAside(body);
        this.#say(DAMAGED);
      }
    }
  }

  /** Writes now, as when the page is left. */
  save(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    if (this.#slots === undefined || !this.#mayWrite) return;
    // Another tab may have written since: nothing of it is to be lost.
    this.takeIn();
    if (!this.#mayWrite) return;
    try {
      this.#slots.write(JSON.stringify(this.progress));
      if (this.store.getState().trouble === FULL) this.#say('');
    } catch {
      this.#say(FULL);
    }
  }

  #become(progress: Progress): void {
    this.store.setState({ progress });
    this.#saving ??= setTimeout(() => this.save(), SAVE_MS);
  }

  #say(trouble: string): void {
    this.store.setState({ trouble });
  }
}
