/** Serves the built site as GitHub Pages does: below a folder, compressed, with no headers of ours. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'application/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

export type SiteServer = { address: string; close: () => Promise<void> };

/** Starts on a free port. `folder` is the path of the site on its host, as '/any/folder/'. */
export async function serveSite(site: string, folder: string): Promise<SiteServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = fileOf(site, folder, decodeURIComponent(pathname));
    if (file === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('404');
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
      'cache-control': 'max-age=600',
      // As hosts with several encodings and origins do: a kept copy must answer all the same.
      vary: 'Accept-Encoding, Origin',
    });
    response.end(gzipSync(readFileSync(file)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${folder}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fileOf(site: string, folder: string, path: string): string | undefined {
  if (!path.startsWith(folder)) return undefined;
  const inside = join(site, normalize(`/${path.slice(folder.length)}`));
  const file =
    existsSync(inside) && statSync(inside).isDirectory() ? join(inside, 'index.html') : inside;
  return existsSync(file) ? file : undefined;
}
