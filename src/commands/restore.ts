import type { INestApplicationContext } from '@nestjs/common';
import { SingleBar } from 'cli-progress';
import { readSettings, type Settings } from '../platform/config.js';
import { MasterKey } from '../platform/secrets/index.js';
import { say } from '../platform/terminal.js';
import { BackupRefused, FinishRestore, loadBackup, takeLedgerBeside } from '../safekeeping/index.js';
import { SCHEMA } from '../schema.js';
import { buildContext, prepareGround } from '../server.js';
import { exitCodeOf } from './shared/exit-code.js';
import { checkpoint } from './shared/trail.js';

/** `npm run restore -- FILE`: a backup into an empty database of either kind. Exit codes: 0 done, 1 refused or not whole, 2 misused. */
async function run([file, ...more]: string[]): Promise<number> {
  if (!file || more.length > 0) {
    say(
      'npm run restore -- FILE   into the empty database of DATABASE_URL; BACKUP_KEY where it was written with another key',
    );
    return 2;
  }
  const settings = readSettings();
  const rows = await load(settings, file);
  say(`${rows} rows were restored. What was erased since the backup is erased again …`);
  takeLedgerBeside(file, settings.erasureLedger);
  return finish(settings);
}

async function load(settings: Settings, file: string): Promise<number> {
  const masterKey = new MasterKey(settings.key, settings.backupKey);
  const bar = new SingleBar({ format: 'Restoring {bar} {percentage}%', stopOnComplete: true });
  try {
    return await loadBackup({ database: settings.database, schema: SCHEMA, masterKey }, file, (share) => {
      if (!bar.isActive) bar.start(100, 0);
      bar.update(Math.floor(share * 100));
    });
  } finally {
    bar.stop();
  }
}

/** The house is opened as at any start, which erases again; nobody is served. */
async function finish(settings: Settings): Promise<number> {
  const ground = await prepareGround({ ...settings, nextKey: settings.backupKey });
  try {
    const house = await buildContext(ground);
    try {
      return await made(house);
    } finally {
      await house.close();
    }
  } finally {
    await ground.database.close();
  }
}

/** Says what was restored; where the trail is whole, its checkpoints learn that it ends earlier by right. */
async function made(house: INestApplicationContext): Promise<number> {
  const { chains, entries, broken } = await house.get(FinishRestore).finish();
  for (const { chain, entry } of broken)
    say(`The trail of ${chain} is not as it was written${entry ? `, from entry ${entry} on` : ''}.`);
  if (broken.length > 0) return 1;
  say(`${chains} audit chains with ${entries} entries are as they were written.`);
  const signed = await checkpoint(house, true);
  say('Everybody signs in anew.');
  return signed;
}

process.exitCode = await exitCodeOf(run, BackupRefused);
