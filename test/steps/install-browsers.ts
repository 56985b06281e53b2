/** Sees that Chromium, Firefox and WebKit are here before the browser tests, and installs what is not. */
import { existsSync, readFileSync } from 'node:fs';
import { chromium, firefox, webkit } from 'playwright';
import { findBrowsers, onPath } from '../engines/browsers.ts';
import { runCommand, type Command } from './run-command.ts';

export type Engine = 'chromium' | 'firefox' | 'webkit';

const DEBIAN_PACKAGES: Record<Engine, string[]> = {
  chromium: ['chromium', 'fonts-dejavu-core'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'xauth'],
};

/** What matters about a machine for installing browsers. */
export type Machine = {
  platform: NodeJS.Platform;
  /** The ID line of /etc/os-release: debian, ubuntu, fedora ... */
  distribution: string;
  root: boolean;
  /** `sudo -n` works, so nobody is asked for a password. */
  sudo: boolean;
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
  const { platform, distribution, root, sudo } = machine;
  if (platform === 'linux' && distribution === 'debian' && (root || sudo)) {
    const packages = missing.flatMap((engine) => DEBIAN_PACKAGES[engine]);
    const install = ['install', '-y', '--no-install-recommends', ...packages];
    return [['update'], install].map((args) =>
      root
        ? { program: 'env', args: ['DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args] }
        : { program: 'sudo', args: ['-n', 'apt-get', ...args] },
    );
  }
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

async function thisMachine(): Promise<Machine> {
  const root = process.getuid?.() === 0;
  const sudo =
    !root &&
    onPath(process.env, ['sudo']) !== undefined &&
    (await runCommand({ program: 'sudo', args: ['-n', 'true'] })).exitCode === 0;
  return { platform: process.platform, distribution: distribution(), root, sudo };
}

function distribution(): string {
  const release = '/etc/os-release';
  if (!existsSync(release)) return '';
  return /^ID="?([^"\n]*)/m.exec(readFileSync(release, 'utf8'))?.[1] ?? '';
}
