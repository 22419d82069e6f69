import { randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import { SystemClock } from '../src/platform/clock.js';
import { readSettings } from '../src/platform/config.js';
import { openDatabase } from '../src/platform/database/index.js';
import { MasterKey } from '../src/platform/secrets/index.js';
import { SCHEMA } from '../src/schema.js';
import { DATABASES, freshDatabase } from './support/databases.js';
import { seedNetwork } from './support/network.js';
import { program, runProgram } from './support/program.js';

const PERIOD = '2025-Q4';
const LONG = 120_000;

describe.each(DATABASES)('one period sealed by two processes at once, on %s', (kind) => {
  it(
    'is sealed by one, the other is told so, and what was spent is spent once',
    async () => {
      const fresh = await freshDatabase(kind);
      const settings = {
        DATABASE_URL: fresh.url,
        ALONGSIDE_KEY: randomBytes(32).toString('base64'),
        LOG_LEVEL: 'silent',
      };
      const read = readSettings(settings);
      const open = () => openDatabase(read.database, new MasterKey(read.key), SCHEMA);
      const before = await open();
      await before.migrate();
      await seedNetwork(before, new SystemClock());
      await before.close();
      await program();
      const ended = await Promise.all([1, 2].map(() => runProgram('commands/seal', [PERIOD], settings)));
      const [sealed, refused] = ended.sort((one, other) => Number(one.code) - Number(other.code));
      expect([sealed?.code, refused?.code]).toEqual([0, 1]);
      expect(sealed?.out).toContain(`${PERIOD} is sealed`);
      expect(`${refused?.out}${refused?.err}`).toContain('This period was sealed');
      const after = await open();
      try {
        expect(await after.all(sql`SELECT period, edition FROM release`)).toEqual([{ period: PERIOD, edition: 1 }]);
        expect(await after.all(sql`SELECT period FROM release_ledger`)).toEqual([{ period: PERIOD }]);
      } finally {
        await after.close();
        await fresh.drop();
      }
    },
    LONG,
  );
});
