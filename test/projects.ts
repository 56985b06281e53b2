/** The Vitest projects: unit in Node, the app in Chromium, the engine in three browser engines. */
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import { parsedLessons } from '../src/app/build/lessons-plugin.ts';
import { findBrowsers } from './engines/browsers.ts';
import { webkitgtk } from './engines/webkit-provider.ts';

const CHROMIUM_FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// Every run-time dependency is bundled before the first test. One found in mid-run would reload the
// page, and React would be there twice ("Cannot read properties of null (reading 'useState')").
const PREBUNDLED = [
  '@noble/ciphers/aes.js',
  '@noble/curves/ed25519.js',
  '@noble/hashes/hkdf.js',
  '@noble/hashes/hmac.js',
  '@noble/hashes/sha2.js',
  '@noble/hashes/utils.js',
  '@testing-library/dom',
  '@testing-library/react',
  '@testing-library/user-event',
  '@xstate/react',
  'axe-core',
  'd3',
  'fast-check',
  'lucide-react',
  'mdast-util-from-markdown',
  'mdast-util-frontmatter',
  'mdast-util-gfm-table',
  'micromark-extension-frontmatter',
  'micromark-extension-gfm-table',
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-dev-runtime',
  'react/jsx-runtime',
  'reactflow',
  'seedrandom/lib/xor4096.js',
  'vitest-browser-react',
  'wouter',
  'wouter/use-hash-location',
  'xstate',
  'yaml',
  'zod',
  'zod/mini',
  'zustand',
  'zustand/middleware',
];

// Packages the list forgets are found by reading the code itself before the first test.
const SCANNED = ['src/**/*.{ts,tsx}', '!src/cli/**', '!src/app/build/**'];

const ENGINE_TESTS = ['test/engines/**/*.test.{ts,tsx}'];
const APP_TESTS = ['test/browser/**/*.test.{ts,tsx}'];

/** All projects; which browser program each uses is decided here, at start-up. */
export function projects(): TestProjectInlineConfiguration[] {
  const found = findBrowsers();
  const shared = {
    plugins: [react(), parsedLessons()],
    optimizeDeps: { include: PREBUNDLED, entries: SCANNED },
  };
  // A busy machine may lose a race with a clock of a browser; what is wrong stays wrong thrice.
  const retry = process.env['CI'] === undefined ? 0 : 2;
  const patient = { expect: { poll: { timeout: 10_000 } }, testTimeout: 30_000, retry };
  const unit = {
    environment: 'node',
    exclude: ['test/{browser,engines,built,prove}/**'],
    setupFiles: ['test/setup.ts'],
    // How long a proof takes says nothing about it; a hung one is still ended.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    retry,
    maxWorkers: '100%',
  } satisfies TestProjectInlineConfiguration['test'];
  const headless = { enabled: true, headless: true, screenshotFailures: false } as const;

  const chromium = playwright({
    launchOptions: {
      chromiumSandbox: false,
      args: CHROMIUM_FLAGS,
      ...(found.chromium === undefined ? {} : { executablePath: found.chromium }),
    },
  });
  const firefox = playwright({
    launchOptions:
      found.firefox === undefined ? {} : { channel: 'moz-firefox', executablePath: found.firefox },
  });
  const webkit =
    found.webkit === undefined
      ? { provider: playwright(), instances: [{ browser: 'webkit' as const }] }
      : { provider: webkitgtk(found.webkit), instances: [{ browser: 'webkitgtk' as never }] };

  return [
    {
      plugins: [react(), parsedLessons()],
      test: {
        ...unit,
        name: 'unit',
        include: ['test/**/*.test.ts'],
        // A process per file costs more than most files' tests; what one leaves behind is a fault of its own.
        isolate: false,
      },
    },
    {
      // Each in a process of its own: what stands in for a worker must not come after the worker itself.
      plugins: [react(), parsedLessons()],
      test: { ...unit, name: 'unit-page', include: ['test/**/*.test.tsx'] },
    },
    {
      ...shared,
      test: {
        ...patient,
        name: 'chromium',
        include: [...APP_TESTS, ...ENGINE_TESTS],
        browser: { ...headless, provider: chromium, instances: [{ browser: 'chromium' }] },
      },
    },
    {
      ...shared,
      test: {
        ...patient,
        name: 'firefox',
        include: ENGINE_TESTS,
        browser: { ...headless, provider: firefox, instances: [{ browser: 'firefox' }] },
      },
    },
    {
      ...shared,
      test: {
        ...patient,
        name: 'webkit',
        include: ENGINE_TESTS,
        browser: { ...headless, ...webkit },
      },
    },
    {
      plugins: [react()],
      test: {
        name: 'prove',
        environment: 'node',
        include: ['test/prove/**/*.test.ts'],
        testTimeout: 3_600_000,
      },
    },
    {
      test: {
        name: 'built',
        environment: 'node',
        include: ['test/built/**/*.test.ts'],
        retry,
        testTimeout: 60_000,
        hookTimeout: 60_000,
      },
    },
  ];
}
