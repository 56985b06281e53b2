/** Builds the site (relative base, strict policy, offline copy) and holds Vitest's projects. */
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { parsedLessons } from './src/app/build/lessons-plugin.ts';
import { contentPolicy } from './src/app/build/policy-plugin.ts';
import { offlineCopy } from './src/app/build/offline-plugin.ts';

const site: UserConfig = {
  // Any folder of any static host must serve the site, so no path starts with a slash.
  base: './',
  plugins: [react(), parsedLessons(), contentPolicy(), offlineCopy({ cachePrefix: 'two-ticks-' })],
  worker: { format: 'es' },
  // A number, so that it is the same address whatever this machine calls itself.
  preview: { host: '127.0.0.1', port: 4173 },
  build: { target: 'es2022', modulePreload: { polyfill: false }, chunkSizeWarningLimit: 900 },
};

export default defineConfig(async () => {
  if (process.env['VITEST'] === undefined) return site;
  // Loaded only under Vitest: the browser drivers take a second that `npm start` need not pay.
  const { projects } = await import('./test/projects.ts');
  return { ...site, test: { projects: projects() } } as UserConfig;
});
