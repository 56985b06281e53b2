/** What the build adds to the site: the policy in the page, and the service worker. */
import { describe, expect, test } from 'vitest';
import { workerSource } from '../../../src/app/build/offline-plugin.ts';
import { withPolicy } from '../../../src/app/build/policy-plugin.ts';

describe('the policy', () => {
  test('comes straight after the charset, before anything loads', () => {
    const html = '<head><meta charset="utf-8" /><script src="./a.js"></script></head>';
    const meta =
      /<meta charset="utf-8" \/>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)/;
    expect(withPolicy(html)).toMatch(meta);
    const policy = meta.exec(withPolicy(html))?.[1];
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("default-src 'none'");
  });

  test('is not left out in silence when the page has no charset', () => {
    expect(() => withPolicy('<head></head>')).toThrow('no <meta charset>');
  });
});

describe('the service worker', () => {
  const files = [
    { name: 'index.html', content: '<p>' },
    { name: 'assets/app.js', content: 'run()' },
    { name: 'assets/app.js.map', content: '{}' },
  ];

  test('keeps every file but the source maps, the page by its folder', () => {
    expect(workerSource(files, 'ours-')).toContain('["./assets/app.js","./"]');
  });

  test('has a new version when a file changes, and only then', () => {
    const changed = files.map((file) => ({ ...file, content: `${file.content} ` }));
    expect(workerSource(files.toReversed(), 'ours-')).toBe(workerSource(files, 'ours-'));
    expect(workerSource(changed, 'ours-')).not.toBe(workerSource(files, 'ours-'));
  });

  test('leaves no placeholder unfilled', () => {
    expect(workerSource(files, 'ours-')).toContain('const PREFIX = "ours-";');
    expect(workerSource(files, 'ours-')).not.toMatch(/'(CACHE_PREFIX|VERSION|FILES)'/);
  });
});
