import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { DATABASES, emptyDatabase, type DatabaseKind, type FreshDatabase } from '../support/databases.js';
import { CASEWORKER, REFUGE, TestJourney, type Consent, type SeenReferral } from '../support/journey.js';
import { runProgram, type Ended } from '../support/program.js';

/** Each starts several programs. */
jest.setTimeout(120_000);

const STAYS = 'She likes the window seat.';
const TAKEN_BACK = 'She comes after dark.';

const newKey = (): string => randomBytes(32).toString('base64');

describe.each(DATABASES)('a backup from before she withdrew, made on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let file: string;
  let stays: SeenReferral;
  let takenBack: { consent: Consent; referral: SeenReferral };
  let made: Ended;
  let openedMeanwhile = 0;
  const used: FreshDatabase[] = [];

  const sent = (note: string) => journey.sends('refuge', 'safeHouse', { note });
  const restore = (env: Record<string, string>, from = file) => runProgram('commands/restore', [from], env);

  async function empty(into: DatabaseKind, env: Record<string, string> = {}): Promise<Record<string, string>> {
    const database = await emptyDatabase(into);
    used.push(database);
    return { ...app.environment(), DATABASE_URL: database.url, ...env };
  }

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    file = join(mkdtempSync(join(process.env.ALONGSIDE_TEST_FOLDER ?? '', 'backup-')), 'monday.backup');
    stays = (await sent(STAYS)).referral;
    takenBack = await sent(TAKEN_BACK);
    // More than fits into one frame of a backup, however little is done meanwhile.
    const long = 'Ring first. '.repeat(60_000);
    await app.database.write((tx) =>
      tx.run(sql`UPDATE listing SET description = ${long} WHERE id = ${app.network.listings.hostel}`),
    );
    const work = { going: true };
    const working = (async () => {
      for (; work.going; openedMeanwhile++) await journey.opens();
    })();
    made = await runProgram('commands/backup', [file], app.environment());
    work.going = false;
    await working;
    await journey.sheWithdraws(takenBack.consent.id);
  });
  afterAll(async () => {
    await app.close();
    for (const each of used) await each.drop();
  });

  it('is made while others work, says how much is in it, and is never written over', async () => {
    expect(made).toMatchObject({ code: 0 });
    expect(made.out).toMatch(/\d+ rows are in .*monday\.backup\./);
    expect(openedMeanwhile).toBeGreaterThan(3);
    const before = readFileSync(file);
    const again = await runProgram('commands/backup', [file], app.environment());
    expect(again).toMatchObject({ code: 1, err: '' });
    expect(again.out).toMatch(/^There is something at .* already: name a new file\.\n$/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it.each(DATABASES)(
    'is restored on %s with its audit chains verified, and what she took back stays taken back',
    async (into) => {
      const env = await empty(into);
      const ended = await restore(env);
      expect(ended).toMatchObject({ code: 0 });
      expect(ended.out).toMatch(/\d+ audit chains with \d+ entries are as they were written\./);
      const restored = await TestApp.on(env, app);
      try {
        const there = new TestJourney(restored);
        expect((await there.sees(REFUGE, stays)).shared?.note).toBe(STAYS);
        expect(await there.sees(CASEWORKER, takenBack.referral)).toMatchObject({ status: 'WITHDRAWN', shared: null });
        const { id } = takenBack.consent;
        expect(
          await restored.database.one(sql`SELECT wrapped FROM consent_key WHERE consent_id = ${id}`),
        ).toBeUndefined();
        expect(
          await restored.database.one(sql`SELECT content FROM referral WHERE id = ${takenBack.referral.id}`),
        ).toEqual({ content: '' });
        const again = await restored.database.all(
          sql`SELECT subject_id FROM audit_entry WHERE action = 'consent.withdraw-again'`,
        );
        expect(again).toEqual([{ subject_id: id }]);
        expect(await restored.database.all(sql`SELECT id FROM staff_session`)).toHaveLength(2);
      } finally {
        await restored.close();
      }
    },
  );

  it('also where the database was put back behind the house’s back: the next start erases again before it serves', async () => {
    const env = await empty(kind);
    await restore({ ...env, ERASURE_LEDGER: `${env.ERASURE_LEDGER}.another` });
    const restored = await TestApp.on(env, app);
    try {
      expect(await new TestJourney(restored).sees(REFUGE, takenBack.referral)).toMatchObject({ shared: null });
    } finally {
      await restored.close();
    }
  });

  it('also where only the ledger beside the backups is left', async () => {
    const later = join(file, '..', 'tuesday.backup');
    expect(await runProgram('commands/backup', [later], app.environment())).toMatchObject({ code: 0 });
    const env = await empty(kind, { ERASURE_LEDGER: `${file}.lost` });
    expect(await restore(env)).toMatchObject({ code: 0 });
    const restored = await TestApp.on(env, app);
    try {
      expect(await new TestJourney(restored).sees(REFUGE, takenBack.referral)).toMatchObject({ shared: null });
    } finally {
      await restored.close();
      rmSync(join(file, '..', 'erasures.log'));
    }
  });

  it('without any ledger it would be back: that is what the ledger is for', async () => {
    const env = await empty(kind, { ERASURE_LEDGER: `${file}.none` });
    expect(await restore(env)).toMatchObject({ code: 0 });
    const restored = await TestApp.on(env, app);
    try {
      expect((await new TestJourney(restored).sees(REFUGE, takenBack.referral)).shared?.note).toBe(TAKEN_BACK);
    } finally {
      await restored.close();
    }
  });

  it('comes under the key of the new house, whose own it is from then on', async () => {
    const key = newKey();
    const env = await empty(kind, { ALONGSIDE_KEY: key });
    const refused = await restore(env);
    expect(refused).toMatchObject({ code: 1, err: '' });
    expect(refused.out).toMatch(/^This backup does not open with this ALONGSIDE_KEY: .* Nothing was restored\.\n$/);
    expect(await restore({ ...env, BACKUP_KEY: app.settings.key.reveal() })).toMatchObject({ code: 0 });
    const restored = await TestApp.on(env, app);
    try {
      expect((await new TestJourney(restored).sees(REFUGE, stays)).shared?.note).toBe(STAYS);
    } finally {
      await restored.close();
    }
  });

  it('does not go over a database that has something in it', async () => {
    const before = await app.database.all(sql`SELECT chain, length FROM audit_chain ORDER BY chain`);
    const ended = await restore(app.environment());
    expect(ended).toMatchObject({ code: 1, err: '' });
    expect(ended.out.split('\n').at(-2)).toBe(
      'There is something in this database: restore into an empty one. Nothing was restored.',
    );
    expect(await app.database.all(sql`SELECT chain, length FROM audit_chain ORDER BY chain`)).toEqual(before);
  });

  it.each<[string, RegExp, (copy: string) => void]>([
    ['cut off', /cut off or damaged/, (copy) => truncateSync(copy, readFileSync(copy).length - 1_000)],
    ['cut off after a whole frame', /cut off or damaged/, (copy) => truncateSync(copy, endOfFirstFrame(copy))],
    ['damaged', /cut off or damaged/, (copy) => turnByte(copy, -100)],
    ['longer than it was', /cut off or damaged/, (copy) => writeFileSync(copy, 'x', { flag: 'a' })],
    ['foreign', /no backup of Alongside/, (copy) => writeFileSync(copy, randomBytes(5_000))],
    ['empty', /no backup of Alongside/, (copy) => writeFileSync(copy, '')],
    ['newer', /newer version/, (copy) => writeFileSync(copy, 'ALONGSIDE BACKUP 2\n{}\n')],
    ['not there', /There is no backup to read/, (copy) => rmSync(copy)],
  ])('that is %s is refused in one line, and leaves no trace', async (_, why, spoil) => {
    const copy = `${file}.spoilt`;
    copyFileSync(file, copy);
    spoil(copy);
    const env = await empty('sqlite');
    const ended = await restore(env, copy);
    expect(ended).toMatchObject({ code: 1, err: '' });
    expect(ended.out.trimEnd().split('\n')).toEqual([expect.stringMatching(why)]);
    // The empty database takes the good one afterwards.
    if (why.source.startsWith('cut')) expect(await restore(env)).toMatchObject({ code: 0 });
  });

  it('of a trail that somebody changed says so, and ends with 1', async () => {
    const { organizations } = app.network;
    await app.database.write((tx) =>
      tx.run(sql`UPDATE audit_chain SET last_hash = ${'f'.repeat(64)} WHERE chain = ${organizations.riverside}`),
    );
    const changed = join(file, '..', 'changed.backup');
    expect(await runProgram('commands/backup', [changed], app.environment())).toMatchObject({ code: 0 });
    const ended = await restore(await empty(kind), changed);
    expect(ended.code).toBe(1);
    expect(ended.out).toContain(`The trail of ${organizations.riverside} is not as it was written`);
  });
});

/** The frames begin behind two lines. */
function endOfFirstFrame(file: string): number {
  const bytes = readFileSync(file);
  const start = bytes.indexOf(10, bytes.indexOf(10) + 1) + 1;
  return start + 5 + bytes.readUInt32BE(start + 1);
}

function turnByte(file: string, place: number): void {
  const bytes = readFileSync(file);
  const at = bytes.length + place;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(file, bytes);
}
