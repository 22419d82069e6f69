import { randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import { readSettings } from '../src/platform/config.js';
import { inOneTransaction, openDatabase, type Database } from '../src/platform/database/index.js';
import { MasterKey } from '../src/platform/secrets/index.js';
import { SCHEMA } from '../src/schema.js';
import { DATABASES, freshDatabase } from './support/databases.js';

const add = (name: string) => sql`INSERT INTO area (id, name, latitude, longitude) VALUES (${name}, ${name}, 0, 0)`;
const names = async (database: Database): Promise<string[]> =>
  (await database.all<{ name: string }>(sql`SELECT name FROM area ORDER BY name`)).map(({ name }) => name);

describe.each(DATABASES)('many acts as one on %s', (kind) => {
  let database: Database;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    const fresh = await freshDatabase(kind);
    drop = fresh.drop;
    const { database: setting, key } = readSettings({
      DATABASE_URL: fresh.url,
      ALONGSIDE_KEY: randomBytes(32).toString('base64'),
    });
    database = await openDatabase(setting, new MasterKey(key), SCHEMA);
    await database.migrate();
  });

  afterEach(async () => {
    await database.close();
    await drop();
  });

  it('sees within what is not kept yet, and nobody outside does', async () => {
    const happened: string[] = [];
    await inOneTransaction(database, async (joined) => {
      await joined.write(async (tx) => {
        await tx.run(add('one'));
        tx.afterCommit(() => happened.push('kept'));
      });
      expect([await names(joined), await names(database), happened]).toEqual([['one'], [], []]);
      await joined.write((tx) => tx.run(add('two')));
    });
    expect([await names(database), happened]).toEqual([['one', 'two'], ['kept']]);
  });

  it('keeps nothing when one act fails, also where its caller caught the error', async () => {
    const load = inOneTransaction(database, async (joined) => {
      await joined.write((tx) => tx.run(add('one')));
      await joined
        .write(async (tx) => {
          await tx.run(add('two'));
          throw new Error('refused');
        })
        .catch(() => undefined);
    });
    await expect(load).rejects.toThrow('refused');
    expect(await names(database)).toEqual([]);
  });

  it('lets acts that come at once wait for each other', async () => {
    const order: string[] = [];
    const act = (joined: Database, name: string) =>
      joined.write(async (tx) => {
        order.push(`${name} begins`);
        await tx.run(add(name));
        order.push(`${name} ends`);
      });
    await inOneTransaction(database, (joined) => Promise.all([act(joined, 'one'), act(joined, 'two')]));
    expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('is no door to the database itself', async () => {
    await inOneTransaction(database, async (joined) => {
      await expect(joined.migrate()).rejects.toThrow();
      await expect(joined.drift()).rejects.toThrow();
      await joined.close();
    });
    expect(await names(database)).toEqual([]);
  });
});
