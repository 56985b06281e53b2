/** The built site in Chromium, served as GitHub Pages serves it: policy, size, relative paths, offline. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { findBrowsers } from '../engines/browsers.ts';
import { serveSite, type SiteServer } from './site-server.ts';

const SITE = join(import.meta.dirname, '../../dist');
const FIRST_SCRIPT_BYTES_MAX = 250 * 1024;

let browser: Browser;
let server: SiteServer;
let page: Page;
/** Everything the page complained about: errors, refusals by the policy, files not found. */
let complaints: string[];

beforeAll(async () => {
  if (!existsSync(SITE)) throw new Error('there is no built site: run `npx vite build` first');
  const executablePath = findBrowsers().chromium;
  browser = await chromium.launch({
    chromiumSandbox: false,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
});

afterAll(() => browser.close());

beforeEach(async () => {
  server = await serveSite(SITE, '/any/folder/');
  const context = await browser.newContext();
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
});

afterEach(async () => {
  await page.context().close();
  await server.close();
});

test('opens below any folder and breaks no policy of its own', async () => {
  await page.goto(server.address, { waitUntil: 'networkidle' });
  await page.locator('#root > *').first().waitFor();
  expect(complaints).toEqual([]);
});

test('loads at most 250 KiB of script (compressed) before the first interaction', async () => {
  const loads: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return;
    loads.push(request.sizes().then((sizes) => sizes.responseBodySize));
  });
  await page.goto(server.address, { waitUntil: 'networkidle' });
  const sizes = await Promise.all(loads);
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(FIRST_SCRIPT_BYTES_MAX);
});

test('works offline after the first visit', async () => {
  await page.goto(server.address, { waitUntil: 'networkidle' });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const title = await page.title();
  const words = await page.locator('#root').innerText();
  await server.close();
  await page.reload();
  await expect.poll(() => page.locator('#root').innerText(), { timeout: 10_000 }).toBe(words);
  expect(await page.title()).toBe(title);
  // The first frame is there without any script: only what scripts bring proves that they are kept.
  for (const [hash, heading] of [
    ['#/lesson/L08', 'What a tick promises'],
    ['#/scene/partition', 'A partition'],
    ['#/about', 'About'],
  ] as const) {
    await page.goto(`${server.address}${hash}`);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: heading }).waitFor({ timeout: 15_000 });
  }
  await page.goto(`${server.address}#/`);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('button', { name: 'Cut Ben’s signal' }).waitFor({ timeout: 15_000 });
});

test('the policy holds on the page: no code from text, no markup from text, no other host', async () => {
  await page.goto(server.address);
  expect(await page.evaluate(refusals)).toEqual(['eval', 'markup', 'worker', 'fetch']);
});

test('the policy holds in a worker that the page starts from a blob', async () => {
  await page.goto(server.address);
  expect(await page.evaluate(refusalsInWorker)).toEqual(['eval', 'fetch']);
});

/** Runs in the page: what the policy refused, in the order tried. */
async function refusals(): Promise<string[]> {
  // The driver may use eval until its own call has returned to the page's loop.
  await new Promise((resolve) => setTimeout(resolve, 1));
  const refused: string[] = [];
  const attempts: [string, () => unknown][] = [
    // oxlint-disable-next-line no-eval -- this is the test that the page refuses it
    ['eval', () => globalThis.eval('1')],
    ['markup', () => (document.createElement('p').innerHTML = '<b>x</b>')],
    ['worker', () => new Worker('https://example.org/worker.js')],
  ];
  for (const [name, attempt] of attempts) {
    try {
      attempt();
    } catch {
      refused.push(name);
    }
  }
  await fetch('https://example.org/').catch(() => refused.push('fetch'));
  return refused;
}

/** Runs in the page: the same two attempts inside a worker made from a blob. */
function refusalsInWorker(): Promise<string[]> {
  const source = `
    const refused = [];
    try { eval('1'); } catch { refused.push('eval'); }
    fetch('https://example.org/').catch(() => refused.push('fetch')).then(() => postMessage(refused));`;
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  return new Promise((resolve) => {
    new Worker(address).addEventListener('message', (event: MessageEvent<string[]>) => {
      resolve(event.data);
    });
  });
}
