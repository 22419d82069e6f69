import { randomUUID } from 'node:crypto';
import sql, { raw } from 'sql-template-tag';
import request from 'supertest';
import { hashOf } from '../../src/audit/chain.js';
import { AuditChain, AuditEntryRow } from '../../src/audit/index.js';
import type { Transaction } from '../../src/platform/database/index.js';
import { ExpireReferrals } from '../../src/referrals/index.js';
import { TestApp, type Answer } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { dropGuards } from '../support/tampering.js';
import {
  ANOTHER_NETWORKER,
  CASEWORKER,
  COLLEAGUE,
  pathsOf,
  REFUGE,
  REFUGE_MANAGER,
  TestJourney,
  type SeenReferral,
} from '../support/journey.js';

const MANAGER = 'manager@riverside.example';
const ANOTHER_MANAGER = 'manager@northside.example';
const ADMINISTRATOR = 'administrator@network.example';

interface Entry {
  id: string;
  at: string;
  actor: { email: string } | null;
  action: string;
  subjectType: string;
  subjectId: string;
  purpose: string | null;
  hash: string;
}

describe.each(DATABASES)('the audit trail, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    // Signing in is an entry too: once for all.
    for (const who of [CASEWORKER, COLLEAGUE, REFUGE, MANAGER, REFUGE_MANAGER, ADMINISTRATOR]) await app.token(who);
  });
  afterAll(() => app.close());

  const asks = (who: string, variables: object = {}): Promise<Answer> =>
    app.as(who)(
      `query ($subjectId: ID, $first: Int, $after: String) { auditTrail(subjectId: $subjectId, first: $first, after: $after) {
        pageInfo { hasNextPage hasPreviousPage endCursor }
        edges { cursor node { id at actor { email } action subjectType subjectId purpose hash } } } }`,
      { ...variables },
    );
  const trail = async (who: string, variables: object = { first: 100 }): Promise<Entry[]> =>
    ((await asks(who, variables)).data.auditTrail.edges as { node: Entry }[]).map(({ node }) => node);
  const verified = async (who: string): Promise<{ intact: boolean; entries: number; firstBroken: string | null }> =>
    (await app.as(who)('{ verifyAuditTrail { intact entries firstBroken } }')).data.verifyAuditTrail;
  const newest = async (): Promise<number> =>
    (await app.database.one<{ rows: number }>(sql`SELECT CAST(COUNT(*) AS INTEGER) AS rows FROM audit_entry`))!.rows;

  /** What was added to which chain meanwhile, in order: `riverside: caseworker client.open client`. */
  async function writtenBy(work: () => Promise<unknown>): Promise<string[]> {
    const seen = new Set((await app.database.manager.find(AuditEntryRow)).map(({ id }) => id));
    await work();
    const all = await app.database.manager.find(AuditEntryRow, { order: { chain: 'ASC', position: 'ASC' } });
    const chains = new Map(Object.entries(app.network.organizations).map(([key, id]) => [id, key]));
    const staff = new Map(Object.entries(app.network.staff).map(([email, id]) => [id, email.split('@')[0]]));
    return all
      .filter(({ id }) => !seen.has(id))
      .map(({ chain, actorId, action, subjectType }) => {
        const who = actorId === null ? 'the system' : (staff.get(actorId) ?? actorId);
        return `${chains.get(chain) ?? chain}: ${who} ${action} ${subjectType}`;
      })
      .sort();
  }

  describe('has every act and every reading of hers, in the chain of who did it', () => {
    const ofHers = 'query ($id: ID!) { client(id: $id) { code } }';

    it('of her record: opened, read, changed; looked at by others with their purpose', async () => {
      let id = '';
      expect(await writtenBy(async () => ({ id } = await journey.opens()))).toEqual([
        'riverside: caseworker client.open client',
      ]);
      expect(await writtenBy(() => app.as(CASEWORKER)(ofHers, { id }))).toEqual([
        'riverside: caseworker client.read client',
      ]);
      expect(await writtenBy(() => journey.sheTells({ id, version: 1, code: '' }, { gender: 'x' }))).toEqual([
        'riverside: caseworker client.update client',
      ]);
      const looks = 'query ($id: ID!) { client(id: $id, purpose: "covering the night") { code } }';
      expect(await writtenBy(() => app.as(COLLEAGUE)(looks, { id }))).toEqual([
        'riverside: colleague client.read client',
      ]);
      const [last] = await trail(MANAGER, { subjectId: id, first: 1 });
      expect(last).toEqual({
        id: expect.any(String),
        at: app.clock.now(),
        actor: { email: COLLEAGUE },
        action: 'client.read',
        subjectType: 'client',
        subjectId: id,
        purpose: 'covering the night',
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
    });

    it('of her consents and her referral, each side’s in its own', async () => {
      const woman = await journey.opens();
      const step = async (work: () => Promise<unknown>) =>
        (await writtenBy(work)).filter((line) => !line.includes('.read'));
      const riverside = (act: string, on = 'referral') => [`riverside: caseworker ${act} ${on}`];
      const refuge = (act: string) => [`safeHouse: agency ${act} referral`];
      let consent = { id: '' };
      let referral: SeenReferral;

      expect(await step(async () => (consent = await journey.sheConsents(woman, 'safeHouse')))).toEqual(
        riverside('consent.give', 'consent'),
      );
      expect(await step(() => journey.renews(consent.id))).toEqual(riverside('consent.renew', 'consent'));
      expect(await step(async () => (referral = await journey.drafts(woman, 'refuge')))).toEqual(
        riverside('referral.draft'),
      );
      expect(await step(() => journey.plansHandover(CASEWORKER, referral, { companion: 'PEER' }))).toEqual(
        riverside('referral.plan-handover'),
      );
      const current = () => journey.sees(CASEWORKER, referral);
      expect(await step(async () => journey.takes('SEND', CASEWORKER, await current()))).toEqual(
        riverside('referral.send'),
      );
      expect(await step(async () => journey.takes('ACKNOWLEDGE', REFUGE, await current()))).toEqual(
        refuge('referral.acknowledge'),
      );
      expect(await step(async () => journey.takes('ACCEPT', REFUGE, await current()))).toEqual(
        refuge('referral.accept'),
      );
      expect(await step(() => journey.writes(CASEWORKER, referral, 'We come at eight.'))).toEqual(
        riverside('referral.message'),
      );
      expect(await step(() => journey.writes(REFUGE, referral, 'We wait.'))).toEqual(refuge('referral.message'));
      const appointmentAt = '2026-03-20T10:00:00Z';
      expect(await step(async () => journey.takes('SCHEDULE', CASEWORKER, await current(), { appointmentAt }))).toEqual(
        riverside('referral.schedule'),
      );
      expect(await step(() => journey.notesHerWord(referral, { gotHelp: true }))).toEqual(
        riverside('referral.her-word'),
      );
      expect(await step(() => journey.sheWithdraws(consent.id))).toEqual([
        ...riverside('consent.withdraw', 'consent'),
        ...riverside('referral.end-consent'),
      ]);
    });

    it('of what was read by whom: once for each request, and not where nothing of hers was read', async () => {
      const { woman, referral } = await journey.sends('refuge', 'safeHouse');
      const by = async (who: string, document: string) =>
        writtenBy(() => app.as(who)(document, { id: referral.id, client: woman.id }));
      const one = 'query ($id: ID!) { referral(id: $id) { status } }';
      expect(await by(CASEWORKER, one)).toEqual(['riverside: caseworker referral.read referral']);
      expect(await by(REFUGE, one)).toEqual(['safeHouse: agency referral.read referral']);
      for (const who of [COLLEAGUE, MANAGER, REFUGE_MANAGER, ANOTHER_NETWORKER]) {
        await app.token(who);
        expect([who, await by(who, one)]).toEqual([who, []]);
      }
      const twice = `query ($id: ID!, $client: ID!) { a: referral(id: $id) { client { code } } b: referral(id: $id) { code shared { note } }
        client(id: $client) { code referrals { edges { node { status } } } } }`;
      expect(await by(CASEWORKER, twice)).toEqual([
        'riverside: caseworker client.read client',
        'riverside: caseworker referral.read referral',
      ]);
    });

    it('of what would be read aloud to her, and of a search that used whom she avoids', async () => {
      const { woman, referral } = await journey.sends('refuge', 'safeHouse');
      const by = (document: string) =>
        writtenBy(() => app.as(CASEWORKER)(document, { id: referral.id, client: woman.id }));
      expect(await by('query ($id: ID!) { disclosurePreview(referralId: $id) { fromName } }')).toEqual([
        'riverside: caseworker referral.preview referral',
      ]);
      const search =
        'query ($client: ID!) { findListings(where: {}, forClientId: $client) { matches { totalCount } } }';
      expect(await by(search)).toEqual(['riverside: caseworker client.search-for client']);
    });

    it('of a referral in a list, too', async () => {
      const { referral } = await journey.sends('refuge', 'safeHouse');
      await journey.inbox(REFUGE, 'TO_ANSWER');
      const read = await trail(REFUGE_MANAGER, { subjectId: referral.id });
      expect(read.map(({ action }) => action)).toContain('referral.read');
    });

    it('of who comes and goes', async () => {
      const email = 'nightdesk@safehouse.example';
      expect(await writtenBy(() => app.token(email))).toEqual(['safeHouse: nightdesk staff.sign-in staff']);
      expect(await writtenBy(() => app.as(email)('mutation { signOut }'))).toEqual([
        'safeHouse: nightdesk staff.sign-out staff',
      ]);
    });

    it('of what the system does by itself: with nobody’s name, in the chain of her own organization', async () => {
      await journey.sends('refuge', 'safeHouse', { urgency: 'NOW' });
      app.clock.pass({ hours: 3 });
      expect(await writtenBy(() => app.nest.get(ExpireReferrals, { strict: false }).run())).toEqual([
        'riverside: the system referral.expire referral',
      ]);
      const [last] = await trail(MANAGER, { first: 1 });
      expect(last).toMatchObject({ actor: null, action: 'referral.expire' });
    });

    it('but nothing of what was refused', async () => {
      const { referral } = await journey.sends('refuge', 'safeHouse');
      const acts = async (work: () => Promise<unknown>) =>
        (await writtenBy(work)).filter((line) => !line.includes('.read'));
      expect(await acts(() => journey.tries('DECLINE', REFUGE, referral))).toEqual([]);
      expect(await acts(() => journey.tries('COMPLETE', REFUGE, referral, { outcome: 'RECEIVED' }))).toEqual([]);
      expect(await acts(() => journey.tries('ACCEPT', REFUGE, { ...referral, version: 1 }))).toEqual([]);
      expect(await acts(() => journey.tries('ACCEPT', ANOTHER_NETWORKER, referral))).toEqual([]);
      expect(await acts(() => journey.triesRaw('SEND', REFUGE, referral))).toEqual([]);
    });

    it('and not a word of what was written or said', async () => {
      const canary = 'CANARY she is afraid';
      const she = await journey.opens({ gender: canary, avoid: { note: canary }, passphrase: canary });
      await journey.sheConsents(she, 'safeHouse', { purpose: canary });
      const draft = await journey.drafts(she, 'refuge', { note: canary, needs: [canary] });
      const sent = await journey.takes('SEND', CASEWORKER, draft, { note: canary });
      await journey.takes('DECLINE', REFUGE, sent, { reasonCode: 'hiv', note: canary });
      const entries = JSON.stringify(await app.database.manager.find(AuditEntryRow));
      for (const hidden of [canary, 'CANARY', '"hiv"', she.code, sent.code, she.code.replaceAll('-', '')])
        expect(entries).not.toContain(hidden);
    });
  });

  describe('is read', () => {
    it('by a manager, of her own organization and of no other', async () => {
      const { woman } = await journey.sends('refuge', 'safeHouse');
      const [ours, theirs] = [await trail(MANAGER), await trail(REFUGE_MANAGER)];
      const emailsOf = (entries: Entry[]) => new Set(entries.flatMap(({ actor }) => actor?.email.split('@')[1] ?? []));
      expect(emailsOf(ours)).toEqual(new Set(['riverside.example']));
      expect(emailsOf(theirs)).toEqual(new Set(['safehouse.example']));
      expect((await trail(MANAGER, { subjectId: woman.id })).length).toBeGreaterThan(0);
      expect(await trail(ANOTHER_MANAGER, { subjectId: woman.id })).toEqual([]);
      expect(await trail(REFUGE_MANAGER, { subjectId: woman.id })).toEqual([]);
    });

    it('by an administrator, of what the network did: whose door was looked at, and nothing of a woman', async () => {
      const door = 'query ($id: ID!) { listing(id: $id) { address { line } } }';
      const read = () => app.as(ADMINISTRATOR)(door, { id: app.network.listings.refuge });
      expect(await writtenBy(read)).toEqual(['network: administrator door.read listing']);
      const entries = await trail(ADMINISTRATOR);
      expect(entries[0]).toMatchObject({ action: 'door.read', subjectId: app.network.listings.refuge });
      expect(entries.filter(({ subjectType }) => ['client', 'consent', 'referral'].includes(subjectType))).toEqual([]);
      const { woman } = await journey.sends('refuge', 'safeHouse');
      expect(await trail(ADMINISTRATOR, { subjectId: woman.id })).toEqual([]);
      expect(await verified(ADMINISTRATOR)).toMatchObject({ intact: true, firstBroken: null });
    });

    it('by nobody else', async () => {
      for (const who of [CASEWORKER, REFUGE, 'analyst@funder.example']) {
        expect((await asks(who)).errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
        const answer = await app.as(who)('{ verifyAuditTrail { intact } }');
        expect(answer.errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
      }
    });

    it('and that it was read stands in it: by whom, and of whom', async () => {
      const { woman } = await journey.sends('refuge', 'safeHouse');
      expect(await writtenBy(() => trail(MANAGER))).toEqual(['riverside: manager audit.read audit-trail']);
      expect(await writtenBy(() => trail(ADMINISTRATOR))).toEqual(['network: administrator audit.read audit-trail']);
      await trail(MANAGER, { subjectId: woman.id });
      expect((await trail(MANAGER, { first: 1 }))[0]).toMatchObject({
        action: 'audit.read',
        actor: { email: MANAGER },
        subjectId: woman.id,
      });
    });

    it('newest first, a page after the other, with nothing left out while others write', async () => {
      const woman = await journey.opens();
      for (let n = 1; n <= 6; n++) await journey.sheTells({ ...woman, version: n }, { gender: `${n}` });
      const whole = (await trail(MANAGER, { subjectId: woman.id })).map(({ id }) => id);
      expect(whole).toHaveLength(7);
      const paged: string[] = [];
      let after: string | null = null;
      for (let page = 0; page < 4; page++) {
        const { data } = await asks(MANAGER, { subjectId: woman.id, first: 2, after });
        const { edges, pageInfo } = data.auditTrail as {
          edges: { node: Entry }[];
          pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
        };
        paged.push(...edges.map(({ node }) => node.id));
        expect([pageInfo.hasPreviousPage, pageInfo.hasNextPage]).toEqual([page > 0, page < 3]);
        after = pageInfo.endCursor;
        await journey.opens();
      }
      // The first of the eight is the reading of the whole, above: it was of her too.
      expect(paged.slice(1)).toEqual(whole);
    });

    it('up to a hundred at a time, from a place that was given here', async () => {
      const refused = async (variables: object) => (await asks(MANAGER, variables)).errors?.[0]?.extensions;
      for (const first of [0, -1, 101])
        expect(await refused({ first })).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'first' }] });
      const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const cursors = [
        '',
        'x',
        made(['x']),
        made([1.5]),
        made([null]),
        made([1e12]),
        made([1, 2]),
        made([-1e12]),
        made('x'),
      ];
      for (const after of cursors)
        expect([after, await refused({ after })]).toEqual([
          after,
          expect.objectContaining({
            code: 'BAD_USER_INPUT',
            problems: [{ path: 'after', message: expect.any(String) }],
          }),
        ]);
    });
  });

  describe('shows when somebody was at it', () => {
    let chain: string;
    let entries: AuditEntryRow[];
    let head: AuditChain;

    // What the guards refuse has a story of its own.
    beforeAll(() => dropGuards(app.database));
    beforeEach(async () => {
      chain = app.network.organizations.riverside;
      await journey.opens();
      const { manager } = app.database;
      entries = await manager.find(AuditEntryRow, { where: { chain }, order: { position: 'ASC' } });
      head = await manager.findOneByOrFail(AuditChain, { chain });
      expect(await verified(MANAGER)).toEqual({ intact: true, entries: entries.length, firstBroken: null });
      expect(entries.length).toBeGreaterThan(10);
    });
    // As it was, for the next.
    afterEach(() =>
      app.database.write(async (tx) => {
        await tx.run(sql`DELETE FROM audit_entry WHERE chain = ${chain}`);
        await tx.run(sql`DELETE FROM audit_chain WHERE chain = ${chain}`);
        for (const entry of entries) await tx.manager.insert(AuditEntryRow, entry);
        await tx.manager.insert(AuditChain, head);
      }),
    );

    const at = (place: number): AuditEntryRow => entries.at(place)!;
    const change = (tx: Transaction, id: string, column: string, value: string | number | null) =>
      tx.run(sql`UPDATE audit_entry SET ${raw(column)} = ${value} WHERE id = ${id}`);
    const remove = (tx: Transaction, id: string) => tx.run(sql`DELETE FROM audit_entry WHERE id = ${id}`);
    /** One that follows well from the one before it, as whoever knows how they are computed can make it. */
    function forged(position: number, previousHash: string): AuditEntryRow {
      const entry = Object.assign(new AuditEntryRow(), at(3), { id: randomUUID(), position, at: app.clock.now() });
      return Object.assign(entry, { hash: hashOf(previousHash, entry) });
    }
    const broken = (firstBroken: string | null, from?: number) => ({
      intact: false,
      entries: from ?? expect.any(Number),
      firstBroken,
    });

    it.each<[string, string | null]>([
      ['at', '2020-01-01T00:00:00.000Z'],
      ['actor_id', null],
      ['action', 'client.open '],
      ['subject_type', 'nobody'],
      ['subject_id', randomUUID()],
      ['purpose', ''],
      ['purpose', 'another purpose'],
      ['hash', '0'.repeat(64)],
    ])('an entry of which %s was changed (to %s) is named', async (column, value) => {
      for (const place of [0, 5, -1]) {
        const entry = at(place);
        await app.database.write((tx) => change(tx, entry.id, column, value));
        expect(await verified(MANAGER)).toEqual(broken(entry.id, entry.position - 1));
        await app.database.write((tx) => tx.manager.update(AuditEntryRow, { id: entry.id }, entry));
      }
    });

    it('an entry that was given another id is named by it', async () => {
      const other = randomUUID();
      await app.database.write((tx) => change(tx, at(4).id, 'id', other));
      expect(await verified(MANAGER)).toEqual(broken(other, 4));
    });

    it('where one was taken out of the middle or from the beginning, the one that follows is named', async () => {
      await app.database.write((tx) => remove(tx, at(6).id));
      expect(await verified(MANAGER)).toEqual(broken(at(7).id, 6));
      await app.database.write((tx) => remove(tx, at(0).id));
      expect(await verified(MANAGER)).toEqual(broken(at(1).id, 0));
    });

    it('where one was taken out and the rest moved up, the first that moved is named', async () => {
      await app.database.write(async (tx) => {
        await remove(tx, at(6).id);
        for (const each of entries.slice(7)) await change(tx, each.id, 'position', each.position - 1);
        await tx.run(sql`UPDATE audit_chain SET length = length - 1 WHERE chain = ${chain}`);
      });
      expect(await verified(MANAGER)).toEqual(broken(at(7).id, 6));
    });

    it('where the last ones were cut off, it is not whole: of what is not there none can be named', async () => {
      await app.database.write((tx) => remove(tx, at(-1).id));
      expect(await verified(MANAGER)).toEqual(broken(null, entries.length - 1));
      await app.database.write((tx) => tx.run(sql`DELETE FROM audit_entry WHERE chain = ${chain}`));
      expect(await verified(MANAGER)).toEqual(broken(null, 0));
    });

    it('where the last one was cut off and the head set back by one, it still shows', async () => {
      await app.database.write(async (tx) => {
        await remove(tx, at(-1).id);
        await tx.run(sql`UPDATE audit_chain SET length = length - 1 WHERE chain = ${chain}`);
      });
      expect(await verified(MANAGER)).toEqual(broken(null, entries.length - 1));
    });

    it('where two changed places, the first of the two places is named', async () => {
      const [one, other] = [at(4), at(8)];
      await app.database.write(async (tx) => {
        await change(tx, one.id, 'position', 1_000_000);
        await change(tx, other.id, 'position', one.position);
        await change(tx, one.id, 'position', other.position);
      });
      expect(await verified(MANAGER)).toEqual(broken(other.id, 4));
    });

    it('where one was forged behind the last, it is named, however well it was made', async () => {
      for (const position of [entries.length + 1, entries.length + 5, 0, -3]) {
        const entry = forged(position, at(-1).hash);
        await app.database.write((tx) => tx.manager.insert(AuditEntryRow, entry));
        expect(await verified(MANAGER)).toEqual(broken(entry.id, entries.length));
        await app.database.write((tx) => remove(tx, entry.id));
      }
    });

    it('where one was forged, and the head moved on but not its hash, it shows', async () => {
      const entry = forged(entries.length + 1, at(-1).hash);
      await app.database.write(async (tx) => {
        await tx.manager.insert(AuditEntryRow, entry);
        await tx.run(sql`UPDATE audit_chain SET length = length + 1 WHERE chain = ${chain}`);
      });
      expect((await verified(MANAGER)).intact).toBe(false);
    });

    it('where one was changed and all hashes after it computed anew, the head still knows the right one', async () => {
      await app.database.write(async (tx) => {
        let last = at(4).hash;
        for (const each of entries.slice(5)) {
          last = hashOf(last, Object.assign(new AuditEntryRow(), each, { actorId: null }));
          await tx.manager.update(AuditEntryRow, { id: each.id }, { actorId: null, hash: last });
        }
      });
      expect(await verified(MANAGER)).toEqual(broken(null, entries.length));
    });

    it.each([
      ['says that there is one more', sql`length = length + 1`],
      ['says that there is one less', sql`length = length - 1`],
      ['has another hash', sql`last_hash = ${'f'.repeat(64)}`],
      ['has the hash of a beginning', sql`length = 0, last_hash = ${'0'.repeat(64)}`],
    ])('where the head %s, it is not intact', async (_what, said) => {
      await app.database.write((tx) => tx.run(sql`UPDATE audit_chain SET ${said} WHERE chain = ${chain}`));
      expect((await verified(MANAGER)).intact).toBe(false);
    });

    it('where the head is gone, it is not intact', async () => {
      await app.database.write((tx) => tx.run(sql`DELETE FROM audit_chain WHERE chain = ${chain}`));
      expect(await verified(MANAGER)).toEqual(broken(at(0).id, 0));
    });

    it('where an entry was put into another’s chain, both show it', async () => {
      const { safeHouse } = app.network.organizations;
      const entry = at(5);
      await app.database.write(async (tx) => {
        await change(tx, entry.id, 'position', 1_000_000);
        await change(tx, entry.id, 'chain', safeHouse);
      });
      expect(await verified(MANAGER)).toEqual(broken(at(6).id, 5));
      expect(await verified(REFUGE_MANAGER)).toEqual(broken(entry.id));
      await app.database.write((tx) => remove(tx, entry.id));
      expect((await verified(REFUGE_MANAGER)).intact).toBe(true);
    });

    it('and whatever is written afterwards does not heal it', async () => {
      await app.database.write((tx) => change(tx, at(5).id, 'purpose', 'another'));
      await journey.opens();
      await trail(MANAGER);
      expect(await verified(MANAGER)).toEqual(broken(at(5).id, 5));
    });

    it('to others nothing of it: each chain stands for itself', async () => {
      await app.database.write((tx) => remove(tx, at(5).id));
      for (const who of [REFUGE_MANAGER, ANOTHER_MANAGER, ADMINISTRATOR])
        expect((await verified(who)).intact).toBe(true);
    });
  });

  describe('comes before the answer', () => {
    const withoutATrail = async (work: () => Promise<void>) => {
      await app.database.write((tx) => tx.run(sql`ALTER TABLE audit_entry RENAME TO audit_entry_elsewhere`));
      try {
        await work();
      } finally {
        await app.database.write((tx) => tx.run(sql`ALTER TABLE audit_entry_elsewhere RENAME TO audit_entry`));
      }
    };
    const wire = async (who: string, query: string, variables: object) => {
      const token = await app.token(who);
      const call = request(app.nest.getHttpServer()).post('/graphql').set('authorization', `Bearer ${token}`);
      return call.send({ query, variables });
    };

    it('where a reading cannot be written down, nothing of hers is shown', async () => {
      const { woman, referral } = await journey.sends('refuge', 'safeHouse', { note: 'one bag' });
      const ids = { client: woman.id, referral: referral.id };
      const readings: [string, string][] = [
        [CASEWORKER, 'query ($client: ID!) { client(id: $client) { code } }'],
        [COLLEAGUE, 'query ($client: ID!) { client(id: $client, purpose: "covering the night") { code } }'],
        [CASEWORKER, 'query ($referral: ID!) { referral(id: $referral) { code shared { note } } }'],
        [REFUGE, 'query ($referral: ID!) { referral(id: $referral) { code shared { note } } }'],
        [REFUGE, '{ referrals(inbox: ALL) { edges { node { code } } } }'],
        [MANAGER, '{ auditTrail { edges { node { action } } } }'],
        [ADMINISTRATOR, `{ listing(id: "${app.network.listings.refuge}") { name address { line } } }`],
      ];
      await withoutATrail(async () => {
        for (const [who, query] of readings) {
          const response = await wire(who, query, query.startsWith('query') ? ids : {});
          const { data, errors } = response.body as Answer;
          expect([query, Object.values((data ?? {}) as object).filter(Boolean)]).toEqual([query, []]);
          expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', id: expect.any(String) });
          for (const hers of [woman.code, referral.code, 'one bag', 'Quiet Lane', 'audit_entry'])
            expect(response.text).not.toContain(hers);
        }
      });
      // What is nobody’s is read without it.
      await withoutATrail(async () => {
        expect((await app.as(CASEWORKER)('{ me { email } }')).data.me.email).toBe(CASEWORKER);
      });
      expect((await journey.sees(CASEWORKER, referral)).shared).toMatchObject({ note: 'one bag' });
      const looks = 'query ($id: ID!) { client(id: $id) { looks { purpose } } }';
      expect((await app.as(CASEWORKER)(looks, { id: woman.id })).data.client.looks).toEqual([]);
    });

    it('where an act cannot be written down, it is not done', async () => {
      const { woman, consent, referral } = await journey.sends('refuge', 'safeHouse');
      const draft = await journey.drafts(woman, 'refuge');
      const before = await newest();
      await withoutATrail(async () => {
        const acts: (() => Promise<unknown>)[] = [
          () => journey.opens(),
          () => journey.sheTells(woman, { gender: 'x' }),
          () => journey.asksConsent(woman, 'clinic'),
          () => journey.sheWithdraws(consent.id),
          () => journey.asksToDraft(woman, 'refuge'),
          () => journey.tries('ACCEPT', REFUGE, referral),
          () => journey.tries('SEND', CASEWORKER, draft),
          () => journey.writes(CASEWORKER, referral, 'We come at eight.'),
          () => journey.notesHerWord(referral, { gotHelp: true }),
        ];
        for (const act of acts) await expect(act()).rejects.toThrow('INTERNAL_SERVER_ERROR');
      });
      expect(await newest()).toBe(before);
      expect(await journey.sees(CASEWORKER, referral)).toEqual(referral);
      expect((await journey.sees(CASEWORKER, draft)).status).toBe('DRAFT');
      const she = 'query ($id: ID!) { client(id: $id) { version gender consents { active } } }';
      expect((await app.as(CASEWORKER)(she, { id: woman.id })).data.client).toEqual({
        version: 1,
        gender: null,
        consents: [{ active: true }],
      });
      expect(await verified(MANAGER)).toMatchObject({ intact: true });
    });

    it('a purpose that is bad input leaves no reading behind', async () => {
      const woman = await journey.opens();
      const before = await newest();
      const asked = await app.as(COLLEAGUE)('query ($id: ID!) { client(id: $id, purpose: "x") { code } }', {
        id: woman.id,
      });
      expect(asked.errors?.[0]?.extensions.problems?.map(({ path }) => path)).toEqual(['purpose']);
      expect(await newest()).toBe(before);
      expect(pathsOf(await journey.asksConsent(woman, 'safeHouse', { purpose: 'x' }))).toEqual(['purpose']);
      expect(await newest()).toBe(before);
    });
  });
});
