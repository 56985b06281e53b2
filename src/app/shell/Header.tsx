/** The bar at the top of every page: where one is, where one can go, search, light and dark. */
import { Link, useLocation } from 'wouter';
import { Monitor, Moon, Search, Sun } from 'lucide-react';
import { chooseTheme, IconButton, THEME_CHOICES, Tick, useThemeChoice } from '../theme/index.ts';
import { openPalette } from './command-list.ts';
import styles from './Header.module.css';

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

interface Place {
  readonly path: string;
  readonly label: string;
  /** On a narrow screen the start page and the search lead there. */
  readonly needsRoom: boolean;
}

const PLACES: readonly Place[] = [
  { path: '/sandbox', label: 'Sandbox', needsRoom: true },
  { path: '/capstone', label: 'Capstone', needsRoom: true },
  { path: '/compare', label: 'Side by side', needsRoom: true },
  { path: '/golf', label: 'Golf', needsRoom: true },
  { path: '/about', label: 'About', needsRoom: false },
];

export function Header() {
  const [location] = useLocation();
  return (
    <header className={styles.header}>
      <Link href="/" className={styles.brand}>
        <span className={styles.mark}>
          <Tick status="delivered" silent size={20} />
        </span>
        Two ticks
      </Link>
      <nav aria-label="Site" className={styles.nav}>
        {PLACES.map(({ path, label, needsRoom }) => (
          <Link
            key={path}
            href={path}
            className={styles.link}
            data-needs-room={needsRoom || undefined}
            aria-current={location === path ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      <button
        type="button"
        className={styles.search}
        onClick={openPalette}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <Search size={16} />
        <span className={styles.searchText}>Search</span>
        <kbd className={styles.key} aria-hidden="true">
          Ctrl K
        </kbd>
      </button>
      <ThemeButton />
    </header>
  );
}

function ThemeButton() {
  const theme = useThemeChoice((state) => state.choice);
  const next = THEME_CHOICES[(THEME_CHOICES.indexOf(theme) + 1) % THEME_CHOICES.length]!;
  const change = () => chooseTheme(next);
  return (
    <IconButton
      label={`Theme: ${theme}. Change to ${next}`}
      Icon={THEME_ICONS[theme]}
      onClick={change}
    />
  );
}
