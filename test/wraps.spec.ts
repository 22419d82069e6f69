import { WrapRegister } from '../src/platform/keys/index.js';
import { TestApp } from './support/app.js';

/** Columns of entities whose names say that a wrap is in them. */
const KEEPS_WRAPS = /wrap|secret/;
/** Its wrap is changed last, and by itself: it tells which key is in use. */
const BY_ITSELF = 'house_secret.wrapped';

describe('a change of ALONGSIDE_KEY', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start('sqlite');
  });
  afterAll(() => app.close());

  it('knows of every column that keeps a wrap: one that it forgot could not be read afterwards', () => {
    const kept = app.database.manager.dataSource.entityMetadatas.flatMap((entity) =>
      entity.columns
        .filter(({ databaseName, type }) => KEEPS_WRAPS.test(databaseName) && type === 'text')
        .map(({ databaseName }) => `${entity.tableName}.${databaseName}`),
    );
    const registered = app.nest.get(WrapRegister).columns.map(({ table, column }) => `${table}.${column}`);
    expect(kept.filter((each) => each !== BY_ITSELF).sort()).toEqual([...registered].sort());
    expect(registered).toContain('client_key.wrapped');
  });
});
