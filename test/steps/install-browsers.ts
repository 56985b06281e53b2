/** Sees that Chromium, Firefox and WebKit are here before the browser tests, and installs what is not. */
import { existsSync } from 'node:fs';
import { chromium, firefox, webkit } from 'playwright';
import { findBrowsers } from '../engines/browsers.ts';
import { debianInstallation, thisMachine, type Machine } from './machine.ts';
import { runCommand, type Command } from './run-command.ts';

export type Engine = 'chromium' | 'firefox' | 'webkit';

const DEBIAN_PACKAGES: Record<Engine, string[]> = {
  chromium: ['chromium', 'fonts-dejavu-core'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'xauth'],
};

/** Installs what is missing, saying so first. `message` names what to do when it did not work. */
export async function installBrowsers(): Promise<{ ok: boolean; message: string }> {
  const missing = missingEngines();
  if (missing.length === 0) return { ok: true, message: '' };
  const commands = installation(missing, await thisMachine());
  for (const command of commands) {
    const line = [command.program, ...command.args].join(' ');
    process.stdout.write(
      `Missing for the browser tests: ${missing.join(', ')}. Running: ${line}\n`,
    );
    const { exitCode } = await runCommand({ ...command, show: true });
    if (exitCode !== 0) break;
  }
  const stillMissing = missingEngines();
  return { ok: stillMissing.length === 0, message: whatToInstall(stillMissing) };
}

/** The commands that bring these engines to this machine, in order. */
export function installation(missing: Engine[], machine: Machine): Command[] {
  const packages = missing.flatMap((engine) => DEBIAN_PACKAGES[engine]);
  const debian = debianInstallation(packages, machine);
  if (debian.length > 0) return debian;
  const { platform, root, sudo } = machine;
  // Ubuntu's own Chromium and Firefox are snaps, which do not start in containers.
  const withLibraries = platform === 'linux' && (root || sudo) ? ['--with-deps'] : [];
  return [{ program: 'playwright', args: ['install', ...withLibraries, ...missing] }];
}

/** One sentence for a person; empty when nothing is missing. */
export function whatToInstall(missing: Engine[]): string {
  if (missing.length === 0) return '';
  const packages = missing.flatMap((engine) => DEBIAN_PACKAGES[engine]).join(' ');
  return (
    `Could not install ${missing.join(', ')} for the browser tests: on Debian run ` +
    `"apt-get install ${packages}" as root, elsewhere "npx playwright install ${missing.join(' ')}", ` +
    'then run npm test again.'
  );
}

function missingEngines(): Engine[] {
  const found = findBrowsers();
  const downloaded = { chromium, firefox, webkit };
  return (['chromium', 'firefox', 'webkit'] as const).filter(
    (engine) => found[engine] === undefined && !existsSync(downloaded[engine].executablePath()),
  );
}
