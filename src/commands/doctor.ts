import { existsSync } from 'node:fs';
import { SystemClock } from '../platform/clock.js';
import { readSettings, type Settings } from '../platform/config.js';
import { DatabaseRefused, openDatabase, type Database } from '../platform/database/index.js';
import { MasterKey } from '../platform/secrets/index.js';
import { say } from '../platform/terminal.js';
import { SCHEMA } from '../schema.js';
import { examine, inLines, isRisky } from './doctor/examine.js';
import { exitCodeOf } from './shared/exit-code.js';

/** `npm run doctor`: what is risky in this deployment. It changes nothing. Exit codes: 0 nothing is, 1 something is, 2 misused. */
async function run(words: readonly string[]): Promise<number> {
  if (words.some((word) => word !== '--json')) {
    say('npm run doctor [-- --json]   what is risky in this deployment');
    return 2;
  }
  const settings = readSettings();
  const database = await openedAsItIs(settings);
  try {
    const examined = await examine({ settings, database, clock: new SystemClock() });
    if (words.includes('--json')) say(JSON.stringify({ risky: isRisky(examined), checks: examined }));
    else for (const line of inLines(examined)) say(line);
    return isRisky(examined) ? 1 : 0;
  } finally {
    await database?.close();
  }
}

/** Never made, and never brought up to this version: that is for who starts the server to decide. */
async function openedAsItIs(settings: Settings): Promise<Database | null> {
  if (settings.database.kind === 'sqlite' && !existsSync(settings.database.file)) return null;
  const database = await openDatabase(settings.database, new MasterKey(settings.key), SCHEMA);
  if ((await database.drift()).length === 0) return database;
  await database.close();
  throw new DatabaseRefused('The database is not of this version: start this version once, then ask again.');
}

process.exitCode = await exitCodeOf(run);
