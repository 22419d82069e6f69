import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { AskingAround } from '../support/asking-around.js';
import { DATABASES } from '../support/databases.js';
import {
  CASEWORKER,
  COLLEAGUE,
  REFUGE,
  REFUGE_MANAGER,
  TestJourney,
  type SeenReferral,
  type Woman,
} from '../support/journey.js';
import { TestPlanning } from '../support/planning.js';

const MANAGER = 'manager@riverside.example';
const PURPOSE = 'a complaint about the night of the ninth';
const WORDS = 'Five brown wrens under the bridge';

interface Entry {
  chain: string;
  position: number;
  actor_id: string | null;
  action: string;
  subject_id: string;
  purpose: string | null;
}

describe.each(DATABASES)('every reading of what is hers is written down, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let planning: TestPlanning;
  let woman: Woman;
  let referral: SeenReferral;
  let ids: Record<string, string>;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    planning = new TestPlanning(app);
    ({ woman, referral } = await journey.sends('refuge', 'safeHouse', { note: 'one bag' }));
    woman = await journey.sheTells(woman, { passphrase: WORDS });
    const plan = await planning.starts(woman, 'hepatitis-b', { date: '2026-03-20' });
    await journey.writes(REFUGE, referral, 'We wait.');
    ids = { client: woman.id, referral: referral.id, plan: plan.id, code: woman.code, referralCode: referral.code };
    for (const who of [CASEWORKER, COLLEAGUE, MANAGER, REFUGE, REFUGE_MANAGER]) await app.token(who);
  });
  afterAll(() => app.close());

  const entries = () => app.database.all<Entry>(sql`SELECT * FROM audit_entry ORDER BY chain, position`);
  async function written(
    who: string,
    document: string,
    variables: object = {},
  ): Promise<{ entries: Entry[]; data: unknown }> {
    const before = (await entries()).length;
    const seen = new Set((await entries()).map(({ chain, position }) => `${chain} ${position}`));
    const { data, errors } = await app.as(who)(document, { ...ids, purpose: PURPOSE, words: WORDS, ...variables });
    expect(errors).toBeUndefined();
    const all = await entries();
    expect(all.length).toBeGreaterThanOrEqual(before);
    const added = all.filter(({ chain, position }) => !seen.has(`${chain} ${position}`));
    for (const each of added) expect(each.actor_id).toBe(app.network.staff[who]);
    return { entries: added, data };
  }

  const HERS = `code gender safeContact { details } avoid { note } consents { purpose } looks { purpose }`;
  const DETAILS = 'shared { note } handover { meetingPoint } timeline { note } messages { text } condition';
  const byHerWorker: [string, string, string][] = [
    ['her record', `query ($client: ID!) { client(id: $client) { ${HERS} } }`, 'client'],
    ['her record by its code', `query ($code: String!) { clientByCode(code: $code) { ${HERS} } }`, 'client'],
    ['her referral', `query ($referral: ID!) { referral(id: $referral) { ${DETAILS} } }`, 'referral'],
    ['a list', `{ referrals(inbox: ALL) { edges { node { ${DETAILS} } } } }`, 'referral'],
    ['her, by her referral', 'query ($referral: ID!) { referral(id: $referral) { client { gender } } }', 'client'],
    [
      'her referrals',
      `query ($client: ID!) { client(id: $client) { referrals { edges { node { ${DETAILS} } } } } }`,
      'referral',
    ],
    [
      'what crosses',
      'query ($referral: ID!) { disclosurePreview(referralId: $referral) { shared { note } } }',
      'referral',
    ],
    ['her plan', 'query ($plan: ID!) { plan(id: $plan) { steps { note } dates { note } } }', 'plan'],
    ['her, by her plan', 'query ($plan: ID!) { plan(id: $plan) { client { gender } } }', 'client'],
    ['her plans', 'query ($client: ID!) { client(id: $client) { plans { steps { note } } } }', 'plan'],
    ['a list of plans', '{ plans { edges { node { steps { note } } } } }', 'plan'],
    ['what plans need', '{ planStepsDue(until: "2027-01-01") { edges { node { step { code } } } } }', 'plan'],
  ];
  it.each(byHerWorker)('by her worker: %s', async (_what, document, subject) => {
    const { entries: added } = await written(CASEWORKER, document);
    const read = added.filter(({ subject_id, action }) => subject_id === ids[subject] && /read|preview/.test(action));
    expect(read).toHaveLength(1);
    expect(read[0]?.chain).toBe(app.network.organizations.riverside);
  });

  it.each<[string, string]>([
    ['it', `query ($referral: ID!) { referral(id: $referral) { ${DETAILS} } }`],
    ['it by its code', `query ($referralCode: String!) { referralByCode(code: $referralCode) { ${DETAILS} } }`],
    ['a list', `{ referrals(inbox: ALL) { edges { node { ${DETAILS} } } } }`],
  ])('by the receiver, in its own chain: %s', async (_what, document) => {
    const { entries: added } = await written(REFUGE, document);
    expect(added).toMatchObject([
      { chain: app.network.organizations.safeHouse, action: 'referral.read', subject_id: referral.id },
    ]);
  });

  describe('by a manager', () => {
    it('is nothing before she says why, whatever she asks, and nothing is written', async () => {
      const anything = `query ($referral: ID!, $plan: ID!) {
        a: referral(id: $referral) { ${DETAILS} client { gender } }
        c: referrals(inbox: ALL) { edges { node { ${DETAILS} client { gender } } } } plan(id: $plan) { steps { note } } }`;
      const { entries: added, data } = await written(MANAGER, anything);
      expect(added).toEqual([]);
      for (const hers of ['one bag', 'We wait.', 'gender":"']) expect(JSON.stringify(data)).not.toContain(hers);
      const refused = await app.as(MANAGER)('query ($client: ID!) { client(id: $client) { code } }', ids);
      expect(refused.errors?.[0]?.extensions.problems?.map(({ path }) => path)).toEqual(['purpose']);
    });

    it.each<[string, string]>([
      ['her record', 'query ($client: ID!, $purpose: String) { client(id: $client, purpose: $purpose) { gender } }'],
      [
        'by its code',
        'query ($code: String!, $purpose: String) { clientByCode(code: $code, purpose: $purpose) { gender } }',
      ],
      [
        'by her words',
        'query ($words: String!, $purpose: String!) { clientByPassphrase(passphrase: $words, purpose: $purpose) { gender } }',
      ],
    ])('has her reason in it, and her worker is told: %s', async (_what, document) => {
      app.clock.pass({ minutes: 1 });
      const { entries: added } = await written(MANAGER, document);
      expect(added).toMatchObject([{ action: 'client.read', subject_id: woman.id, purpose: PURPOSE }]);
      const { data } = await app.as(CASEWORKER)(
        `query ($client: ID!) { clientNotices(first: 1) { edges { node { kind at by { email } purpose clientId } } }
          client(id: $client) { looks { at by { email } purpose } } }`,
        ids,
      );
      const seen = { at: app.clock.now(), by: { email: MANAGER }, purpose: PURPOSE };
      expect(data.clientNotices.edges).toEqual([{ node: { kind: 'LOOKED', clientId: woman.id, ...seen } }]);
      expect(data.client.looks[0]).toEqual(seen);
    });

    it.each<[string, string, string]>([
      ['her referral', `query ($referral: ID!) { referral(id: $referral) { ${DETAILS} } }`, 'referral'],
      ['her, by her referral', 'query ($referral: ID!) { referral(id: $referral) { client { gender } } }', 'client'],
      ['her plan', 'query ($plan: ID!) { plan(id: $plan) { steps { note } } }', 'plan'],
      ['a list', `{ referrals(inbox: ALL) { edges { node { ${DETAILS} } } } }`, 'referral'],
    ])('is written down after that too: %s', async (_what, document, subject) => {
      const { entries: added } = await written(MANAGER, document);
      expect(added.map(({ subject_id }) => subject_id)).toContain(ids[subject]);
    });
  });

  it('that an act repeated under its key shows again is a reading too', async () => {
    const opens = 'mutation ($input: OpenClientInput!) { openClient(input: $input) { ... on Client { id code } } }';
    const input = { key: randomUUID(), gender: 'x' };
    const first = await written(CASEWORKER, opens, { input });
    const { id } = (first.data as { openClient: { id: string } }).openClient;
    expect((await written(CASEWORKER, opens, { input })).entries).toMatchObject([
      { action: 'client.read', subject_id: id },
    ]);

    const consents = `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { ... on Consent { id purpose } } }`;
    const given = {
      ...{ clientId: id, receiverId: app.network.organizations.safeHouse, purpose: 'a safe room', fields: ['NEEDS'] },
      ...{ method: 'SPOKEN', toldSheMayRefuse: true, language: 'en', key: randomUUID() },
    };
    const consent = await written(CASEWORKER, consents, { input: given });
    expect(consent.entries).toMatchObject([{ action: 'consent.give' }]);
    const again = await written(CASEWORKER, consents, { input: given });
    expect(again.entries).toMatchObject([
      { action: 'consent.read', subject_id: (consent.data as { giveConsent: { id: string } }).giveConsent.id },
    ]);
  });

  describe('a purpose', () => {
    const looks = (purpose: string) =>
      app.as(COLLEAGUE)('query ($client: ID!, $purpose: String) { client(id: $client, purpose: $purpose) { code } }', {
        ...ids,
        purpose,
      });

    it('says why and not whose: what is in the trail stays there', async () => {
      const { code } = woman;
      const spoken = code.replaceAll('-', ' ').toLowerCase();
      for (const purpose of [
        code,
        `covering for ${code}`,
        `(${code.replaceAll('-', '')})`,
        `about ${code.toLowerCase()}, ill`,
      ])
        expect((await looks(purpose)).errors?.[0]?.extensions.problems?.map(({ path }) => path)).toEqual(['purpose']);
      if (/\d/.test(spoken))
        expect((await looks(`for ${spoken} tonight`)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      const all = JSON.stringify(await entries());
      for (const form of [code, code.replaceAll('-', ''), spoken]) expect(all).not.toContain(form);
    });

    it('may be said in any words', async () => {
      for (const purpose of [
        'covering the night',
        'been seen there',
        'Bereitschaft heute Nacht',
        'на зміні сьогодні',
        '2026-03-09 22:00',
      ])
        expect((await looks(purpose)).errors).toBeUndefined();
    });
  });

  it('and after a busy night not a word of hers stands in the trail', async () => {
    const planted: string[] = [];
    const canary = (what: string): string => {
      const word = `CANARY-${what}-${randomUUID().slice(0, 8)}`;
      planted.push(word);
      return word;
    };
    const she = await journey.opens({
      gender: canary('gender'),
      passphrase: `${canary('words')} by the river`,
      safeContact: {
        channel: 'PHONE',
        details: canary('number'),
        safeTimes: canary('times'),
        codeWord: canary('codeword'),
      },
      avoid: { note: canary('avoid') },
    });
    const consent = await journey.sheConsents(she, 'safeHouse', { purpose: canary('consent') });
    const draft = await journey.drafts(she, 'refuge', {
      note: canary('note'),
      needs: [canary('need')],
      handover: { meetingPoint: canary('meeting'), callBack: canary('call-back') },
    });
    let seen = await journey.takes('SEND', CASEWORKER, draft, { note: canary('sent') });
    seen = await journey.takes('ACKNOWLEDGE', REFUGE, seen);
    seen = await journey.takes('ACCEPT', REFUGE, seen, { condition: canary('condition'), note: canary('accepted') });
    await journey.writes(CASEWORKER, seen, canary('message'));
    await journey.writes(REFUGE, seen, canary('reply'));
    await journey.notesHerWord(seen, { gotHelp: true });
    const plan = await planning.starts(she, 'hepatitis-b', { date: '2026-03-20' });
    await planning.does('movePlanDate', plan, { date: '2026-03-21', note: canary('moved') });
    const around = new AskingAround(app);
    await around.rings(CASEWORKER, 'hostel', 'NO', { reasonCode: 'full' });
    const question = await around.asks(CASEWORKER, ['refuge']);
    await around.answers(REFUGE, question.id, 'refuge', 'YES', { note: canary('answer') });
    await app.as(CASEWORKER)(
      `mutation ($input: HandOverClientsInput!) { handOverClients(input: $input) { __typename } }`,
      { input: { clientIds: [she.id], toId: app.network.staff[COLLEAGUE], note: canary('hand-over') } },
    );
    await app.as(COLLEAGUE)('{ handOvers { handedOver { note } } }');
    await journey.sheWithdraws(consent.id, {}, COLLEAGUE);
    planted.push(she.code, she.code.replaceAll('-', ''), seen.code, seen.code.replaceAll('-', ''));

    const rows = await app.database.all<Record<string, unknown>>(sql`SELECT * FROM audit_entry`);
    const whole = JSON.stringify([rows, await app.database.all(sql`SELECT * FROM audit_chain`)]);
    expect(planted.length).toBeGreaterThan(20);
    expect(planted.filter((word) => whole.includes(word))).toEqual([]);
    // What does stand there is of these kinds, and a reader's own purpose.
    for (const row of rows) {
      expect(row.action).toMatch(/^[a-z-]+\.[a-z-]+$/);
      expect(row.subject_type).toMatch(/^[a-z-]+$/);
      expect(row.subject_id).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});
