/** A Vitest browser provider for Debian's WebKitGTK: MiniBrowser driven over plain WebDriver HTTP. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { defineBrowserProvider } from '@vitest/browser';
import type { BrowserProvider, BrowserProviderOption } from 'vitest/node';
import type { WebKitPrograms } from './browsers.ts';

const START_ATTEMPTS = 100;
const START_PAUSE_MS = 100;

class WebKitGtk implements BrowserProvider {
  name = 'webkitgtk';
  supportsParallelism = false;
  initScripts: string[] = [];
  private driver: ChildProcess | undefined;
  private baseUrl = '';
  private session: string | undefined;
  private readonly programs: WebKitPrograms;

  constructor(programs: WebKitPrograms) {
    this.programs = programs;
  }

  // The provider offers no commands: tests in test/engines use Testing Library instead of userEvent.
  getCommandsContext(): Record<string, unknown> {
    return {};
  }

  async openPage(_sessionId: string, url: string): Promise<void> {
    this.session ??= await this.start();
    await this.call('POST', `/session/${this.session}/url`, { url });
  }

  async close(): Promise<void> {
    if (this.session !== undefined) {
      // The driver may be gone already when a run is interrupted; there is nothing left to close then.
      await this.call('DELETE', `/session/${this.session}`).catch(() => undefined);
    }
    this.driver?.kill();
  }

  private async start(): Promise<string> {
    const port = await freePort();
    this.baseUrl = `http://127.0.0.1:${port}`;
    this.driver = spawn(this.programs.driver, ['--host=127.0.0.1', `--port=${port}`], {
      stdio: 'ignore',
    });
    await this.waitForDriver();
    const options = { binary: this.programs.browser, args: ['--automation'] };
    const wanted = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options };
    const answer = await this.call('POST', '/session', { capabilities: { alwaysMatch: wanted } });
    return (answer as { sessionId: string }).sessionId;
  }

  private async waitForDriver(): Promise<void> {
    for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
      const ready = await this.call('GET', '/status').then(
        () => true,
        () => false,
      );
      if (ready) return;
      await pause(START_PAUSE_MS);
    }
    throw new Error(
      `${this.programs.driver} did not answer at ${this.baseUrl}; ` +
        'WebKit needs a display, so run the tests by `npm test` or under `xvfb-run -a`',
    );
  }

  private async call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer.value)}`);
    return answer.value;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** The provider for `browser.provider`; `programs` come from findBrowsers(). */
export function webkitgtk(programs: WebKitPrograms): BrowserProviderOption {
  return defineBrowserProvider({
    name: 'webkitgtk',
    supportedBrowser: ['webkitgtk'],
    options: {},
    providerFactory: () => new WebKitGtk(programs),
  });
}
