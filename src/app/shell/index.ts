/** The frame of the site: pages by address, palette, notices, and what happens when a part fails. */
export { App } from './App.tsx';
export { useCommands, type Command } from './command-list.ts';
export { ErrorBoundary } from './ErrorBoundary.tsx';
export { notify, type Notice } from './notices.ts';
export { routeFor } from './routes.ts';
export { useTitle } from './use-title.ts';
