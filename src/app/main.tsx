/** Starts the app in the browser, once the page that the address asks for has arrived. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, routeFor } from './shell/index.ts';
import { chooseTheme, savedTheme } from './theme/index.ts';
import './theme/tokens.css';
import './theme/base.css';

chooseTheme(savedTheme());

function start(): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element with the id "root"; add one');
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

// The static first frame stays until its live twin can take its place. A page that fails to load
// is reported by the app itself, so that both ways lead on.
routeFor(window.location.hash).load().then(start, start);
