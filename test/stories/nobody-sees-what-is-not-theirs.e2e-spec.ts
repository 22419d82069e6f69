import { randomUUID } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import sql from 'sql-template-tag';
import request from 'supertest';
import { newCode } from '../../src/clients/index.js';
import { JOURNEY, type JourneyStep, type Side } from '../../src/referrals/journey.js';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  BRIGID,
  CASEWORKER,
  CITY_SHELTER,
  COLLEAGUE,
  NIGHT_DESK,
  OPERATIONS,
  REFUGE,
  REFUGE_MANAGER,
  TestJourney,
  type PeoplesStep,
  type SeenReferral,
  type StepSaid,
  type Woman,
} from '../support/journey.js';
import { wholeOf } from '../support/whole-of.js';

const ANOTHER_MANAGER = 'manager@northside.example';
const ADMINISTRATOR = 'administrator@network.example';
const ANALYST = 'analyst@funder.example';
const NOW_AND_AGAIN = 120_000;

/** All that she told and that was written down about her; none of it is for the other side unless her consent names it. */
const TOLD = {
  ageBand: 'FROM_25_TO_34',
  pregnancy: 'PREGNANT',
  dueMonth: '2026-08',
  childrenAges: [4],
  gender: 'CANARY-gender',
  languages: ['es'],
  medicineRunsOutOn: '2026-04-01',
  safeContact: { channel: 'PHONE', details: 'CANARY-phone', safeTimes: 'CANARY-times', codeWord: 'CANARY-word' },
  avoid: { note: 'CANARY-avoid' },
  passphrase: 'canary bird in the tall tree',
};
const FOR_THE_REFUGE = 'She comes at eight, with one bag.';

