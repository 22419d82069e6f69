import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PAGES_SOURCES, PAGES_STAMP, pagesToolsInstalled } from './build-pages.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.built');
const SOURCES = ['src', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/bundle.mjs'];

/** Builds what is missing or older than its sources: server, pages. Without the tools (a pruned image) it takes what is there. */
export async function buildIfStale({ pages = true } = {}) {
  const reason = whyStale(STAMP, SOURCES);
  if (reason !== null && mayBuild(compiler() !== null, STAMP)) await build(reason);
  if (pages) buildPagesIfStale();
}

function buildPagesIfStale() {
  const reason = whyStale(PAGES_STAMP, PAGES_SOURCES);
  if (reason !== null && mayBuild(pagesToolsInstalled(), PAGES_STAMP)) buildThePages(reason);
}

function mayBuild(toolsInstalled, stamp) {
  if (toolsInstalled) return true;
  if (existsSync(stamp)) return false;
  return fail(
    'There is no build, and no compiler to make one: run "npm ci && npm run build" before "npm prune --omit=dev".',
  );
}

/** In a process of its own: Vite sets NODE_ENV, and a server that is started from here would take it for its own. */
function buildThePages(reason) {
  say(`Building the pages (${reason}) …`);
  try {
    execFileSync(process.execPath, [join(ROOT, 'scripts/build-pages.mjs')], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  } catch {
    fail('The pages could not be built; see above.');
  }
}

async function build(reason) {
  const tsc = compiler();
  if (tsc === null) fail('The compiler is not installed: run "npm ci" (with development packages) first.');
  const started = Date.now();
  say(`Building (${reason}) …`);
  // From nothing, always: what a deleted source left behind must not be served.
  rmSync(DIST, { recursive: true, force: true });
  try {
    execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
    });
  } catch {
    fail('The build failed; the compiler said why above.');
  }
  // Only where something is built: an image without development packages starts what it has.
  const { bundlePrograms } = await import('./bundle.mjs');
  await bundlePrograms(DIST);
  writeFileSync(STAMP, '');
  // Dated back to the start: a source changed while the compiler ran is newer than this build.
  utimesSync(STAMP, started / 1000, started / 1000);
  say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/** Why a build is due, in words; null when the one that is there will do. */
function whyStale(stamp, sources) {
  if (!existsSync(stamp)) return 'there is none yet';
  const built = statSync(stamp).mtimeMs;
  const newer = sources.map((source) => newerThan(built, join(ROOT, source))).find((path) => path !== null);
  return newer === undefined ? null : `${relative(ROOT, newer)} is newer`;
}

/** The first path at or below this one that changed after that time. A folder's own time tells of deleted files. */
function newerThan(time, path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  if (stat.mtimeMs > time) return path;
  if (!stat.isDirectory()) return null;
  for (const name of readdirSync(path)) {
    const found = newerThan(time, join(path, name));
    if (found !== null) return found;
  }
  return null;
}

function compiler() {
  try {
    return createRequire(import.meta.url).resolve('typescript/bin/tsc');
  } catch {
    return null;
  }
}

/** To standard error: a command's own output stays clean. */
function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv[2];
  if (asked === undefined) await build('asked for');
  if (asked === '--pages-if-stale') buildPagesIfStale();
  else buildThePages('asked for');
}
