import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'web/dist');
const SITE = join(DIST, 'site');
/** What the pages ask: the server registers it (src/platform/graphql/documents). */
const OPERATIONS = join(DIST, 'operations.json');

export const PAGES_STAMP = join(DIST, '.built');
export const PAGES_SOURCES = [
  'web/src',
  'web/public',
  'web/index.html',
  'web/vite.config.mjs',
  'schema.gql',
  'scripts/build-pages.mjs',
  'scripts/page-documents.mjs',
];

/** Kilobytes (1,000 bytes) after gzip, which every browser takes: a slow phone is what they are for. */
const BUDGETS = { entry: 40, style: 8, firstView: 60 };

export const pagesToolsInstalled = () => existsSync(join(ROOT, 'node_modules/vite/package.json'));

/** The pages, from nothing: documents and their types, bundles, what is compressed once instead of at every answer, and whether they are small enough. */
async function buildPages() {
  const started = Date.now();
  const { build } = await import('vite');
  const { pages } = await import('../web/vite.config.mjs');
  const { generateDocuments } = await import('./page-documents.mjs');
  rmSync(DIST, { recursive: true, force: true });
  const texts = await generateDocuments();
  await build(pages);
  writeFileSync(OPERATIONS, `${JSON.stringify(texts, null, 2)}\n`);
  compress(SITE);
  const { entry, style, firstView } = weigh();
  writeFileSync(PAGES_STAMP, '');
  utimesSync(PAGES_STAMP, started / 1000, started / 1000);
  const sizes = `entry ${entry.toFixed(1)} KB, style ${style.toFixed(1)} KB, first view ${firstView.toFixed(1)} KB`;
  process.stderr.write(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s: ${sizes} (gzip).\n`);
}

function compress(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (!/\.(js|css|html|svg|json)$/.test(name) || statSync(path).size < 500) continue;
    const content = readFileSync(path);
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }
}

/** What is loaded before she sees a place to search in, weighed; a build that is too heavy fails. */
function weigh() {
  const shell = readFileSync(join(SITE, 'index.html'), 'utf8');
  const weightOf = (path) => gzipSync(readFileSync(join(SITE, path)), { level: 9 }).length / 1000;
  const entry = [...shell.matchAll(/<(?:script|link)[^>]+(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(
    ([, path]) => path,
  );
  const style = [...shell.matchAll(/href="(\/assets\/[^"]+\.css)"/g)].map(([, path]) => path);
  const sum = (paths) => paths.reduce((total, path) => total + weightOf(path), 0);
  const names = readdirSync(join(SITE, 'assets'));
  // She opens Find: its code and its words, here in all languages together, though she loads one.
  const find = names.filter((name) => /^(find|shell|codes)-[^.]+\.js$/.test(name)).map((name) => `/assets/${name}`);
  const sizes = { entry: sum(entry), style: sum(style), firstView: sum([...entry, ...style, ...find, 'index.html']) };
  const heavy = Object.entries(BUDGETS).filter(([name, budget]) => sizes[name] > budget);
  if (heavy.length > 0)
    throw new Error(
      heavy
        .map(([name, budget]) => `pages: ${name} weighs ${sizes[name].toFixed(1)} KB, more than ${budget}`)
        .join('\n'),
    );
  return sizes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await buildPages();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
