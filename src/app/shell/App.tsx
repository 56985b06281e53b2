/** The frame of every page: header, page, palette and notices. Pages are chosen by the address. */
import { Suspense, useEffect, useRef } from 'react';
import { Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { CommandPalette } from './CommandPalette.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Header } from './Header.tsx';
import { NoticeList } from './NoticeList.tsx';
import { offerNewVersion } from './new-version.ts';
import { routeFor, ROUTES } from './routes.ts';
import { useSiteCommands } from './site-commands.ts';
import styles from './App.module.css';

export function App() {
  useEffect(offerNewVersion, []);
  return (
    <Router hook={useHashLocation}>
      <a className={styles.skip} href="#main" onClick={skipToMain}>
        Skip to the content
      </a>
      <Header />
      <Pages />
      <CommandPalette />
      <NoticeList />
    </Router>
  );
}

// With hash routes a link to #main would be an address, so the focus is moved by hand.
function skipToMain(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function Pages() {
  const [location, go] = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const { frame, Page } = routeFor(location);

  useEffect(() => {
    // A new page is read from its top, by eye and by ear; the first is where the browser put it.
    if (!first.current) {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    first.current = false;
  }, [location]);

  useSiteCommands(go);

  return (
    <main ref={main} id="main" tabIndex={-1} className={styles.main} data-frame={frame}>
      <ErrorBoundary key={location} part="This page">
        <Suspense fallback={<p className={styles.waiting}>Loading …</p>}>
          <Switch>
            {ROUTES.map((route) => (
              <Route key={route.path} path={route.path} component={route.Page} />
            ))}
            <Route component={Page} />
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </main>
  );
}
