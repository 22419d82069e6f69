import 'reflect-metadata';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The built program: measured is what is delivered. A test that runs a measurement says where it has built it. */
export const DIST = process.env.BENCH_DIST ?? fileURLToPath(new URL('../../dist/', import.meta.url));

/** A module of the build. Loaded when it is needed: before, there may be no build. */
export const house = (path) => import(pathToFileURL(join(DIST, path)).href);

/** Opens a database in this process, as the server does, with all its tables. */
export async function openHere({ url, key }) {
  const { readSettings } = await house('platform/config.js');
  const { openDatabase } = await house('platform/database/index.js');
  const { MasterKey } = await house('platform/secrets/index.js');
  const { SCHEMA } = await house('schema.js');
  const settings = readSettings({ DATABASE_URL: url, ALONGSIDE_KEY: key, LOG_LEVEL: 'silent' });
  const database = await openDatabase(settings.database, new MasterKey(settings.key), SCHEMA);
  await database.migrate();
  return database;
}

/** Opens a database, does this with it, and closes it. */
export async function withDatabase(at, work) {
  const database = await openHere(at);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
