import { mkdtempSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import sql from 'sql-template-tag';
import { MasterKey, Secret } from '../../src/platform/secrets/index.js';
import type { Answer, TestApp } from '../support/app.js';
import { Canaries, disguises, foundIn } from '../support/canaries.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, COLLEAGUE, REFUGE, TestJourney, type Consent, type SeenReferral } from '../support/journey.js';
import { TestPlanning } from '../support/planning.js';
import { runProgram } from '../support/program.js';
import { PostgresDisk, filesIn, sqliteInTheClear } from '../support/raw-bytes.js';
import { newKey, RealHouse, signedIn, type Server } from '../support/real-house.js';

jest.setTimeout(180_000);

/** What workers do, at a server that is a process of its own. */
function deskAt(server: Server, house: RealHouse): TestApp {
  const desks = new Map<string, ReturnType<typeof signedIn>>();
  return {
    network: house.network,
    as: (email: string) => async (document: string, variables?: object) => {
      const desk = desks.get(email) ?? signedIn(server, email);
      desks.set(email, desk);
      return { data: await (await desk)(document, variables) } as Answer;
    },
  } as unknown as TestApp;
}

describe('the search for planted words', () => {
  it.each(Object.entries(disguises('zq0123456789abcdefxw')))('finds one that lies there as %s', (_, needle) => {
    const around = Buffer.concat([Buffer.alloc(1_000, 7), needle, Buffer.alloc(1_000, 9)]);
    expect(foundIn(around, ['zq0123456789abcdefxw']).length).toBeGreaterThan(0);
    expect(foundIn(around, ['zqaaaaaaaaaaaaaaaaxw'])).toEqual([]);
  });

  it.each([0, 1, 2, 3, 4])('finds one in base64 of a text in which %i signs stand before it', (before) => {
    const text = Buffer.from(`${'.'.repeat(before)}zq0123456789abcdefxw and more`).toString('base64');
    expect(foundIn(Buffer.from(text), ['zq0123456789abcdefxw'])).toHaveLength(1);
  });
});

describe.each(DATABASES)('nothing of hers lies anywhere in the clear, on %s', (kind) => {
  const canaries = new Canaries();
  let house: RealHouse;
  let server: Server;
  let app: TestApp;
  let journey: TestJourney;
  let disk: PostgresDisk | null = null;
  let kept: { consent: Consent; referral: SeenReferral };
  const folder = mkdtempSync(join(process.env.ALONGSIDE_TEST_FOLDER ?? '', 'canaries-'));
  const temporary = mkdtempSync(join(process.env.ALONGSIDE_TEST_FOLDER ?? '', 'temporary-'));

  /** A woman of whom everything is told that can be told in words. */
  const opens = () =>
    journey.opens({
      passphrase: `grey herons ${canaries.word()}`,
      gender: canaries.word(),
      safeContact: {
        channel: 'PHONE',
        details: canaries.word(),
        safeTimes: canaries.word(),
        codeWord: canaries.word(),
      },
      avoid: { note: canaries.word() },
    });

  async function refers() {
    const woman = await opens();
    const consent = await journey.sheConsents(woman, 'safeHouse', { purpose: canaries.word() });
    const draft = await journey.drafts(woman, 'refuge', {
      note: canaries.word(),
      handover: { meetingPoint: canaries.word(), callBack: canaries.word() },
    });
    const sent = await journey.takes('SEND', CASEWORKER, draft);
    const accepted = await journey.takes('ACCEPT', REFUGE, sent, { note: canaries.word() });
    await journey.writes(CASEWORKER, accepted, canaries.word());
    await journey.writes(REFUGE, accepted, canaries.word());
    await app.as(REFUGE)(
      `mutation ($id: ID!, $text: String!) { askSender(referralId: $id, text: $text) { __typename } }`,
      {
        id: accepted.id,
        text: canaries.word(),
      },
    );
    const seen = await journey.sees(REFUGE, accepted);
    expect(seen.shared?.safeContact?.details).toMatch(/^zq/);
    return { woman, consent, referral: seen };
  }

  async function plans(): Promise<void> {
    const planning = new TestPlanning(app);
    const woman = await opens();
    const date = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
    const plan = await planning.starts(woman, 'hepatitis-b', { date });
    const moved = await planning.does('movePlanDate', plan, { date, note: canaries.word() });
    await planning.does('addPlanStep', moved, { name: canaries.word(), dueOn: date });
    await app.as(CASEWORKER)(
      `mutation ($input: HandOverClientsInput!) { handOverClients(input: $input) { __typename } }`,
      {
        input: { clientIds: [woman.id], toId: house.network.staff[COLLEAGUE], note: canaries.word() },
      },
    );
  }

  beforeAll(async () => {
    house = await RealHouse.prepare(kind);
    if (kind === 'postgres') disk = await PostgresDisk.watch(house.url);
    server = await house.serve({ LOG_LEVEL: 'trace', TMPDIR: temporary });
    app = deskAt(server, house);
    journey = new TestJourney(app);
    kept = await refers();
    for (let each = 0; each < 3; each++) await refers();
    await plans();
  });
  afterAll(async () => {
    await disk?.close();
    await house.close();
  });

  /** Where somebody may look who has the machine: each place, and what is found there. */
  async function places(): Promise<Map<string, Buffer>> {
    const backup = join(folder, `${canaries.all.length}.backup`);
    const made = await runProgram('commands/backup', [backup], { ...house.settings(), TMPDIR: temporary });
    expect(made).toMatchObject({ code: 0 });
    const found = new Map<string, Buffer>([
      ['backup', readFileSync(backup)],
      ['log of the server', Buffer.from(server.out())],
      ['log of the backup', Buffer.from(made.out + made.err)],
      ['temporary files', Buffer.concat([...filesIn(temporary).values()])],
    ]);
    if (disk) {
      found.set('dump of all tables', await disk.dump());
      found.set('heap', await disk.heap());
      found.set('write-ahead log', await disk.log());
    } else for (const [name, bytes] of filesIn(dirname(house.url.slice('sqlite:'.length)))) found.set(name, bytes);
    return found;
  }

  it('at least 50 words were planted', () => {
    expect(new Set(canaries.all).size).toBeGreaterThanOrEqual(50);
  });

  it('of all of them none is found in any file, log or dump', async () => {
    const found: Record<string, string[]> = {};
    for (const [place, bytes] of await places()) {
      found[place] = foundIn(bytes, canaries.all);
      process.stderr.write(
        `${kind}, ${place}: ${bytes.length} bytes, ${found[place].length} of ${canaries.all.length} found\n`,
      );
    }
    expect(Object.fromEntries(Object.entries(found).filter(([, words]) => words.length > 0))).toEqual({});
    expect(Object.keys(found).length).toBeGreaterThanOrEqual(7);
  });

  it('not even under the encryption of the file, or in any table', async () => {
    const text = kind === 'postgres' ? await disk!.dump() : inTheClear();
    expect(foundIn(text, canaries.all)).toEqual([]);
  });

  it('one that is written in the clear is found at once: the search does find', async () => {
    const word = new Canaries().word();
    await house.look((database) =>
      database.write((tx) => tx.run(sql`UPDATE organization SET website = ${word} WHERE name = 'City Shelter'`)),
    );
    const bytes = kind === 'postgres' ? await disk!.dump() : inTheClear();
    expect(foundIn(bytes, [word]).length).toBeGreaterThan(0);
    if (kind === 'postgres') expect(foundIn(await disk!.heap(), [word]).length).toBeGreaterThan(0);
  });

  const inTheClear = (key = house.key) =>
    sqliteInTheClear(house.url.slice('sqlite:'.length), new MasterKey(new Secret(key)).databaseFileKey());

  const wrapOf = (consentId: string) =>
    house.look(async (database) => {
      const row = await database.one<{ wrapped: string }>(
        sql`SELECT wrapped FROM consent_key WHERE consent_id = ${consentId}`,
      );
      return row?.wrapped ?? '';
    });
  const contentOf = (id: string) =>
    house.look(async (database) => {
      const row = await database.one<{ content: string }>(sql`SELECT content FROM referral WHERE id = ${id}`);
      return row?.content ?? '';
    });

  describe('and after she took her consent back', () => {
    let wrapped: string;
    let content: string;

    beforeAll(async () => {
      wrapped = await wrapOf(kept.consent.id);
      content = await contentOf(kept.referral.id);
      expect(new MasterKey(new Secret(house.key)).opens(wrapped, `consent_key:${kept.consent.id}`)).toBe(true);
      // It is there to be found before.
      const before = kind === 'postgres' ? Buffer.concat([await disk!.heap(), await disk!.log()]) : inTheClear();
      expect(before.includes(wrapped)).toBe(true);
      expect((await journey.sheWithdraws(kept.consent.id)).__typename).toBe('ConsentWithdrawn');
    });

    it('the ledger outside the database names it, by its id only', () => {
      expect(JSON.parse(readFileSync(house.ledger, 'utf8').trim())).toEqual({
        at: expect.any(String) as string,
        kind: 'consent',
        id: kept.consent.id,
      });
    });

    if (kind === 'sqlite') {
      it('nothing of the wrap, nor of what it opened, is left under the encryption of the file, and the log is empty', () => {
        const clear = inTheClear();
        // Base64 of a wrap: no part of it either.
        for (const part of [wrapped, wrapped.slice(0, 24), wrapped.slice(-24), content, content.slice(0, 24)])
          expect(clear.includes(part)).toBe(false);
        const wal = filesIn(dirname(house.url.slice('sqlite:'.length))).get(`${basename(house.url)}-wal`);
        expect(wal?.length ?? 0).toBeLessThan(40_000);
      });
    } else {
      it('PostgreSQL keeps the wrap for a while, and it opens with the key of today: that is said in the limits', async () => {
        const left = Buffer.concat([await disk!.heap(), await disk!.log()]);
        expect(left.includes(wrapped)).toBe(true);
        const master = new MasterKey(new Secret(house.key));
        expect(master.opens(wrapped, `consent_key:${kept.consent.id}`)).toBe(true);
      });
    }

    it('after the next change of ALONGSIDE_KEY it does not open with any key that there is', async () => {
      const next = newKey();
      expect(await house.admin(['rotate-key'], { ALONGSIDE_KEY_NEXT: next })).toMatchObject({ code: 0 });
      const master = new MasterKey(new Secret(next));
      expect(master.opens(wrapped, `consent_key:${kept.consent.id}`)).toBe(false);
      // Whatever lies on the disk and looks like a wrap: with the new key none opens for this consent.
      const left = kind === 'postgres' ? Buffer.concat([await disk!.heap(), await disk!.log()]) : inTheClear();
      const wraps = couldBeWraps(left);
      const opening = [...wraps].filter((each) => master.opens(each, `consent_key:${kept.consent.id}`));
      expect(wraps.size).toBeGreaterThan(3);
      expect(opening).toEqual([]);
      // The old key would still open what PostgreSQL kept: that is why it is destroyed.
      if (kind === 'postgres') {
        const old = new MasterKey(new Secret(house.key));
        expect([...wraps].some((each) => old.opens(each, `consent_key:${kept.consent.id}`))).toBe(true);
      }
      house.key = next;
      expect(await journey.sees(REFUGE, kept.referral)).toMatchObject({ shared: null });
    });
  });

  it('says of no woman anything in the log', () => {
    expect(foundIn(Buffer.from(server.out()), canaries.all)).toEqual([]);
  });
});

/** Every piece of base64 that is as long as a wrap, wherever in a longer one it begins. */
function couldBeWraps(bytes: Buffer): Set<string> {
  const runs = bytes.toString('latin1').match(/[A-Za-z0-9+/]{80,600}/g) ?? [];
  return new Set(runs.flatMap((run) => Array.from({ length: run.length - 79 }, (_, at) => run.slice(at, at + 80))));
}
