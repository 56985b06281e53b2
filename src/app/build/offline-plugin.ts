/** Vite plugin: emits sw.js, which keeps a whole copy of one version of the site for use offline. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';

const WORKER = new URL('./service-worker.js', import.meta.url);

type BuiltFile = { name: string; content: string | Uint8Array };

/** `cachePrefix` marks our caches: other sites of one host may share the origin's storage. */
export function offlineCopy(options: { cachePrefix: string }): Plugin {
  let publicFolder = '';
  return {
    name: 'offline-copy',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      publicFolder = config.publicDir;
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const built = Object.entries(bundle).map(([name, file]) => ({
          name,
          content: file.type === 'chunk' ? file.code : file.source,
        }));
        const source = workerSource([...built, ...filesUnder(publicFolder)], options.cachePrefix);
        this.emitFile({ type: 'asset', fileName: 'sw.js', source });
      },
    },
  };
}

/** The service worker for these files. Its version is their content, so no change means no update. */
export function workerSource(files: BuiltFile[], cachePrefix: string): string {
  const kept = files
    .filter((file) => !file.name.endsWith('.map'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const hash = createHash('sha256');
  for (const file of kept) hash.update(file.name).update('\0').update(file.content).update('\0');
  const paths = kept.map((file) => (file.name === 'index.html' ? './' : `./${file.name}`));
  return readFileSync(WORKER, 'utf8')
    .replace("'CACHE_PREFIX'", JSON.stringify(cachePrefix))
    .replace("'VERSION'", JSON.stringify(hash.digest('hex').slice(0, 12)))
    .replace("'FILES'", JSON.stringify(paths));
}

function filesUnder(folder: string): BuiltFile[] {
  if (folder === '' || !existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      name: relative(folder, path).split(sep).join('/'),
      content: readFileSync(path),
    }));
}