describe.each(DATABASES)('nobody sees what is not theirs, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let woman: Woman;
  /** St Brigid declined; the refuge received her afterwards. */
  let declined: SeenReferral;
  let received: SeenReferral;
  let consentIds: string[];

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    woman = await journey.opens(TOLD);
    const first = await journey.sheConsents(woman, 'brigid', { purpose: 'CANARY-purpose' });
    const draft = await journey.drafts(woman, 'brigidRefuge', { note: 'CANARY-for-brigid' });
    const sent = await journey.takes('SEND', CASEWORKER, draft, { note: 'CANARY-sent-to-brigid' });
    declined = await journey.takes('DECLINE', BRIGID, sent, { reasonCode: 'drug-use', note: 'CANARY-brigids-note' });

    const second = await journey.sheConsents(woman, 'safeHouse', {
      purpose: 'CANARY-purpose',
      fields: ['NEEDS', 'NOTE'],
    });
    consentIds = [first.id, second.id];
    let referral = await journey.drafts(woman, 'refuge', {
      needs: ['a bed'],
      note: FOR_THE_REFUGE,
      replacesId: declined.id,
    });
    referral = await journey.takes('SEND', CASEWORKER, referral, { note: 'CANARY-sent-to-the-refuge' });
    referral = await journey.takes('ACCEPT', REFUGE, referral, { note: 'TheirOwn-the-room-upstairs' });
    await journey.writes(CASEWORKER, referral, 'We come by bus.');
    await journey.writes(REFUGE, referral, 'We wait at the library.');
    const at = '2026-03-20T10:00:00Z';
    referral = await journey.takes('SCHEDULE', CASEWORKER, referral, { appointmentAt: at, note: 'CANARY-scheduled' });
    const missed = { reasonCode: 'partner-prevented', note: 'CANARY-missed' };
    referral = await journey.takes('MISS', CASEWORKER, referral, missed);
    referral = await journey.takes('ARRIVE', REFUGE, referral);
    referral = await journey.takes('COMPLETE', REFUGE, referral, { outcome: 'RECEIVED', note: 'TheirOwn-she-stayed' });
    received = await journey.notesHerWord(referral, { gotHelp: false, treatedWithRespect: false, wouldReturn: false });
  });
  afterAll(() => app.close());

  /** The answer as it went over the wire. */
  async function wire(who: string, query: string, variables: Record<string, unknown>): Promise<string> {
    const token = await app.token(who);
    const call = request(app.nest.getHttpServer()).post('/graphql').set('authorization', `Bearer ${token}`);
    const response = await call.send({ query, variables });
    return `${response.status} ${response.text}`;
  }

  /** Every field there is of a referral, and the chain that it stands in. */
  function everythingOfAReferral(): string {
    const listings = [
      ...['from', 'to', 'listing.organization', 'timeline.byOrganization', 'messages.from'],
      'walkedBy.organization',
    ];
    const inside = ['client', 'replaces', 'replacedBy', 'planStep', ...listings.map((path) => `${path}.listings`)];
    const whole = wholeOf(app.nest.get(GraphQLSchemaHost).schema, 'Referral', inside);
    return `${whole} client { id code } replaces { id code status } replacedBy { id code status } planStep { id name }`;
  }
  const readsAll = (who: string, id: string) =>
    wire(who, `query ($id: ID!) { referral(id: $id) { ${everythingOfAReferral()} } }`, { id });

  const theirs = () => [
    ...[woman.id, woman.code, woman.code.replaceAll('-', ''), ...consentIds],
    ...[declined.id, declined.code, app.network.organizations.brigid, app.network.listings.brigidRefuge, 'Brigid'],
    ...[app.network.organizations.riverside, 'Riverside Drop-in', 'riverside.example'],
    ...[CASEWORKER, COLLEAGUE].map((email) => app.network.staff[email] ?? ''),
    ...['CANARY', '"drug-use"', 'partner-prevented', 'FROM_25_TO_34', 'PREGNANT', '2026-08', '2026-04-01'],
  ];

  describe('who receives her', () => {
    it('reads what her consent names, and of everything else not a word: whose she is, who declined, what was noted, what she said', async () => {
      const answer = await readsAll(REFUGE, received.id);
      for (const shown of [FOR_THE_REFUGE, 'a bed', 'Riverside Centre', 'We come by bus.', 'TheirOwn-she-stayed'])
        expect(answer).toContain(shown);
      for (const hidden of theirs()) expect([hidden, answer.includes(hidden)]).toEqual([hidden, false]);
      const { data } = JSON.parse(answer.slice(4)) as { data: { referral: SeenReferral } };
      expect(data.referral).toMatchObject({
        ...{ client: null, herWord: null, replaces: null, replacedBy: null, planStep: null },
      });
    });

    it('as its manager reads the same, without what was shared and without her', async () => {
      const answer = await readsAll(REFUGE_MANAGER, received.id);
      for (const shown of [received.code, 'Riverside Centre', 'ARRIVED', 'RECEIVED']) expect(answer).toContain(shown);
      for (const hidden of [...theirs(), FOR_THE_REFUGE, 'a bed', 'by bus', 'TheirOwn'])
        expect([hidden, answer.includes(hidden)]).toEqual([hidden, false]);
    });

    it('sees the same in its lists as it sees by id', async () => {
      for (const who of [REFUGE, REFUGE_MANAGER]) {
        const query = `{ referrals(inbox: ALL) { edges { node { ${everythingOfAReferral()} } } } }`;
        const listed = await wire(who, query, {});
        expect(listed).toContain(received.code);
        for (const hidden of theirs()) expect([hidden, listed.includes(hidden)]).toEqual([hidden, false]);
      }
    });

    it('knows the sender by a name and an id that lead nowhere', async () => {
      const seen = await journey.sees(REFUGE, received);
      expect(seen.from.name).toBe('Riverside Centre');
      const known = [
        seen.from,
        ...seen.messages.map(({ from }) => from),
        ...seen.timeline.map((e) => e.byOrganization),
      ];
      const neutral = known.filter((each) => each?.name !== 'Safe House');
      expect(new Set(neutral.map((each) => JSON.stringify(each)))).toEqual(new Set([JSON.stringify(seen.from)]));
      expect(neutral.length).toBeGreaterThan(4);
      const ask = app.as(REFUGE);
      const looked = `query ($id: ID!) { organization(id: $id) { id } listing(id: $id) { id } referral(id: $id) { id } }`;
      const nothing = { organization: null, listing: null, referral: null };
      expect(await ask(looked, { id: seen.from.id })).toEqual({ data: nothing });
      const offered = `query ($id: ID!) { referral(id: $id) { from { description website listings { totalCount } } } }`;
      expect((await ask(offered, { id: received.id })).data.referral.from).toEqual({
        description: null,
        website: null,
        listings: { totalCount: 0 },
      });
    });

    it('cannot tell by that id that another receiver’s sender is the same', async () => {
      const [ours, another] = [await journey.sees(REFUGE, received), await journey.sees(BRIGID, declined)];
      expect(another.from.name).toBe(ours.from.name);
      expect(another.from.id).not.toBe(ours.from.id);
      const { referral: again } = await journey.sends('refuge', 'safeHouse');
      expect((await journey.sees(REFUGE, again)).from).toEqual(ours.from);
    });

    it('knows a sender that has no other name by its own', async () => {
      const hers = await journey.opens({}, ANOTHER_NETWORKER);
      await journey.sheConsents(hers, 'safeHouse', {}, ANOTHER_NETWORKER);
      const draft = await journey.drafts(hers, 'refuge', {}, ANOTHER_NETWORKER);
      const sent = await journey.takes('SEND', ANOTHER_NETWORKER, draft);
      const { id, name } = (await journey.sees(REFUGE, sent)).from;
      expect({ id, name }).toEqual({ id: app.network.organizations.northside, name: 'Northside Outreach' });
    });

    it('who declined reads no further: neither where she went nor that she went anywhere', async () => {
      const answer = await readsAll(BRIGID, declined.id);
      expect(answer).toContain('CANARY-brigids-note');
      for (const hidden of [received.id, received.code, 'Safe House', app.network.organizations.safeHouse, woman.id])
        expect([hidden, answer.includes(hidden)]).toEqual([hidden, false]);
    });

    it('is only who answers for the listing that her consent is narrowed to', async () => {
      const she = await journey.opens();
      await journey.sheConsents(she, 'safeHouse', { listing: 'refuge' });
      const narrowed = await journey.takes('SEND', CASEWORKER, await journey.drafts(she, 'refuge'));
      expect((await journey.sees(REFUGE, narrowed)).code).toBe(narrowed.code);
      expect(await journey.reads(NIGHT_DESK, narrowed.id)).toBeNull();
      expect(await journey.findsByCode(NIGHT_DESK, narrowed.code)).toBeNull();
      for (const inbox of ['ALL', 'TO_ANSWER'] as const) {
        const { ids, totalCount } = await journey.inbox(NIGHT_DESK, inbox);
        expect(ids).not.toContain(narrowed.id);
        expect(totalCount).toBe(ids.length);
      }
      expect((await journey.tries('ACCEPT', NIGHT_DESK, narrowed)).__typename).toBe('Forbidden');
    });
  });

  describe('a draft', () => {
    const everywhere = async (who: string, referral: SeenReferral) => ({
      byId: await journey.reads(who, referral.id),
      byCode: who === REFUGE ? await journey.findsByCode(who, referral.code) : null,
      listed: (
        await Promise.all(
          (['TO_ANSWER', 'TO_FOLLOW', 'OVERDUE', 'WAITLISTED', 'UPCOMING', 'CLOSED', 'ALL'] as const).map(
            async (inbox) => (await journey.inbox(who, inbox)).ids,
          ),
        )
      )
        .flat()
        .includes(referral.id),
    });
    const NOWHERE = { byId: null, byCode: null, listed: false };

    it('is nowhere to the receiver, before it is sent and after it was withdrawn unsent', async () => {
      const she = await journey.opens();
      await journey.sheConsents(she, 'safeHouse');
      const draft = await journey.drafts(she, 'refuge', { note: 'a draft' });
      const planned = await journey.plansHandover(CASEWORKER, draft, { companion: 'PEER' });
      for (const who of [REFUGE, REFUGE_MANAGER]) expect(await everywhere(who, draft)).toEqual(NOWHERE);
      for (const step of ['ACKNOWLEDGE', 'ACCEPT', 'ARRIVE'] as const)
        expect((await journey.tries(step, REFUGE, { ...draft, version: 2 })).__typename).toBe('Forbidden');
      expect(planned.__typename).toBe('Referral');
      const gone = await journey.takes(
        'WITHDRAW',
        CASEWORKER,
        { ...draft, version: 2 },
        { reasonCode: 'changed-mind' },
      );
      for (const who of [REFUGE, REFUGE_MANAGER]) expect(await everywhere(who, gone)).toEqual(NOWHERE);
      const counted = await journey.inbox(REFUGE, 'ALL', { statuses: ['DRAFT', 'WITHDRAWN'] });
      expect(counted).toEqual({ ids: [], totalCount: 0 });
    });

    it('shows nothing of its time as a draft once it was sent', async () => {
      const she = await journey.opens();
      await journey.sheConsents(she, 'safeHouse');
      const draft = await journey.drafts(she, 'refuge');
      await journey.plansHandover(CASEWORKER, draft, { companion: 'PEER' });
      const sent = await journey.takes('SEND', CASEWORKER, { ...draft, version: 2 });
      const [theirs, ours] = [await journey.sees(REFUGE, sent), await journey.sees(CASEWORKER, sent)];
      expect(theirs.timeline.map(({ step }) => step)).toEqual(['SEND']);
      expect(ours.timeline.map(({ step }) => step)).toEqual([null, null, 'SEND']);
    });

    it('that would replace another shows nothing to who could be replaced', async () => {
      const she = await journey.opens();
      await journey.sheConsents(she, 'safeHouse');
      const sent = await journey.takes('SEND', CASEWORKER, await journey.drafts(she, 'refuge'));
      const no = await journey.takes('DECLINE', REFUGE, sent, { reasonCode: 'no-space' });
      const again = await journey.drafts(she, 'refuge', { replacesId: no.id });
      expect((await journey.sees(REFUGE, no)).replacedBy).toBeNull();
      await journey.takes('SEND', CASEWORKER, again);
      expect((await journey.sees(REFUGE, no)).replacedBy).toEqual({ id: again.id });
    });
  });

  describe('a reason', () => {
    let reasons: { code: string; side: Side; steps: PeoplesStep[] }[];
    let she: Woman;
    beforeAll(async () => {
      reasons = (await app.as(CASEWORKER)('{ taxonomy { reasons { code side steps } } }')).data.taxonomy.reasons;
      she = await journey.opens();
      await journey.sheConsents(she, 'safeHouse');
    });

    type Before = 'SENT' | 'ACCEPTED' | 'SCHEDULED';
    const CASES: [PeoplesStep, 'referrer' | 'receiver', Before, boolean][] = [
      ['WITHDRAW', 'referrer', 'SENT', false],
      ['CLOSE', 'referrer', 'ACCEPTED', false],
      ['MISS', 'referrer', 'SCHEDULED', false],
      ['TURN_AWAY', 'referrer', 'ACCEPTED', true],
      ['DECLINE', 'receiver', 'SENT', true],
      ['CLOSE', 'receiver', 'ACCEPTED', true],
      ['MISS', 'receiver', 'SCHEDULED', false],
      ['TURN_AWAY', 'receiver', 'ACCEPTED', true],
    ];
    const appointmentAt = '2026-03-20T10:00:00Z';
    /** In one request as many as a worker’s morning holds: there are a hundred and fifty reasons to be given here. */
    const AT_ONCE = 8;

    interface Standing {
      id: string;
      version: number;
    }
    /** The same operation for each input, several in one request. */
    async function eachOf(who: string, operation: string, inputs: object[]): Promise<Standing[]> {
      const done: Standing[] = [];
      const type = operation === 'draftReferral' ? 'DraftReferralInput' : 'ReferralStepInput';
      for (let from = 0; from < inputs.length; from += AT_ONCE) {
        const some = inputs.slice(from, from + AT_ONCE);
        const document = `mutation (${some.map((_, n) => `$i${n}: ${type}!`).join()}) { ${some
          .map((_, n) => `a${n}: ${operation}(input: $i${n}) { __typename ... on Referral { id version } }`)
          .join(' ')} }`;
        const answer = await app.as(who)(document, Object.fromEntries(some.map((input, n) => [`i${n}`, input])));
        done.push(...Object.values(answer.data as Record<string, Standing>));
      }
      expect(done.filter(({ id }) => !id)).toEqual([]);
      return done;
    }
    const takeAll = (who: string, step: PeoplesStep, of: Standing[], said: (n: number) => StepSaid = () => ({})) =>
      eachOf(
        who,
        OPERATIONS[step],
        of.map(({ id, version }, n) => ({ id, version, ...said(n) })),
      );

    async function standingAt(at: Before, count: number): Promise<Standing[]> {
      const draft = { clientId: she.id, listingId: app.network.listings.refuge, services: ['shelter'] };
      const drafts = await eachOf(CASEWORKER, 'draftReferral', Array<object>(count).fill(draft));
      const sent = await takeAll(CASEWORKER, 'SEND', drafts);
      if (at === 'SENT') return sent;
      const accepted = await takeAll(REFUGE, 'ACCEPT', sent);
      return at === 'ACCEPTED' ? accepted : takeAll(REFUGE, 'SCHEDULE', accepted, () => ({ appointmentAt }));
    }

    /** What a reader learns: from the referral, from its timeline, and by asking her list for that reason. */
    async function learns(who: string, id: string, reasonCode: string) {
      const { data } = await app.as(who)(
        `query ($id: ID!, $where: ReferralFilter) {
          referral(id: $id) { reason { code } timeline { reason { code } note } }
          referrals(inbox: ALL, where: $where, first: 100) { totalCount edges { node { id } } } }`,
        { id, where: { reasonCode, services: ['shelter'] } },
      );
      const { referral, referrals } = data as {
        referral: Pick<SeenReferral, 'reason' | 'timeline'>;
        referrals: { totalCount: number; edges: { node: { id: string } }[] };
      };
      expect(referrals.totalCount).toBe(referrals.edges.length);
      return {
        reason: referral.reason?.code ?? null,
        inItsTimeline: referral.timeline.at(-1)?.reason?.code ?? null,
        found: referrals.edges.some(({ node }) => node.id === id),
        notes: referral.timeline.flatMap(({ note }) => note ?? []),
      };
    }

    it.each(CASES)(
      'of %s, given by the %s when it is %s, is known to the other side: %s; in the referral, its timeline and by the list’s filter alike',
      async (step, by, before, crosses) => {
        const [own, others] = by === 'referrer' ? [CASEWORKER, [REFUGE, REFUGE_MANAGER]] : [REFUGE, [CASEWORKER]];
        const row: JourneyStep = JOURNEY[step];
        const codes = reasons
          .filter(({ side, steps }) => steps.includes(step) && row.needs.reason?.sides.includes(side))
          .map(({ code }) => code);
        expect(codes.length).toBeGreaterThan(5);
        const note = 'between us';
        const referrals = await takeAll(own, step, await standingAt(before, codes.length), (n) => ({
          reasonCode: codes[n],
          note,
        }));
        for (const [n, code] of codes.entries()) {
          const { id } = referrals[n]!;
          const known = { reason: code, inItsTimeline: code, found: true, notes: [] };
          const unknown = { reason: null, inItsTimeline: null, found: false, notes: [] };
          expect([own, code, await learns(own, id, code)]).toEqual([own, code, { ...known, notes: [note] }]);
          for (const other of others)
            expect([other, code, await learns(other, id, code)]).toEqual([other, code, crosses ? known : unknown]);
        }
      },
      NOW_AND_AGAIN,
    );
  });

  describe('a list', () => {
    it('tells by none of its filters what the other side keeps to itself', async () => {
      const count = async (who: string, where: object) => (await journey.inbox(who, 'ALL', where)).totalCount;
      const { organizations } = app.network;
      // Whose worker she is, is the sender’s to know.
      for (const who of [REFUGE, REFUGE_MANAGER, BRIGID, CITY_SHELTER])
        expect(await count(who, { mine: true })).toBe(0);
      for (const receiverId of [organizations.brigid, organizations.city, organizations.riverside, randomUUID()])
        expect(await count(REFUGE, { receiverId })).toBe(0);
      expect(await count(REFUGE, { receiverId: organizations.safeHouse })).toBe(await count(REFUGE, {}));
      expect(await count(CITY_SHELTER, {})).toBe(0);
      expect(await count(REFUGE, { services: ['ost'] })).toBe(0);
      expect(await count(REFUGE, { statuses: ['DRAFT'] })).toBe(0);
      expect(await count(REFUGE, { reasonCode: 'consent-withdrawn' })).toBe(0);
    });

    it('of another organization’s counts nothing of ours, whatever is asked', async () => {
      for (const who of [ANOTHER_NETWORKER, ANOTHER_MANAGER]) {
        const theirOwn = await journey.inbox(who, 'ALL');
        expect(theirOwn.ids).not.toContain(received.id);
        for (const where of [{ receiverId: app.network.organizations.brigid }, { reasonCode: 'drug-use' }])
          expect(await journey.inbox(who, 'ALL', where)).toEqual({ ids: [], totalCount: 0 });
      }
    });
  });

  describe('whose it is not', () => {
    interface Ids {
      client: string;
      clientCode: string;
      consent: string;
      referral: string;
      referralCode: string;
      version: number;
      own: string;
    }
    const RANDOM = (): Ids => ({
      client: randomUUID(),
      clientCode: newCode(),
      consent: randomUUID(),
      referral: randomUUID(),
      referralCode: newCode(),
      version: real.version,
      own: '',
    });
    const PROBLEM = `__typename ... on Problem { message } ... on InvalidInput { problems { path message } }`;
    const one = (document: string, of: (ids: Ids) => Record<string, unknown>) => ({ document, of });
    const SAID: Partial<Record<PeoplesStep, StepSaid>> = {
      WAITLIST: { lookAgainOn: '2026-03-25' },
      DECLINE: { reasonCode: 'no-space' },
      SCHEDULE: { appointmentAt: '2026-03-25T10:00:00Z' },
      TURN_AWAY: { reasonCode: 'no-space' },
      COMPLETE: { outcome: 'RECEIVED' },
      CLOSE: { reasonCode: 'no-space' },
      WITHDRAW: { reasonCode: 'changed-mind' },
    };

    /** Every operation that takes an id of hers. */
    const ASKED: Record<string, ReturnType<typeof one>> = {
      client: one('query ($id: ID!) { client(id: $id, purpose: "to help her") { id code } }', ({ client: id }) => ({
        id,
      })),
      'client, without a purpose': one('query ($id: ID!) { client(id: $id) { id } }', ({ client: id }) => ({ id })),
      clientByCode: one(
        'query ($code: String!) { clientByCode(code: $code, purpose: "to help her") { id } }',
        ({ clientCode: code }) => ({ code }),
      ),
      updateClient: one(
        `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { ${PROBLEM} } }`,
        ({ client: id }) => ({ input: { id, version: 1, gender: 'x' } }),
      ),
      giveConsent: one(
        `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { ${PROBLEM} } }`,
        ({ client: clientId }) => ({
          input: {
            clientId,
            receiverId: app.network.organizations.city,
            purpose: 'a bed',
            fields: ['NOTE'],
            method: 'SPOKEN',
            toldSheMayRefuse: true,
            language: 'en',
          },
        }),
      ),
      renewConsent: one(`mutation ($id: ID!) { renewConsent(id: $id) { ${PROBLEM} } }`, ({ consent: id }) => ({ id })),
      withdrawConsent: one(
        `mutation ($id: ID!) { withdrawConsent(input: { id: $id }) { __typename ... on Problem { message } } }`,
        ({ consent: id }) => ({ id }),
      ),
      'findListings for her': one(
        'query ($id: ID!) { findListings(where: {}, forClientId: $id) { matches { totalCount } } }',
        ({ client: id }) => ({ id }),
      ),
      draftReferral: one(
        `mutation ($input: DraftReferralInput!) { draftReferral(input: $input) { ${PROBLEM} } }`,
        ({ client: clientId }) => ({
          input: { clientId, listingId: app.network.listings.cityShelter, services: ['shelter'] },
        }),
      ),
      'draftReferral in the place of hers': one(
        `mutation ($input: DraftReferralInput!) { draftReferral(input: $input) { ${PROBLEM} } }`,
        ({ own: clientId, referral: replacesId }) => ({
          input: { clientId, listingId: app.network.listings.cityShelter, services: ['shelter'], replacesId },
        }),
      ),
      'openClient by her referral': one(
        `mutation ($id: ID!) { openClient(input: { cameByReferralId: $id }) { ${PROBLEM} } }`,
        ({ referral: id }) => ({ id }),
      ),
      referral: one('query ($id: ID!) { referral(id: $id) { id status } }', ({ referral: id }) => ({ id })),
      referralByCode: one(
        'query ($code: String!) { referralByCode(code: $code) { id status } }',
        ({ referralCode: code }) => ({ code }),
      ),
      disclosurePreview: one(
        'query ($id: ID!) { disclosurePreview(referralId: $id) { fromName } }',
        ({ referral: id }) => ({ id }),
      ),
      planHandover: one(
        `mutation ($id: ID!) { planHandover(referralId: $id, version: 1, handover: {}) { ${PROBLEM} } }`,
        ({ referral: id }) => ({ id }),
      ),
      postMessage: one(
        `mutation ($id: ID!) { postMessage(referralId: $id, text: "hello") { ${PROBLEM} } }`,
        ({ referral: id }) => ({ id }),
      ),
      recordHerWord: one(
        `mutation ($id: ID!) { recordHerWord(referralId: $id, gotHelp: true) { ${PROBLEM} } }`,
        ({ referral: id }) => ({ id }),
      ),
      ...Object.fromEntries(
        Object.entries(OPERATIONS).flatMap(([step, operation]) =>
          ['', ', by its version'].map((by) => [
            operation + by,
            one(
              `mutation ($input: ReferralStepInput!) { ${operation}(input: $input) { ${PROBLEM} } }`,
              ({ referral: id, version }) => ({
                input: { id, version: by ? version : 1, ...SAID[step as PeoplesStep] },
              }),
            ),
          ]),
        ),
      ),
      'auditTrail of her': one(
        'query ($id: ID!) { auditTrail(subjectId: $id) { edges { node { action } } } }',
        ({ client: id }) => ({ id }),
      ),
      organization: one('query ($id: ID!) { organization(id: $id) { id } }', ({ client: id }) => ({ id })),
      listing: one('query ($id: ID!) { listing(id: $id) { id } }', ({ referral: id }) => ({ id })),
    };

    let open: SeenReferral;
    let real: Ids;
    beforeAll(async () => {
      const { woman: she, consent, referral } = await journey.sends('refuge', 'safeHouse');
      open = await journey.takes('ACCEPT', REFUGE, referral);
      real = {
        client: she.id,
        clientCode: she.code,
        consent: consent.id,
        referral: open.id,
        referralCode: open.code,
        version: open.version,
        own: '',
      };
    });

    const OUTSIDERS = [ANOTHER_NETWORKER, ANOTHER_MANAGER, CITY_SHELTER, 'second@cityshelter.example'];
    it.each(OUTSIDERS)(
      '%s hears of it, byte for byte, what is heard of an id that nobody has',
      async (who) => {
        const own = who === ANOTHER_NETWORKER ? (await journey.opens({}, who)).id : randomUUID();
        const before = await written();
        for (const [name, { document, of }] of Object.entries(ASKED)) {
          const theirs = await wire(who, document, of({ ...real, own }));
          const nobodys = await wire(who, document, of({ ...RANDOM(), own }));
          expect([name, theirs]).toEqual([name, nobodys]);
          expect([name, theirs]).not.toEqual([name, expect.stringContaining('INTERNAL_SERVER_ERROR')]);
          for (const id of [real.client, real.clientCode, real.consent, real.referral, real.referralCode])
            expect([name, theirs.includes(id)]).toEqual([name, false]);
        }
        expect(await written()).toEqual(before);
        expect((await journey.sees(CASEWORKER, open)).version).toBe(open.version);
      },
      NOW_AND_AGAIN,
    );

    it('her words do not find her in another organization, nor tell that she is anywhere', async () => {
      const document = `query ($words: String!) { clientByPassphrase(passphrase: $words, purpose: "lost her card") { id } }`;
      const [hers, nobodys] = [TOLD.passphrase, 'nobody ever chose these'];
      expect(await wire(ANOTHER_NETWORKER, document, { words: hers })).toBe(
        await wire(ANOTHER_NETWORKER, document, { words: nobodys }),
      );
      const taken = await app.as(ANOTHER_NETWORKER)(
        `mutation ($input: OpenClientInput!) { openClient(input: $input) { __typename } }`,
        { input: { passphrase: hers } },
      );
      expect(taken.data.openClient.__typename).toBe('Client');
    });

    it('a colleague who said no purpose does nothing with it: of her and her consents she hears what is heard of nobody', async () => {
      const acts = Object.entries(ASKED).filter(
        ([name, { document }]) => document.startsWith('mutation') && !notHers(name),
      );
      for (const [name, { document, of }] of acts) {
        const answer = await wire(COLLEAGUE, document, of(real));
        const isStep = Object.values(OPERATIONS).some((operation) => name.startsWith(operation));
        if (isStep) expect([name, answer]).toEqual([name, expect.stringMatching(/"(StaleReferral|StepNotAllowed)"/)]);
        else expect([name, answer]).toEqual([name, await wire(COLLEAGUE, document, of(RANDOM()))]);
      }
      expect(acts.length).toBeGreaterThan(30);
      expect((await journey.sees(CASEWORKER, open)).version).toBe(open.version);
    });
    const notHers = (name: string) => name === 'openClient by her referral' || name.endsWith('in the place of hers');

    it.each([ADMINISTRATOR, ANALYST])('%s is told by every operation that her role may not', async (who) => {
      const notTheirs = ['organization', 'listing', 'auditTrail of her', 'findListings for her'];
      for (const [name, { document, of }] of Object.entries(ASKED)) {
        if (notTheirs.includes(name)) continue;
        for (const ids of [real, RANDOM()]) {
          const answer = await app.as(who)(document, of(ids));
          expect([name, answer.errors?.map(({ extensions }) => extensions)]).toEqual([name, [{ code: 'FORBIDDEN' }]]);
          expect(Object.values((answer.data ?? {}) as object).filter(Boolean)).toEqual([]);
        }
      }
      const lists = [
        '{ referrals(inbox: ALL) { totalCount } }',
        'mutation { openClient(input: {}) { __typename } }',
        'query { clientByPassphrase(passphrase: "canary bird in the tall tree", purpose: "to look") { id } }',
      ];
      for (const document of lists)
        expect((await app.as(who)(document)).errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
      const search = ASKED['findListings for her']!;
      const [hers, nobodys] = [
        await wire(who, search.document, search.of(real)),
        await wire(who, search.document, search.of(RANDOM())),
      ];
      expect(hers).toBe(nobodys);
      expect(hers).toContain('forClientId');
    });

    /** What Riverside has, counted: nobody from outside adds to it. */
    const written = async () => {
      const { riverside } = app.network.organizations;
      const [row] = await app.database.all<Record<string, number>>(sql`SELECT
        CAST((SELECT COUNT(*) FROM audit_entry WHERE chain = ${riverside}) AS INTEGER) AS entries,
        CAST((SELECT COUNT(*) FROM consent) AS INTEGER) AS consents,
        CAST((SELECT COUNT(*) FROM client_opening) AS INTEGER) AS openings,
        CAST((SELECT COUNT(*) FROM referral) AS INTEGER) AS referrals,
        CAST((SELECT COUNT(*) FROM referral_message) AS INTEGER) AS messages,
        CAST((SELECT COUNT(*) FROM once_key) AS INTEGER) AS used_keys`);
      return row;
    };
  });
});
