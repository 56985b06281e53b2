/** What this machine is, and how packages of Debian come to it. */
import { existsSync, readFileSync } from 'node:fs';
import { onPath } from '../engines/browsers.ts';
import { runCommand, type Command } from './run-command.ts';

/** What matters about a machine for installing programs. */
export type Machine = {
  platform: NodeJS.Platform;
  /** The ID line of /etc/os-release: debian, ubuntu, fedora ... */
  distribution: string;
  root: boolean;
  /** `sudo -n` works, so nobody is asked for a password. */
  sudo: boolean;
};

/** The commands that install these packages, in order; none where that is not for us to do. */
export function debianInstallation(packages: string[], machine: Machine): Command[] {
  const { platform, distribution, root, sudo } = machine;
  if (platform !== 'linux' || distribution !== 'debian' || !(root || sudo)) return [];
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  return [['update'], install].map((args) =>
    root
      ? { program: 'env', args: ['DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args] }
      : { program: 'sudo', args: ['-n', 'apt-get', ...args] },
  );
}

export async function thisMachine(): Promise<Machine> {
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
