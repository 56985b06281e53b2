/**
 * Starts a TypeScript program from a terminal: `node src/cli/run.mjs simulate L06 --json`.
 * Node 20 reads no TypeScript, so Vite bundles the program once and keeps the bundle until a source changes.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = resolve(import.meta.dirname, '../..');
// Below node_modules, because a bundle finds the packages it uses from where it lies.
const CACHE = process.env.TWO_TICKS_CACHE ?? join(ROOT, 'node_modules/.cache/two-ticks');

// A reader that has seen enough (`| head`) closes the pipe: that is no mistake.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const [program, ...args] = process.argv.slice(2);
process.exitCode = await start(program, args);

/** Runs `main(args)` of a command in this folder, or of a .ts file named from the project's root. */
async function start(name, programArgs) {
  const entry = name?.endsWith('.ts') ? join(ROOT, name) : join(import.meta.dirname, `${name}.ts`);
  if (name === undefined || !existsSync(entry)) {
    process.stderr.write(`No program ${name ?? ''} here: there is no file ${entry}\n`);
    return 2;
  }
  const bundle = freshBundle(entry) ?? (await makeBundle(entry));
  // npm moves to the project's folder first; paths on the command line mean the caller's own.
  if (process.env.npm_lifecycle_event !== undefined && process.env.INIT_CWD !== undefined) {
    process.chdir(process.env.INIT_CWD);
  }
  process.setSourceMapsEnabled(true);
  const { main } = await import(pathToFileURL(bundle).href);
  return main(programArgs);
}

/** The kept bundle, if every source it was made from still has the same size and time of change. */
function freshBundle(entry) {
  const bundle = cached(entry, '.mjs');
  const record = cached(entry, '.json');
  if (!existsSync(record) || !existsSync(bundle)) return undefined;
  const sources = Object.entries(JSON.parse(readFileSync(record, 'utf8')));
  return sources.every(([path, mark]) => markOf(path) === mark) ? bundle : undefined;
}

async function makeBundle(entry) {
  const { build } = await import('vite');
  const sources = {};
  const { NODE_ENV } = process.env;
  const result = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    // Standard output belongs to the program: with --json it is one object and nothing else.
    customLogger: standardErrorOnly(),
    plugins: [ownAddress(), remember(sources)],
    build: {
      ssr: entry,
      outDir: CACHE,
      write: false,
      minify: false,
      sourcemap: 'inline',
      target: 'node20',
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  // Vite's build says "production" to this process, and so to all it starts: tests would get React's silent half.
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
  const { code } = result.output[0];
  const bundle = cached(entry, '.mjs');
  writeWhole(bundle, code);
  writeWhole(cached(entry, '.json'), JSON.stringify(sources));
  return bundle;
}

/** Vite plugin: a bundled file still sees its own address, so it finds what lies beside it. */
function ownAddress() {
  return {
    name: 'own-address',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('.ts') || !code.includes('import.meta.')) return null;
      const addressed = code
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
        .replaceAll('import.meta.dirname', JSON.stringify(resolve(id, '..')))
        .replaceAll('import.meta.filename', JSON.stringify(id));
      // Lines stay where they were, so the positions in error messages still hold.
      return { code: addressed, map: null };
    },
  };
}

/** Vite plugin: notes every source file that goes into the bundle, with its mark. */
function remember(sources) {
  return {
    name: 'remember-sources',
    generateBundle() {
      const inputs = [...this.getModuleIds(), fileURLToPath(import.meta.url)];
      const files = inputs.map((id) => id.split('?')[0]).filter((id) => existsSync(id));
      for (const file of files) sources[file] = markOf(file);
    },
  };
}

function standardErrorOnly() {
  const write = (text) => void process.stderr.write(`${text}\n`);
  const quiet = () => undefined;
  return {
    hasWarned: false,
    info: quiet,
    warn: quiet,
    warnOnce: quiet,
    error: write,
    clearScreen: quiet,
    hasErrorLogged: () => false,
  };
}

/** Where the bundle of this entry is kept (.mjs), and the record of its sources (.json). */
function cached(entry, ending) {
  const key = createHash('sha256').update(entry).digest('hex').slice(0, 12);
  return join(CACHE, `${basename(entry, '.ts')}-${key}${ending}`);
}

function markOf(path) {
  const status = statSync(path, { throwIfNoEntry: false });
  return status === undefined ? 'gone' : `${status.size} ${status.mtimeMs}`;
}

// Two programs may start at once: each sees a whole file, the old one or the new one.
function writeWhole(path, text) {
  mkdirSync(CACHE, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}
