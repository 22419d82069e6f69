import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import { readSettings } from '../src/platform/config.js';
import { openDatabase, type Database } from '../src/platform/database/index.js';
import { Deadline, OutOfTime } from '../src/platform/deadline.js';
import { MasterKey } from '../src/platform/secrets/index.js';
import { SCHEMA } from '../src/schema.js';
import { DATABASES, freshDatabase, type FreshDatabase } from './support/databases.js';

describe.each(DATABASES)('past its deadline, on %s', (kind) => {
  let database: Database;
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase(kind);
    const settings = readSettings({ DATABASE_URL: fresh.url, ALONGSIDE_KEY: randomBytes(32).toString('base64') });
    database = await openDatabase(settings.database, new MasterKey(settings.key), SCHEMA);
    await database.migrate();
  });
  afterAll(async () => {
    await database.close();
    await fresh.drop();
  });

  /** Whatever the work comes to, as it would within an operation. */
  const within = <T>(work: (deadline: Deadline) => Promise<T>): Promise<T> => {
    const deadline = new Deadline();
    return new Promise((resolve, reject) => deadline.around(() => void work(deadline).then(resolve, reject)));
  };
  const add = (name: string) => sql`INSERT INTO area (id, name, latitude, longitude) VALUES (${name}, ${name}, 1, 1)`;
  const areas = async () =>
    (await database.all<{ id: string }>(sql`SELECT id FROM area ORDER BY id`)).map(({ id }) => id);

  it('an operation reads nothing more', async () => {
    const reading = within(async (deadline) => {
      await areas();
      deadline.end();
      return areas();
    });
    await expect(reading).rejects.toThrow(OutOfTime);
  });

  it('an operation begins no change', async () => {
    let began = false;
    const writing = within((deadline) => {
      deadline.end();
      return database.write(() => {
        began = true;
        return Promise.resolve();
      });
    });
    await expect(writing).rejects.toThrow(OutOfTime);
    expect(began).toBe(false);
  });

  it('an operation keeps no change that it has begun', async () => {
    const writing = within((deadline) =>
      database.write(async (tx) => {
        await tx.run(add('late'));
        deadline.end();
      }),
    );
    await expect(writing).rejects.toThrow(OutOfTime);
    expect(await areas()).toEqual([]);
  });

  it('nobody else is held up, and what was kept in time stays', async () => {
    const writing = within(async (deadline) => {
      await database.write((tx) => tx.run(add('in time')));
      deadline.end();
      await Promise.resolve();
    });
    await writing;
    expect(await areas()).toEqual(['in time']);
  });
});
