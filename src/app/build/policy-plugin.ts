/** Vite plugin: writes the content security policy into the built page. A static host sets no headers. */
import type { Plugin } from 'vite';

// A lesson by address may come from these hosts only; "any https" would also be a way out for data.
const LESSON_HOSTS = 'https://raw.githubusercontent.com https://*.github.io';

const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  `connect-src 'self' ${LESSON_HOSTS}`,
  // A worker started from a blob (`?worker&inline`) inherits this policy; one started from an
  // address does not, and could call anywhere.
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  // No text becomes markup or code; the one guard (src/app/own-scripts.ts) lets our workers start.
  "require-trusted-types-for 'script'",
  'trusted-types default',
];

const CHARSET = /<meta charset="[^"]*"\s*\/?>/i;

/** Build only: in development the policy would block the styles that Vite injects. */
export function contentPolicy(): Plugin {
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: { order: 'post', handler: withPolicy },
  };
}

/** Puts the policy straight after the charset, before anything loads. Throws if there is no charset. */
export function withPolicy(html: string): string {
  const charset = CHARSET.exec(html);
  if (charset === null) {
    throw new Error('index.html has no <meta charset>; the policy goes straight after it, add one');
  }
  const end = charset.index + charset[0].length;
  const meta = `<meta http-equiv="Content-Security-Policy" content="${DIRECTIVES.join('; ')}" />`;
  return `${html.slice(0, end)}\n    ${meta}${html.slice(end)}`;
}
