/** The bar at the top of every page: where one is, where one can go, search, light and dark. */
import { Link, useLocation } from 'wouter';
import { Monitor, Moon, Search, Sun } from 'lucide-react';
import { chooseTheme, IconButton, THEME_CHOICES, Tick, useThemeChoice } from '../theme/index.ts';
import { openPalette } from './command-list.ts';
import styles from './Header.module.css';

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

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
        <Link
          href="/about"
          className={styles.link}
          aria-current={location === '/about' ? 'page' : undefined}
        >
          About
        </Link>
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
