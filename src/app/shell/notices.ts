/** Short notes to the person at the screen: what happened, where, what to do. */
import { create } from 'zustand';

export interface Notice {
  readonly id: number;
  readonly tone: 'plain' | 'good' | 'bad';
  /** One plain sentence. */
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface Notices {
  readonly notices: readonly Notice[];
}

export const useNotices = create<Notices>(() => ({ notices: [] }));

// More than three at once would cover what they speak of.
const AT_ONCE = 3;
let lastId = 0;

/** Shows a notice and answers its id. The oldest makes room when there are too many. */
export function notify(notice: Omit<Notice, 'id'>): number {
  lastId += 1;
  const id = lastId;
  useNotices.setState((state) => ({
    notices: [
      ...state.notices.filter((each) => each.text !== notice.text),
      { ...notice, id },
    ].slice(-AT_ONCE),
  }));
  return id;
}

export function dismissNotice(id: number): void {
  useNotices.setState((state) => ({ notices: state.notices.filter((each) => each.id !== id) }));
}
