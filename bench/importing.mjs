import sql from 'sql-template-tag';
import { timed } from './support/figures.mjs';
import { house, openHere } from './support/house.mjs';
import { realDirectory } from './support/real-directory.mjs';

/** A real directory comes in: reading it from its files, and keeping it, in one transaction. Compared with plain INSERTs of its rows as they are. */
export async function importing({ databases, kinds, record, size }) {
  const directory = realDirectory(databases.folder);
  for (const kind of kinds) {
    const runs = [];
    for (let run = 0; run < size.repeats; run++) runs.push(await importOnce(await databases.fresh(kind), directory));
    const { organizations, listings } = runs[0];
    record.note(
      `import: the directory is ${directory.name}, ${directory.rows.length} rows, of which come ${organizations} organizations and ${listings} listings.`,
    );
    const rate = (time) => runs.map((each) => (directory.rows.length / each[time]) * 1000);
    const baseline = { what: 'plain INSERTs, one transaction', runs: rate('plainMs') };
    const add = (what, time) =>
      record.add({ part: 'import', database: kind, what, unit: 'rows/s', runs: rate(time), baseline });
    add('read and kept', 'wholeMs');
    add('kept alone', 'keptMs');
    add('the same again', 'againMs');
    record.print('import', kind);
  }
}

async function importOnce(at, directory) {
  const { AuditTrail } = await house('audit/index.js');
  const { SystemClock } = await house('platform/clock.js');
  const { importHsds, readHsds } = await house('interchange/index.js');
  const database = await openHere(at);
  try {
    const clock = new SystemClock();
    const ground = { database, clock, trail: new AuditTrail(clock) };
    const plain = await timed(() => plainInserts(database, directory.rows));
    const read = await timed(() => readHsds(directory.path));
    const kept = await timed(() => importHsds(ground, read.result, { dryRun: false }));
    const again = await timed(async () => importHsds(ground, await readHsds(directory.path), { dryRun: false }));
    if (again.result.listings.created > 0) throw new Error('the same directory again was doubled');
    return {
      plainMs: plain.ms,
      wholeMs: read.ms + kept.ms,
      keptMs: kept.ms,
      againMs: again.ms,
      organizations: read.result.organizations.length,
      listings: read.result.listings.length,
    };
  } finally {
    await database.close();
    await at.drop();
  }
}

/** As many rows, with the text of each, one statement a row. */
async function plainInserts(database, rows) {
  await database.write((tx) => tx.run(sql`CREATE TABLE bench_row (id integer PRIMARY KEY, body text NOT NULL)`));
  await database.write(async (tx) => {
    for (const [id, body] of rows.entries())
      await tx.run(sql`INSERT INTO bench_row (id, body) VALUES (${id}, ${body})`);
  });
}
