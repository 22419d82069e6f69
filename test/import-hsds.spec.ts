import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import sql from 'sql-template-tag';
import { AuditTrail } from '../src/audit/index.js';
import { importDetails, importHsds, importSummary, readHsds } from '../src/interchange/index.js';
import { openDatabase, type Database } from '../src/platform/database/index.js';
import { readSettings } from '../src/platform/config.js';
import { MasterKey } from '../src/platform/secrets/index.js';
import { SCHEMA } from '../src/schema.js';
import { TestClock } from './support/clock.js';
import { DATABASES, freshDatabase } from './support/databases.js';

/** The real directories stand beside the project and are never copied into it. */
const DIRECTORIES = {
  'ohana-sample': '../shared/data/ohana-sample/data/sample-csv',
  'ilao-illinois-legal-aid': '../shared/data/ilao-illinois-legal-aid/output',
  'detroit-313-help': '../shared/data/detroit-313-help-3.2',
  haarrrvest: '../shared/data/haarrrvest-3.1.1',
};

const missing = Object.values(DIRECTORIES).filter((path) => !existsSync(path));
if (missing.length > 0) console.warn(`NOT IMPORTED, for they are not beside the project: ${missing.join(', ')}`);
const describeReal = missing.length > 0 ? describe.skip : describe;

describeReal.each(DATABASES)('real directories come in whole, on %s', (kind) => {
  let database: Database;
  let drop: () => Promise<void>;
  const clock = new TestClock();

  beforeAll(async () => {
    const fresh = await freshDatabase(kind);
    const settings = readSettings({ DATABASE_URL: fresh.url, ALONGSIDE_KEY: randomBytes(32).toString('base64') });
    database = await openDatabase(settings.database, new MasterKey(settings.key), SCHEMA);
    await database.migrate();
    drop = fresh.drop;
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  const count = async (table: 'listing' | 'organization'): Promise<number> => {
    const query =
      table === 'listing'
        ? sql`SELECT COUNT(*) AS count FROM listing`
        : sql`SELECT COUNT(*) AS count FROM organization`;
    return Number((await database.one<{ count: number | string }>(query))?.count);
  };

  const run = async (path: string, dryRun = false) => {
    const read = await readHsds(path);
    return { read, saved: await importHsds({ database, clock, trail: new AuditTrail(clock) }, read, { dryRun }) };
  };

  it.each(Object.entries(DIRECTORIES))(
    '%s: imported twice, nothing doubles',
    async (_name, path) => {
      const rehearsed = await run(path, true);
      const before = { listings: await count('listing'), organizations: await count('organization') };
      const { read, saved } = await run(path);
      expect(saved).toEqual({ ...rehearsed.saved, organizationIds: expect.anything(), listingIds: expect.anything() });
      expect(saved.listings).toEqual({ created: read.listings.length, updated: 0, unchanged: 0, kept: 0 });
      expect(await count('listing')).toBe(before.listings + read.listings.length);
      expect(await count('organization')).toBe(before.organizations + read.organizations.length);

      const again = await run(path);
      expect(again.saved.listings).toEqual({ created: 0, updated: 0, unchanged: read.listings.length, kept: 0 });
      expect(again.saved.organizations.unchanged).toBe(read.organizations.length);
      expect(await count('listing')).toBe(before.listings + read.listings.length);
      expect(again.saved.listingIds).toEqual(saved.listingIds);
    },
    120_000,
  );

  it('accounts for every row: imported, or quarantined with file, row, field and reason', async () => {
    const { read, saved } = await run(DIRECTORIES['ohana-sample']);
    expect(importSummary(read, saved, false)[0]).toMatch(/: 486 rows read, 104 imported, 382 quarantined\.$/);
    const details = [...importDetails(read)].map(
      (line) => JSON.parse(line) as { kind: string; rows?: number; reason: string },
    );
    const quarantined = details.filter((each) => each.kind === 'quarantined');
    expect(quarantined.reduce((sum, each) => sum + (each.rows ?? 1), 0)).toBe(382);
    expect(quarantined.every((each) => each.reason.length > 0)).toBe(true);
  });

  it('guesses nothing: what the source does not say has no answer', async () => {
    const answers = await database.all<{ code: string }>(sql`SELECT DISTINCT code FROM listing_attribute`);
    expect(answers.map(({ code }) => code)).toEqual(['free']);
  });
});
