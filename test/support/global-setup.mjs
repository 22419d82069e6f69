import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from './postgres-server.mjs';
import { quickFolder } from './quick-folder.mjs';

/** Without a browser the stories of the pages are counted as skipped; nobody should overlook it. */
function preparePages() {
  const known = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ];
  const found = [process.env.CHROMIUM_PATH, ...known].find((path) => path && existsSync(path));
  if (!found)
    process.stderr.write('\nWARNING: no Chromium here (CHROMIUM_PATH): the stories of the pages are skipped.\n');
  execFileSync(process.execPath, ['scripts/build.mjs', '--pages-if-stale'], { stdio: ['ignore', 2, 2] });
}

/** Once before all files: the pages are built where they are not, a folder for the SQLite files, and a PostgreSQL server. The workers learn of both through the environment. */
export default async function setUp() {
  const folder = mkdtempSync(join(quickFolder(), 'alongside-test-files-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.env.ALONGSIDE_TEST_FOLDER = folder;
  preparePages();
  const asked = process.env.ALONGSIDE_TEST_DATABASES;
  if (asked) process.stderr.write(`\nWARNING: ALONGSIDE_TEST_DATABASES limits this run to: ${asked}\n`);
  if (asked && !asked.includes('postgres')) return;
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: () => undefined } : await startPostgres(quickFolder());
  process.env.ALONGSIDE_TEST_POSTGRES_URL = server.url;
  const { makeTemplate } = await import('./databases.ts');
  const template = await makeTemplate();
  process.env.ALONGSIDE_TEST_POSTGRES_TEMPLATE = template.name;
  globalThis.stopTestPostgres = async () => {
    await template.drop();
    await server.stop();
  };
}
