import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { examine, inLines, isRisky } from '../src/commands/doctor/examine.js';
import type { Deployment } from '../src/commands/doctor/check.js';
import { readSettings } from '../src/platform/config.js';
import { TestApp } from './support/app.js';
import { DATABASES } from './support/databases.js';
import { TestForgetting } from './support/forgetting.js';
import { TestJourney } from './support/journey.js';
import { runProgram } from './support/program.js';

/** Some start the program anew. */
jest.setTimeout(120_000);

const KEY = () => randomBytes(32).toString('base64');
const CAREFUL = {
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PUBLIC_ORIGIN: 'https://alongside.example',
  TRUST_PROXY: 'loopback',
};

describe('npm run doctor', () => {
  const folder = () => mkdtempSync(join(process.env.ALONGSIDE_TEST_FOLDER ?? '', 'doctor-'));
  const settingsOf = (env: Record<string, string>) =>
    readSettings({ DATABASE_URL: `sqlite:${join(folder(), 'a.sqlite')}`, ALONGSIDE_KEY: KEY(), ...CAREFUL, ...env });
  const asked = async (deployment: Partial<Deployment> & Pick<Deployment, 'settings'>) => {
    const { SystemClock } = await import('../src/platform/clock.js');
    const examined = await examine({ database: null, clock: new SystemClock(), ...deployment });
    return examined.flatMap(({ code, risks }) => risks.map(() => code));
  };

  it('finds nothing in careful settings', async () => {
    expect(await asked({ settings: settingsOf({}) })).toEqual([]);
  });

  it.each([
    [{ NODE_ENV: '', PUBLIC_ORIGIN: 'http://localhost:4000', HOST: '0.0.0.0' }, 'production'],
    [{ OPERATIONS: 'open' }, 'operations'],
    [{ PUBLIC_ORIGIN: 'http://alongside.example' }, 'origin'],
    [{ TRUST_PROXY: '0.0.0.0/0' }, 'proxy'],
    [{ TRUST_PROXY: '' }, 'proxy'],
    [{ LOG_LEVEL: 'debug' }, 'log'],
  ])('says what is risky in %j', async (env, code) => {
    expect(await asked({ settings: settingsOf(env) })).toEqual([code]);
  });

  it('says that a key beside the data opens it for who takes the disk, and who else gets at the files', async () => {
    const where = folder();
    const env = { DATABASE_URL: `sqlite:${join(where, 'a.sqlite')}`, ALONGSIDE_KEY: '', NODE_ENV: '' };
    const local = { PUBLIC_ORIGIN: '', TRUST_PROXY: '' };
    expect(await asked({ settings: readSettings({ ...CAREFUL, ...env, ...local }) })).toEqual(['key']);
    chmodSync(join(where, 'alongside.key'), 0o644);
    writeFileSync(join(where, 'a.sqlite'), '');
    chmodSync(join(where, 'a.sqlite'), 0o644);
    chmodSync(where, 0o755);
    expect(await asked({ settings: readSettings({ ...CAREFUL, ...env, ...local }) })).toEqual([
      ...['key', 'files', 'files', 'files'],
    ]);
    chmodSync(where, 0o700);
    chmodSync(join(where, 'alongside.key'), 0o600);
    expect(await asked({ settings: readSettings({ ...CAREFUL, ...env, ...local }) })).toEqual(['key']);
  });

  describe.each(DATABASES)('of a database, on %s', (kind) => {
    let app: TestApp;
    beforeAll(async () => {
      app = await TestApp.start(kind);
      const woman = await new TestJourney(app).opens();
      await new TestForgetting(app).holds(woman.code);
      // The tests' network signs in as the demo's does; from here on it is a network like any other.
      await app.database.write((tx) => tx.run(sql`UPDATE staff SET demo_since = NULL`));
    });
    afterAll(() => app.close());

    // The tests' PostgreSQL is its superuser's and has no fsync; which risks those are is looked at below.
    const OF_THE_TESTS = ['durability', 'database-line'];
    const risks = async (env: Record<string, string> = {}) => {
      const settings = settingsOf(env);
      const found = await asked({ settings, database: app.database, clock: app.clock });
      return found.filter((code) => kind === 'sqlite' || !OF_THE_TESTS.includes(code));
    };

    it('counts managers and administrators without an authenticator, and a lonely administrator', async () => {
      expect(await risks()).toEqual(['second-factor', 'administrators']);
      await app.database.write(async (tx) => {
        await tx.run(sql`UPDATE staff SET second_factor = TRUE`);
        await tx.run(sql`UPDATE staff SET roles = '["ADMINISTRATOR"]' WHERE email = 'analyst@funder.example'`);
      });
      expect(await risks()).toEqual([]);
    });

    it('finds demo accounts in production only', async () => {
      await app.database.write((tx) =>
        tx.run(sql`UPDATE staff SET demo_since = ${app.clock.now()} WHERE email = 'manager@northside.example'`),
      );
      expect(await risks()).toEqual(['demo-accounts']);
      expect(await risks({ NODE_ENV: '', PUBLIC_ORIGIN: '', TRUST_PROXY: '' })).toEqual([]);
      await app.database.write((tx) => tx.run(sql`UPDATE staff SET demo_since = NULL`));
    });

    it('finds nights in which nothing was erased or signed, an old key, holds of more than a year, and a trail from the future', async () => {
      expect(await risks()).toEqual([]);
      app.clock.pass({ days: 4 });
      // On PostgreSQL what was deleted is gone for good only with the next key: there it is to be changed each day.
      expect(await risks()).toEqual([...(kind === 'postgres' ? ['key-age'] : []), 'checkpoints', 'retention']);
      app.clock.pass({ days: 365 });
      expect(await risks()).toEqual(['key-age', 'checkpoints', 'retention', 'legal-holds']);
      app.clock.set('2026-03-10T12:00:00.000Z');
      expect(await risks()).toEqual(['clock']);
    });

    it('looks at what is in force, not at what was meant', async () => {
      const settings = settingsOf({});
      const examined = await examine({ settings, database: app.database, clock: app.clock });
      const said = examined.find(({ code }) => code === 'durability')?.risks.map(({ what }) => what) ?? [];
      if (kind === 'sqlite') {
        await app.database.all(sql`PRAGMA foreign_keys = OFF`).catch(() => undefined);
        expect(said).toEqual([]);
        const again = await examine({ settings, database: app.database, clock: app.clock });
        expect(inLines(again).join('\n')).toContain('foreign_keys');
        await app.database.all(sql`PRAGMA foreign_keys = ON`).catch(() => undefined);
      } else {
        // As the tests' server is: see test/support/postgres-server.mjs.
        const fsync = (await app.database.one<{ fsync: string }>(sql`SHOW fsync`))?.fsync;
        expect(said.some((line) => line.includes('fsync'))).toBe(fsync === 'off');
        expect(said.some((line) => line.includes('synchronous_commit'))).toBe(false);
        expect(said.some((line) => line.includes('superuser'))).toBe(true);
      }
      expect(isRisky([{ code: 'x', risks: [] }])).toBe(false);
    });
  });

  it('is a command that exits by what it found, as lines or as JSON, and makes nothing', async () => {
    const where = folder();
    const settings = { ...CAREFUL, DATABASE_URL: `sqlite:${join(where, 'a.sqlite')}`, ALONGSIDE_KEY: KEY() };
    const careful = await runProgram('commands/doctor', [], settings);
    expect(careful).toMatchObject({ code: 0, err: '' });
    expect(careful.out).toMatch(/^ok {4}operations$/m);
    const risky = await runProgram('commands/doctor', ['--json'], { ...settings, OPERATIONS: 'open' });
    expect(risky).toMatchObject({ code: 1, err: '' });
    expect(JSON.parse(risky.out)).toMatchObject({ risky: true });
    expect(risky.out).not.toContain(settings.ALONGSIDE_KEY);
    expect(await runProgram('commands/doctor', ['dance'], settings)).toMatchObject({ code: 2 });
    const retention = (...words: string[]) => runProgram('commands/admin', ['retention', ...words], settings);
    expect(await retention('--dry-run')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^woman: 0 would be erased$/m) as string,
    });
    expect(await retention()).toMatchObject({ code: 0, out: expect.stringMatching(/^woman: 0 erased$/m) as string });
    expect(await retention('--confirm-clock')).toMatchObject({ code: 0 });
    expect(await retention('--dance')).toMatchObject({ code: 2 });
  });
});
