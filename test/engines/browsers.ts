/** Which browsers this machine has. The system's own come first; else those of Playwright's installer. */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where WebKitGTK keeps its browser and its driver. */
export type WebKitPrograms = { browser: string; driver: string };

/** Programs found on this system; a missing key means "not installed outside Playwright". */
export type Browsers = { chromium?: string; firefox?: string; webkit?: WebKitPrograms };

/** Looks in the environment (CHROMIUM, FIREFOX), then on the path. Throws nothing. */
export function findBrowsers(env: NodeJS.ProcessEnv = process.env): Browsers {
  const chromium =
    env['CHROMIUM'] ?? onPath(env, ['chromium', 'chromium-browser', 'google-chrome']);
  const firefox = env['FIREFOX'] ?? onPath(env, ['firefox-esr']);
  const driver = onPath(env, ['WebKitWebDriver']);
  const browser = miniBrowser();
  // MiniBrowser has no headless mode: without xvfb-run it counts as missing.
  const screen = onPath(env, ['xvfb-run']);
  return {
    ...(chromium === undefined ? {} : { chromium }),
    ...(firefox === undefined ? {} : { firefox }),
    ...(driver && browser && screen ? { webkit: { browser, driver } } : {}),
  };
}

/** The first of these programs that is on the path, as a full path, or undefined. */
export function onPath(env: NodeJS.ProcessEnv, names: string[]): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

// MiniBrowser lives under the machine's architecture: /usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/...
function miniBrowser(): string | undefined {
  const libraries = '/usr/lib';
  if (!existsSync(libraries)) return undefined;
  return readdirSync(libraries)
    .flatMap((architecture) =>
      ['webkit2gtk-4.1', 'webkit2gtk-4.0'].map((version) =>
        join(libraries, architecture, version, 'MiniBrowser'),
      ),
    )
    .find((path) => existsSync(path));
}
