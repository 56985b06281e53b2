/** What is run for a missing browser on each kind of machine, and what is said when that fails. */
import { describe, expect, test } from 'vitest';
import { installation, whatToInstall, type Engine } from './install-browsers.ts';
import type { Machine } from './machine.ts';

const debian: Machine = { platform: 'linux', distribution: 'debian', root: true, sudo: false };

function lines(missing: Engine[], machine: Machine): string[] {
  return installation(missing, machine).map(({ program, args }) => [program, ...args].join(' '));
}

describe('a missing browser is installed by the means of the platform', () => {
  test('Debian as root: apt, without questions, only what is missing', () => {
    expect(lines(['firefox', 'webkit'], debian)).toEqual([
      'env DEBIAN_FRONTEND=noninteractive apt-get update',
      'env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ' +
        'firefox-esr webkit2gtk-driver xvfb xauth',
    ]);
  });

  test('Debian as somebody who may use sudo without a password: the same through sudo', () => {
    expect(lines(['chromium'], { ...debian, root: false, sudo: true })).toEqual([
      'sudo -n apt-get update',
      'sudo -n apt-get install -y --no-install-recommends chromium fonts-dejavu-core',
    ]);
  });

  test("Debian as nobody in particular: Playwright's installer, without system libraries", () => {
    expect(lines(['chromium'], { ...debian, root: false })).toEqual([
      'playwright install chromium',
    ]);
  });

  test("Ubuntu, whose own browsers are snaps: Playwright's installer with system libraries", () => {
    expect(lines(['firefox'], { ...debian, distribution: 'ubuntu' })).toEqual([
      'playwright install --with-deps firefox',
    ]);
  });

  test("macOS: Playwright's installer", () => {
    const mac: Machine = { platform: 'darwin', distribution: '', root: false, sudo: false };
    expect(lines(['webkit'], mac)).toEqual(['playwright install webkit']);
  });
});

test('what could not be installed is named in one sentence, with the commands', () => {
  expect(whatToInstall(['webkit'])).toBe(
    'Could not install webkit for the browser tests: on Debian run ' +
      '"apt-get install webkit2gtk-driver xvfb xauth" as root, elsewhere ' +
      '"npx playwright install webkit", then run npm test again.',
  );
  expect(whatToInstall([])).toBe('');
});
