import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './postgres-server.mjs';

/** Once before all files: a folder for the SQLite files, and a PostgreSQL server. The workers learn of both through the environment. */
export default async function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-test-files-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.env.ALONGSIDE_TEST_FOLDER = folder;
  const asked = process.env.ALONGSIDE_TEST_DATABASES;
  if (asked) process.stderr.write(`\nWARNING: ALONGSIDE_TEST_DATABASES limits this run to: ${asked}\n`);
  if (asked && !asked.includes('postgres')) return;
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    process.env.ALONGSIDE_TEST_POSTGRES_URL = given;
    return;
  }
  const server = await startPostgres();
  process.env.ALONGSIDE_TEST_POSTGRES_URL = server.url;
  globalThis.stopTestPostgres = server.stop;
}
