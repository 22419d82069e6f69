import { randomUUID } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import sql from 'sql-template-tag';
import { newCode, showCode } from '../../src/clients/index.js';
import { TestApp, type Answer } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  CASEWORKER,
  COLLEAGUE,
  pathsOf,
  REFUGE,
  TestJourney,
  type SeenReferral,
  type Woman,
} from '../support/journey.js';
import { wholeOf } from '../support/whole-of.js';

const MANAGER = 'manager@riverside.example';
const WORDS = 'Three grey herons by the weir';
const TOLD = {
  ageBand: 'FROM_35_TO_49',
  pregnancy: 'NO',
  childrenAges: [3, 9],
  gender: 'a woman',
  languages: ['en', 'es'],
  medicineRunsOutOn: '2026-04-01',
  safeContact: { channel: 'PHONE', details: '0170 5550101', safeTimes: 'before noon', codeWord: 'heron' },
  avoid: { note: 'never near the harbour' },
  countMe: true,
};

describe.each(DATABASES)('a colleague needs a purpose, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let woman: Woman;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    woman = await journey.opens(TOLD);
  });

  /** All that there is to read of a client, but for who looked and her referrals. */
  function allOfHer(): string {
    const lists = ['assignedTo', 'avoid.organizations', 'consents.receiver', 'consents.listing.organization'];
    const staff = ['assignedTo', 'handedOver.from', 'legalHolds.placedBy', 'legalHolds.endedBy'].map(
      (path) => `${path}.organization.listings`,
    );
    const circles = ['client', 'steps.referral', 'next.referral', 'dates.by.organization', 'custody.facility.listings'];
    const plans = circles.map((path) => `plans.${path}`);
    const but = ['looks', 'referrals', ...plans, ...staff, ...lists.map((path) => `${path}.listings`)];
    return wholeOf(app.nest.get(GraphQLSchemaHost).schema, 'Client', but);
  }
  const reads = (who: string, id: string, purpose?: string): Promise<Answer> =>
    app.as(who)(`query ($id: ID!, $purpose: String) { client(id: $id, purpose: $purpose) { ${allOfHer()} } }`, {
      id,
      purpose,
    });
  const byCode = (who: string, code: string, purpose?: string): Promise<Answer> =>
    app.as(who)(`query ($code: String!, $purpose: String) { clientByCode(code: $code, purpose: $purpose) { id } }`, {
      code,
      purpose,
    });
  const byWords = (who: string, words: string, purpose = 'she lost her card'): Promise<Answer> =>
    app.as(who)(
      `query ($words: String!, $purpose: String!) { clientByPassphrase(passphrase: $words, purpose: $purpose) { id } }`,
      {
        words,
        purpose,
      },
    );
  const looks = async (id: string): Promise<{ by: { email: string }; purpose: string; at: string }[]> =>
    (await app.as(CASEWORKER)('query ($id: ID!) { client(id: $id) { looks { at by { email } purpose } } }', { id }))
      .data.client.looks;
  const refusedAt = (answer: Answer) => ({
    data: Object.values((answer.data ?? {}) as object),
    codes: answer.errors?.map(({ extensions }) => extensions.code),
    paths: answer.errors?.flatMap(({ extensions }) => extensions.problems?.map(({ path }) => path)),
  });
  const AT_PURPOSE = { data: [null], codes: ['BAD_USER_INPUT'], paths: ['purpose'] };
  const trailOf = async (
    id: string,
  ): Promise<{ action: string; purpose: string | null; actor: { email: string } | null }[]> =>
    (
      await app.as(MANAGER)(
        'query ($id: ID!) { auditTrail(subjectId: $id, first: 100) { edges { node { action purpose actor { email } } } } }',
        { id },
      )
    ).data.auditTrail.edges.map(({ node }: { node: unknown }) => node);

  describe('to read her record', () => {
    it('her worker needs none', async () => {
      const answer = await reads(CASEWORKER, woman.id);
      expect(answer.errors).toBeUndefined();
      expect(answer.data.client).toMatchObject({ ...TOLD, id: woman.id, code: woman.code, version: 1 });
      expect(answer.data.client.assignedTo.email).toBe(CASEWORKER);
    });

    it.each([COLLEAGUE, MANAGER])(
      '%s says why, or is told so; of an id that nobody has she hears nothing',
      async (who) => {
        for (const purpose of [undefined, '', '   ', 'x', ' xy ', 'x'.repeat(501)]) {
          expect(refusedAt(await reads(who, woman.id, purpose))).toEqual(AT_PURPOSE);
          expect(refusedAt(await byCode(who, woman.code, purpose))).toEqual(AT_PURPOSE);
          expect(await reads(who, randomUUID(), purpose)).toEqual({ data: { client: null } });
        }
        expect(await looks(woman.id)).toEqual([]);
      },
    );

    it.each([COLLEAGUE, MANAGER])('%s who says why reads all of it, and her worker sees that she did', async (who) => {
      await journey.sheConsents(woman, 'safeHouse');
      const [theirs, hers] = [await reads(who, woman.id, '  covering the night  '), await reads(CASEWORKER, woman.id)];
      expect(theirs.errors).toBeUndefined();
      expect(theirs).toEqual(hers);
      expect(await looks(woman.id)).toEqual([
        { at: app.clock.now(), by: { email: who }, purpose: 'covering the night' },
      ]);
    });

    it('each look is seen, the last one first', async () => {
      await reads(COLLEAGUE, woman.id, 'covering the night');
      app.clock.pass({ minutes: 5 });
      await byCode(MANAGER, woman.code, 'a complaint');
      const seen = await looks(woman.id);
      expect(seen.map(({ by, purpose }) => [by.email, purpose])).toEqual([
        [MANAGER, 'a complaint'],
        [COLLEAGUE, 'covering the night'],
      ]);
    });

    it('a purpose of this shift is said again for each look', async () => {
      await reads(COLLEAGUE, woman.id, 'covering the night');
      expect(refusedAt(await reads(COLLEAGUE, woman.id))).toEqual(AT_PURPOSE);
    });

    it('no purpose is good enough for another organization', async () => {
      expect(await reads(ANOTHER_NETWORKER, woman.id, 'covering the night')).toEqual({ data: { client: null } });
      expect(await looks(woman.id)).toEqual([]);
    });
  });

  describe('in lists', () => {
    let referral: SeenReferral;
    beforeEach(async () => {
      await journey.sheConsents(woman, 'safeHouse');
      const handover = { companion: 'PEER', meetingPoint: 'at the library' };
      const draft = await journey.drafts(woman, 'refuge', { note: 'one bag', needs: ['a bed'], handover });
      const sent = await journey.takes('SEND', CASEWORKER, draft, { note: 'she is afraid' });
      const accepted = await journey.takes('ACCEPT', REFUGE, sent);
      await journey.writes(REFUGE, accepted, 'We wait for her.');
      referral = await journey.notesHerWord(accepted, { gotHelp: true });
    });

    const CODE_AND_STATUS = {
      client: null,
      shared: null,
      handover: null,
      herWord: null,
      messages: [],
      allowedSteps: [],
    };
    const inAList = async (who: string): Promise<SeenReferral> => {
      const { ids } = await journey.inbox(who, 'ALL');
      expect(ids).toContain(referral.id);
      return journey.sees(who, referral);
    };

    it.each([COLLEAGUE, MANAGER])(
      '%s finds her referral’s code and where it stands, and nothing of her',
      async (who) => {
        const seen = await inAList(who);
        expect(seen).toMatchObject({ code: referral.code, status: 'ACCEPTED', ...CODE_AND_STATUS });
        expect(seen.timeline.map(({ step, note }) => [step, note])).toEqual([
          [null, null],
          ['SEND', null],
          ['ACCEPT', null],
        ]);
        for (const hers of [woman.id, woman.code, 'one bag', 'a bed', 'afraid', 'library', 'PEER', 'We wait'])
          expect(JSON.stringify(seen)).not.toContain(hers);
        expect((await journey.inbox(who, 'ALL', { mine: true })).ids).not.toContain(referral.id);
        expect(await trailOf(referral.id)).not.toContainEqual(
          expect.objectContaining({ action: 'referral.read', actor: { email: who } }),
        );
      },
    );

    it.each([COLLEAGUE, MANAGER])('%s who said why sees all of it for this shift', async (who) => {
      await reads(who, woman.id, 'covering the night');
      const { allowedSteps: theirSteps, ...theirs } = await inAList(who);
      const { allowedSteps: herSteps, ...hers } = await journey.sees(CASEWORKER, referral);
      expect(theirs).toEqual(hers);
      expect(hers).toMatchObject({ client: { id: woman.id }, shared: { note: 'one bag' }, herWord: { gotHelp: true } });
      expect(theirSteps).toEqual(who === COLLEAGUE ? herSteps : []);
      expect(await trailOf(referral.id)).toContainEqual({
        action: 'referral.read',
        purpose: null,
        actor: { email: who },
      });
    });
  });

  describe('to act for her', () => {
    const acts = async (who: string) => ({
      update: (await updates(who, { gender: 'x' })).__typename,
      consent: (await journey.asksConsent(woman, 'safeHouse', {}, who)).__typename,
      draft: (await journey.asksToDraft(woman, 'refuge', {}, who)).__typename,
    });
    const updates = async (who: string, said: object) => {
      const [row] = await app.database.all<{ version: number }>(sql`SELECT version FROM client WHERE id = ${woman.id}`);
      const answer = await app.as(who)(
        `mutation ($input: UpdateClientInput!) { updateClient(input: $input) {
          __typename ... on Problem { message } ... on InvalidInput { problems { path } } ... on Client { id version assignedTo { email } } } }`,
        { input: { id: woman.id, version: row!.version, ...said } },
      );
      return answer.data.updateClient as {
        __typename: string;
        problems?: { path: string }[];
        assignedTo?: { email: string };
      };
    };
    const NOTHING = { update: 'Forbidden', consent: 'Forbidden', draft: 'Forbidden' };
    const ALL = { update: 'Client', consent: 'Consent', draft: 'Referral' };

    it('a colleague does nothing before she said why, everything for twelve hours, and nothing after that', async () => {
      expect(await acts(COLLEAGUE)).toEqual(NOTHING);
      await reads(COLLEAGUE, woman.id, 'covering the night');
      expect(await acts(COLLEAGUE)).toEqual(ALL);
      app.clock.pass({ hours: 11, minutes: 59 });
      app.signInAgain();
      expect(await acts(COLLEAGUE)).toEqual(ALL);
      app.clock.pass({ minutes: 1 });
      expect(await acts(COLLEAGUE)).toEqual(NOTHING);
      expect((await journey.inbox(COLLEAGUE, 'ALL')).totalCount).toBeGreaterThan(0);
      await reads(COLLEAGUE, woman.id, 'another night');
      expect(await acts(COLLEAGUE)).toEqual(ALL);
    });

    it('what she opened is this woman and no other', async () => {
      const another = await journey.opens();
      await reads(COLLEAGUE, another.id, 'covering the night');
      expect(await acts(COLLEAGUE)).toEqual(NOTHING);
    });

    it('a manager who said why still only reads', async () => {
      await reads(MANAGER, woman.id, 'a complaint');
      for (const operation of ['updateClient(input: { id: $id, version: 1 })', 'withdrawConsent(input: { id: $id })']) {
        const answer = await app.as(MANAGER)(`mutation ($id: ID!) { ${operation} { __typename } }`, { id: woman.id });
        expect(refusedAt(answer).codes).toEqual(['FORBIDDEN']);
      }
      const consents = { clientId: woman.id, listingId: app.network.listings.refuge, services: ['shelter'] };
      const draft = `mutation ($input: DraftReferralInput!) { draftReferral(input: $input) { __typename } }`;
      expect(refusedAt(await app.as(MANAGER)(draft, { input: consents })).codes).toEqual(['FORBIDDEN']);
    });

    it('another worker becomes hers: from then on the first needs a purpose, and the second none', async () => {
      const moved = await updates(CASEWORKER, { assignToId: app.network.staff[COLLEAGUE] });
      expect(moved).toMatchObject({ __typename: 'Client', assignedTo: { email: COLLEAGUE } });
      expect(refusedAt(await reads(CASEWORKER, woman.id))).toEqual(AT_PURPOSE);
      expect(await acts(CASEWORKER)).toEqual(NOTHING);
      expect((await reads(COLLEAGUE, woman.id)).data.client.id).toBe(woman.id);
      expect(await acts(COLLEAGUE)).toEqual(ALL);
      expect((await reads(CASEWORKER, woman.id, 'handing her over')).data.client.gender).toBe('x');
    });

    it('she is given to nobody who could not work with her', async () => {
      const { staff } = app.network;
      for (const assignToId of [staff[MANAGER], staff[ANOTHER_NETWORKER], staff[REFUGE], randomUUID()])
        expect(await updates(CASEWORKER, { assignToId })).toMatchObject({
          __typename: 'InvalidInput',
          problems: [{ path: 'assignToId' }],
        });
      expect((await reads(CASEWORKER, woman.id)).data.client.assignedTo.email).toBe(CASEWORKER);
    });

    it('a change on top of one that was not seen is not written, and shows what is there', async () => {
      const change = (version: number, gender: string) =>
        app.as(CASEWORKER)(
          `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { __typename
            ... on Client { version gender } ... on StaleClient { message current { version gender childrenAges } } } }`,
          { input: { id: woman.id, version, gender } },
        );
      expect((await change(1, 'first')).data.updateClient).toEqual({
        __typename: 'Client',
        version: 2,
        gender: 'first',
      });
      for (const version of [1, 3, 0, -1])
        expect((await change(version, 'second')).data.updateClient).toEqual({
          __typename: 'StaleClient',
          message: expect.any(String),
          current: { version: 2, gender: 'first', childrenAges: [3, 9] },
        });
      const reading = { action: 'client.read', purpose: null, actor: { email: CASEWORKER } };
      expect((await trailOf(woman.id)).filter(({ action }) => action !== 'client.open')).toEqual([
        ...Array<object>(4).fill(reading),
        { ...reading, action: 'client.update' },
      ]);
      const atOnce = await Promise.all(['a', 'b', 'c', 'd'].map((gender) => change(2, gender)));
      const kinds = atOnce.map(({ data }) => data.updateClient.__typename as string).sort();
      expect(kinds).toEqual(['Client', 'StaleClient', 'StaleClient', 'StaleClient']);
    });
  });

  describe('her code', () => {
    it('finds her however it is typed', async () => {
      const bare = woman.code.replaceAll('-', '');
      for (const typed of [
        woman.code,
        bare,
        bare.toLowerCase(),
        ` ${[...bare].join(' ')} `,
        woman.code.replaceAll('-', '–'),
      ])
        expect((await byCode(CASEWORKER, typed)).data.clientByCode).toEqual({ id: woman.id });
      expect((await byCode(COLLEAGUE, woman.code, 'at the desk')).data.clientByCode).toEqual({ id: woman.id });
    });

    it('mistyped is bad input for everybody, and nobody learns whose it might have been', async () => {
      const bare = woman.code.replaceAll('-', '');
      const swapped = bare.slice(0, 2) + bare.slice(3, 4) + bare.slice(2, 3) + bare.slice(4);
      const mistyped = ['', 'x', bare.slice(1), `${bare}2`, bare.replace(/^./, '0'), bare.replace(/^./, 'O')];
      if (swapped !== bare) mistyped.push(swapped);
      for (const who of [CASEWORKER, COLLEAGUE, MANAGER, ANOTHER_NETWORKER])
        for (const code of mistyped)
          expect(refusedAt(await byCode(who, code, 'at the desk'))).toEqual({
            data: [null],
            codes: ['BAD_USER_INPUT'],
            paths: ['code'],
          });
    });

    it('is nothing where she is not known', async () => {
      expect(await byCode(ANOTHER_NETWORKER, woman.code, 'at the desk')).toEqual({ data: { clientByCode: null } });
      expect(await byCode(CASEWORKER, showCode(newCode()))).toEqual({ data: { clientByCode: null } });
    });
  });

  describe('her words', () => {
    const opensWith = async (passphrase: string, by = CASEWORKER) => {
      const answer = await app.as(by)(
        `mutation ($input: OpenClientInput!) { openClient(input: $input) {
          __typename ... on Client { id version } ... on InvalidInput { message problems { path message } } } }`,
        { input: { passphrase } },
      );
      return answer.data.openClient as {
        __typename: string;
        id: string;
        version: number;
        problems: { path: string }[];
      };
    };
    const fresh = (() => {
      let count = 0;
      return () => `${WORDS} ${(count += 1)}`;
    })();

    it('find her as they are heard: capitals, spaces and how accents are written do not matter', async () => {
      const words = `Señora Garça ${fresh()}`;
      const { id } = await opensWith(words);
      const heard = [
        words,
        words.toUpperCase(),
        `  ${words.toLowerCase().replaceAll(' ', '   ')}\n`,
        words.normalize('NFD'),
        words.replaceAll(' ', '\u00a0'),
      ];
      for (const each of heard) expect((await byWords(CASEWORKER, each)).data.clientByPassphrase).toEqual({ id });
      expect((await byWords(CASEWORKER, words.replace('Señora', 'Senora'))).data.clientByPassphrase).toBeNull();
    });

    it('find her for a colleague with a purpose, which is written down; without one they do not', async () => {
      const words = fresh();
      const { id } = await opensWith(words);
      expect(refusedAt(await byWords(COLLEAGUE, words, '  '))).toEqual(AT_PURPOSE);
      expect(await byWords(COLLEAGUE, fresh(), '  ')).toEqual({ data: { clientByPassphrase: null } });
      expect((await byWords(MANAGER, words, 'she lost her card')).data.clientByPassphrase).toEqual({ id });
      expect((await looks(id)).map(({ purpose }) => purpose)).toEqual(['she lost her card']);
    });

    it('are hers in her own organization only: another’s same words find another', async () => {
      const words = fresh();
      const { id } = await opensWith(words);
      expect((await byWords(ANOTHER_NETWORKER, words)).data.clientByPassphrase).toBeNull();
      const theirs = await opensWith(words, ANOTHER_NETWORKER);
      expect(theirs.__typename).toBe('Client');
      expect((await byWords(ANOTHER_NETWORKER, words)).data.clientByPassphrase).toEqual({ id: theirs.id });
      expect((await byWords(CASEWORKER, words)).data.clientByPassphrase).toEqual({ id });
    });

    it('cannot be chosen twice in one organization, not even at once, and are long enough not to be guessed', async () => {
      const words = fresh();
      await opensWith(words);
      expect(pathsOf(await opensWith(words.toUpperCase()))).toEqual(['passphrase']);
      for (const short of ['heron', 'a         b', '   eleven char  '.slice(0, 12)])
        expect(pathsOf(await opensWith(short))).toEqual(['passphrase']);
      const again = fresh();
      const atOnce = await Promise.all([1, 2, 3, 4].map(() => opensWith(again)));
      expect(atOnce.map(({ __typename }) => __typename).sort()).toEqual([
        'Client',
        'InvalidInput',
        'InvalidInput',
        'InvalidInput',
      ]);
    });

    it('change when she chooses others, and are gone when she takes them back', async () => {
      const [words, others] = [fresh(), fresh()];
      const { id } = await opensWith(words);
      let she: Woman = await journey.sheTells({ id, version: 1, code: '' }, { gender: 'x' });
      expect((await byWords(CASEWORKER, words)).data.clientByPassphrase).toEqual({ id });
      she = await journey.sheTells(she, { passphrase: others });
      expect((await byWords(CASEWORKER, words)).data.clientByPassphrase).toBeNull();
      expect((await byWords(CASEWORKER, others)).data.clientByPassphrase).toEqual({ id });
      she = await journey.sheTells(she, { passphrase: others });
      await journey.sheTells(she, { passphrase: null });
      expect((await byWords(CASEWORKER, others)).data.clientByPassphrase).toBeNull();
    });

    it('are kept as a hash that says nothing, even where the whole database is read', async () => {
      const words = fresh();
      const { id } = await opensWith(words);
      const [row] = await app.database.all<{ passphrase_hash: string }>(
        sql`SELECT passphrase_hash FROM client WHERE id = ${id}`,
      );
      expect(row?.passphrase_hash).toMatch(/^[0-9a-f]{64}$/);
    });
  });

  describe('in the trail', () => {
    it('every reading of hers stands with who and why, for the manager to see; what was read does not', async () => {
      await reads(CASEWORKER, woman.id);
      await reads(COLLEAGUE, woman.id, 'covering the night');
      await byCode(MANAGER, woman.code, 'a complaint');
      await reads(COLLEAGUE, woman.id);
      await reads(ANOTHER_NETWORKER, woman.id, 'covering the night');
      const entry = (action: string, email: string, purpose: string | null = null) => ({
        action,
        purpose,
        actor: { email },
      });
      const trail = await trailOf(woman.id);
      expect(trail).toEqual([
        entry('client.read', MANAGER, 'a complaint'),
        entry('client.read', COLLEAGUE, 'covering the night'),
        entry('client.read', CASEWORKER),
        entry('client.open', CASEWORKER),
      ]);
      const entries = await app.database.all(sql`SELECT * FROM audit_entry WHERE subject_id = ${woman.id}`);
      for (const hers of ['0170', 'heron', 'harbour', woman.code, woman.code.replaceAll('-', '')])
        expect(JSON.stringify(entries)).not.toContain(hers);
    });
  });

  describe('a key', () => {
    const count = async (): Promise<Record<string, number>> =>
      (
        await app.database.all<Record<string, number>>(sql`SELECT
          CAST((SELECT COUNT(*) FROM client) AS INTEGER) AS clients,
          CAST((SELECT COUNT(*) FROM consent) AS INTEGER) AS consents`)
      )[0]!;
    const opens = async (input: object, by = CASEWORKER) =>
      (
        await app.as(by)(
          `mutation ($input: OpenClientInput!) { openClient(input: $input) {
            __typename ... on Client { id code gender } ... on InvalidInput { problems { path } } } }`,
          { input },
        )
      ).data.openClient as { __typename: string; id: string; gender: string; problems: { path: string }[] };

    it('opens her once, however often it is sent, also at once', async () => {
      const key = randomUUID();
      const before = await count();
      const atOnce = await Promise.all([1, 2, 3, 4].map(() => opens({ gender: 'she', key })));
      expect(new Set(atOnce.map(({ id }) => id)).size).toBe(1);
      expect((await opens({ key, gender: 'she' })).id).toBe(atOnce[0]!.id);
      expect(await count()).toEqual({ ...before, clients: before.clients! + 1 });
      expect(pathsOf(await opens({ key, gender: 'another' }))).toEqual(['key']);
      expect(pathsOf(await opens({ key }))).toEqual(['key']);
      expect((await opens({ key, gender: 'she' }, COLLEAGUE)).id).not.toBe(atOnce[0]!.id);
    });

    it('that was refused can be used again', async () => {
      const key = randomUUID();
      expect(pathsOf(await opens({ key, childrenAges: [500] }))).toEqual(['childrenAges']);
      expect(pathsOf(await opens({ key, passphrase: 'short' }))).toEqual(['passphrase']);
      expect((await opens({ key })).__typename).toBe('Client');
    });

    it('shows her as she is known now, which is a reading; and not at all to who is her worker no longer', async () => {
      const key = randomUUID();
      const { id } = await opens({ gender: 'she', key });
      await journey.sheTells({ id, version: 1, code: '' }, { gender: 'as she says now' });
      expect((await opens({ gender: 'she', key })).gender).toBe('as she says now');
      const read = { action: 'client.read', purpose: null, actor: { email: CASEWORKER } };
      expect((await trailOf(id))[0]).toEqual(read);
      await journey.sheTells({ id, version: 2, code: '' }, { assignToId: app.network.staff[COLLEAGUE] });
      expect(await opens({ gender: 'she', key })).toEqual({ __typename: 'Forbidden' });
    });

    it('gives her consent once', async () => {
      const key = randomUUID();
      const before = await count();
      const agree = () => journey.asksConsent(woman, 'safeHouse', { key, purpose: 'a bed for tonight' });
      const atOnce = await Promise.all([agree(), agree(), agree()]);
      expect(new Set(atOnce.map((each) => (each.__typename === 'Consent' ? each.id : each.__typename))).size).toBe(1);
      expect(await agree()).toEqual(atOnce[0]);
      expect(await count()).toEqual({ ...before, consents: before.consents! + 1 });
      expect(pathsOf(await journey.asksConsent(woman, 'safeHouse', { key, purpose: 'another thing' }))).toEqual([
        'key',
      ]);
      expect(pathsOf(await journey.asksConsent(woman, 'clinic', { key, purpose: 'a bed for tonight' }))).toEqual([
        'key',
      ]);
      expect(pathsOf(await opens({ key }))).toEqual(['key']);
    });
  });
});
