/** Light, dark, or as the system says; kept for the next visit. */
import { create } from 'zustand';

export const THEME_CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

// Other sites of one host may share the origin's storage, so our names carry our prefix.
const KEY = 'two-ticks-theme';

export function savedTheme(): ThemeChoice {
  try {
    const saved = localStorage.getItem(KEY);
    return THEME_CHOICES.find((choice) => choice === saved) ?? 'system';
  } catch {
    // Storage can be forbidden altogether; the system's choice is then as good as any.
    return 'system';
  }
}

export const useThemeChoice = create<{ readonly choice: ThemeChoice }>(() => ({
  choice: 'system',
}));

/** Puts the choice into force and remembers it where that is allowed. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = choice;
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // The choice then lasts for this visit only.
  }
  useThemeChoice.setState({ choice });
}
