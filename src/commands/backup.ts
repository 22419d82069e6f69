import { SingleBar } from 'cli-progress';
import { SystemClock } from '../platform/clock.js';
import { readSettings } from '../platform/config.js';
import { openDatabase } from '../platform/database/index.js';
import { MasterKey } from '../platform/secrets/index.js';
import { say } from '../platform/terminal.js';
import { BackupRefused, writeBackup } from '../safekeeping/index.js';
import { SCHEMA } from '../schema.js';
import { exitCodeOf } from './shared/exit-code.js';

/** `npm run backup -- FILE`: everything in one encrypted file, while servers run. Exit codes: 0 done, 1 refused, 2 misused. */
async function run([file, ...more]: string[]): Promise<number> {
  if (!file || more.length > 0) {
    say('npm run backup -- FILE   everything in one encrypted file, which opens with the ALONGSIDE_KEY of today');
    return 2;
  }
  const { database: setting, key, nextKey } = readSettings();
  const masterKey = new MasterKey(key, nextKey);
  const database = await openDatabase(setting, masterKey, SCHEMA);
  const bar = new SingleBar({ format: 'Writing {bar} {percentage}% {value}/{total} tables', stopOnComplete: true });
  try {
    await database.migrate();
    const rows = await writeBackup({ database, masterKey, clock: new SystemClock() }, file, (done, total) => {
      if (!bar.isActive) bar.start(total, 0);
      bar.update(done);
    });
    say(`${rows} rows are in ${file}. Keep ALONGSIDE_KEY apart from it, as long as you keep it.`);
    return 0;
  } finally {
    bar.stop();
    await database.close();
  }
}

process.exitCode = await exitCodeOf(run, BackupRefused);
