import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { MANAGER, TestForgetting } from '../support/forgetting.js';
import {
  ANOTHER_NETWORKER,
  CASEWORKER,
  COLLEAGUE,
  REFUGE,
  TestJourney,
  type Consent,
  type SeenReferral,
  type Woman,
} from '../support/journey.js';
import { TestPlanning } from '../support/planning.js';

const WORDS = 'seven herons by the weir';
const TOLD = {
  passphrase: WORDS,
  pregnancy: 'PREGNANT',
  ageBand: 'FROM_25_TO_34',
  dueMonth: '2026-07',
  safeContact: { channel: 'PHONE', details: '0700 900 461', safeTimes: 'mornings' },
};

const AUDIT = `{ completionAudit(from: "2026-01-01", to: "2026-12-31", direction: SENT) {
  sent answered accepted arrived completed received byAgeBand { key sent } byPregnancy { key sent } } }`;

describe.each(DATABASES)('she wants to be forgotten, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let forgetting: TestForgetting;
  let planning: TestPlanning;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    forgetting = new TestForgetting(app);
    planning = new TestPlanning(app);
  });
  afterAll(() => app.close());

  /** Everything that a record can hold: an open referral, one that is over, a draft, a plan, looks, words, a hand-over. */
  async function aWholeRecord(): Promise<{ woman: Woman; consent: Consent; open: SeenReferral; over: SeenReferral }> {
    const told = { ...TOLD, passphrase: `${WORDS} ${randomUUID()}` };
    const woman = await journey.opens(told);
    const consent = await journey.sheConsents(woman, 'safeHouse');
    const send = async () =>
      journey.takes('SEND', CASEWORKER, await journey.drafts(woman, 'refuge', { note: 'She comes after dark.' }), {
        note: 'She is afraid.',
      });
    const over = await send();
    await journey.takes('DECLINE', REFUGE, over, { reasonCode: 'on-ost', note: 'Not us.' });
    const open = await send();
    await journey.writes(CASEWORKER, open, 'We come by bus.');
    await journey.takes('ACCEPT', REFUGE, open, { note: 'The room upstairs.' });
    await journey.drafts(woman, 'cityShelter');
    await planning.starts(woman, 'pmtct');
    await app.as(MANAGER)(`query ($id: ID!) { client(id: $id, purpose: "a complaint") { id } }`, { id: woman.id });
    return { woman, consent, open, over };
  }

  describe('and her worker does it', () => {
    let she: Awaited<ReturnType<typeof aWholeRecord>>;
    let answer: { __typename: string; stays: string[] };
    let before: unknown;

    beforeAll(async () => {
      she = await aWholeRecord();
      before = await figures();
      app.clock.pass({ minutes: 5 });
      answer = await forgetting.erases(she.woman.id);
    });

    const figures = async () => {
      const { data, errors } = await app.as(MANAGER)(AUDIT);
      expect(errors).toBeUndefined();
      const women = await app.database.one(sql`SELECT COUNT(DISTINCT client_id) AS women FROM referral`);
      return { women, audit: data.completionAudit as unknown };
    };

    it('is told what ended and what stays', () => {
      expect(answer).toMatchObject({
        __typename: 'ClientErased',
        referralsEnded: 1,
        referralsEmptied: 2,
        consentsEnded: 1,
        plansAndDraftsErased: 2,
      });
      expect(answer.stays.length).toBeGreaterThan(2);
    });

    it('she does not exist any more: not by id, not by card, not by her words', async () => {
      const { woman } = she;
      for (const who of [CASEWORKER, COLLEAGUE, MANAGER]) {
        const { data, errors } = await app.as(who)(
          `query ($id: ID!, $code: String!) {
            client(id: $id, purpose: "to see") { id } clientByCode(code: $code, purpose: "to see") { id } }`,
          { id: woman.id, code: woman.code },
        );
        // An error would tell that there was something.
        expect(errors).toBeUndefined();
        expect(data).toEqual({ client: null, clientByCode: null });
      }
      expect(await forgetting.erases(woman.id)).toEqual(await forgetting.erases(randomUUID()));
      expect(await forgetting.erases(woman.id)).toMatchObject({ __typename: 'Forbidden' });
    });

    it('the open referral ended as one that she took back, and the receiver lost what was shared', async () => {
      const row = await app.database.one(
        sql`SELECT status, reason_code, content FROM referral WHERE id = ${she.open.id}`,
      );
      expect(row).toEqual({ status: 'WITHDRAWN', reason_code: 'consent-withdrawn', content: '' });
      const theirs = await journey.sees(REFUGE, she.open);
      expect(theirs).toMatchObject({ status: 'WITHDRAWN', shared: null, handover: null, messages: [], reason: null });
      expect(theirs.timeline.map(({ note }) => note)).toEqual([null, null, null]);
      expect(await journey.findsByCode(REFUGE, she.open.code)).toBeNull();
    });

    it('no key, no sealed text and no hash of hers is left in any table', async () => {
      const { id } = she.woman;
      const left = async (table: string, where: string) => (await forgetting.rowsOf(table, where)).length;
      const hers = `client_id = '${id}'`;
      for (const table of ['client_key', 'client_opening', 'client_handover', 'client_assignment', 'plan'])
        expect([table, await left(table, hers)]).toEqual([table, 0]);
      expect(await left('consent_key', `consent_id = '${she.consent.id}'`)).toBe(0);
      expect(await left('referral', `${hers} AND (content <> '' OR sent_at IS NULL OR plan_step_id IS NOT NULL)`)).toBe(
        0,
      );
      const referrals = `referral_id IN (SELECT id FROM referral WHERE ${hers})`;
      expect(await left('referral_message', referrals)).toBe(0);
      expect(await left('referral_event', `${referrals} AND (note IS NOT NULL OR answered_by IS NOT NULL)`)).toBe(0);
      expect(await left('plan_step', `plan_id NOT IN (SELECT id FROM plan)`)).toBe(0);
      expect(await left('consent', `${hers} AND purpose <> ''`)).toBe(0);
      const [stub] = await forgetting.rowsOf('client', `id = '${id}'`);
      expect(stub).toMatchObject({
        ...{ details: '', passphrase_hash: null, assigned_to_id: null, age_band: 'UNKNOWN', pregnancy: 'UNKNOWN' },
        ...{ came_by_referral_id: null, erased_at: new Date(app.clock.millis()).toISOString() },
      });
      expect(stub?.code).not.toBe(she.woman.code.replaceAll('-', ''));
    });

    it('the refusal goes on teaching, and no key can say any more that it was she', async () => {
      const evidence = await app.database.all<{ source_key: string }>(sql`SELECT source_key FROM refusal_evidence`);
      expect(evidence).toHaveLength(1);
      // A keyed hash has 64 digits; the stand-in is a random id.
      expect(evidence[0]?.source_key).toHaveLength(36);
    });

    it('figures are what they were', async () => {
      expect(await figures()).toEqual(before);
    });

    it('it stands in the trail, and the trail is whole', async () => {
      const { data } = await app.as(MANAGER)(`{ verifyAuditTrail { intact } }`);
      expect(data).toEqual({ verifyAuditTrail: { intact: true } });
      const entries = await app.database.all<{ action: string }>(
        sql`SELECT action FROM audit_entry WHERE subject_id = ${she.woman.id} ORDER BY at, position`,
      );
      expect(entries.at(-1)?.action).toBe('client.erase');
    });

    it('lists that she was in still answer, for every side', async () => {
      for (const who of [CASEWORKER, COLLEAGUE, MANAGER, REFUGE]) await journey.inbox(who, 'ALL');
      const { data, errors } = await app.as(CASEWORKER)(
        `{ womenWithoutWorker { totalCount edges { node { code } } } }`,
      );
      expect(errors).toBeUndefined();
      expect(data).toEqual({ womenWithoutWorker: { totalCount: 0, edges: [] } });
    });
  });

  it('nothing is written without the word', async () => {
    const { woman } = await aWholeRecord();
    for (const confirm of ['', 'erase', 'yes', woman.code])
      expect(await forgetting.erases(woman.id, { confirm })).toMatchObject({
        __typename: 'InvalidInput',
        problems: [{ path: 'confirm' }],
      });
    expect(await forgetting.rowsOf('client_key', `client_id = '${woman.id}'`)).toHaveLength(1);
  });

  it('a manager says why, a colleague may not, and nobody elsewhere can tell that she is there', async () => {
    const { woman } = await aWholeRecord();
    const unknown = await forgetting.erases(randomUUID(), {}, ANOTHER_NETWORKER);
    expect(unknown).toMatchObject({ __typename: 'Forbidden' });
    for (const who of [COLLEAGUE, ANOTHER_NETWORKER, 'manager@northside.example'])
      expect(await forgetting.erases(woman.id, { purpose: 'she asked' }, who)).toEqual(unknown);
    for (const who of [REFUGE, 'administrator@network.example', 'analyst@funder.example'])
      expect((await forgetting.erases(woman.id, {}, who)).__typename ?? 'error').not.toBe('ClientErased');
    expect(await forgetting.erases(woman.id, {}, MANAGER)).toMatchObject({ problems: [{ path: 'purpose' }] });
    expect(await forgetting.erases(woman.id, { purpose: 'Her worker is ill' }, MANAGER)).toMatchObject({
      __typename: 'ClientErased',
    });
  });

  describe('while a legal hold stands', () => {
    it('nothing is erased, in words, until it is ended', async () => {
      const { woman } = await aWholeRecord();
      const hold = await forgetting.holds(woman.code);
      expect(hold).toMatchObject({
        ...{ __typename: 'LegalHold', code: woman.code, reason: 'A court asked for it', endedAt: null },
        placedBy: { email: MANAGER },
      });
      expect(await forgetting.erases(woman.id)).toMatchObject({
        __typename: 'InvalidInput',
        problems: [{ path: 'clientId', message: expect.stringContaining('legal hold') as string }],
      });
      expect(await forgetting.rowsOf('client_key', `client_id = '${woman.id}'`)).toHaveLength(1);
      const seen = await app.as(CASEWORKER)(
        `query ($id: ID!) { client(id: $id) { legalHolds { reason placedBy { email } endedAt } } }`,
        { id: woman.id },
      );
      expect(seen.data).toEqual({
        client: { legalHolds: [{ reason: 'A court asked for it', placedBy: { email: MANAGER }, endedAt: null }] },
      });
      expect(await forgetting.endsHold(hold.id)).toMatchObject({ endReason: 'The court has ruled' });
      expect(await forgetting.endsHold(hold.id)).toMatchObject({ problems: [{ path: 'holdId' }] });
      expect(await forgetting.erases(woman.id)).toMatchObject({ __typename: 'ClientErased' });
    });

    it('it is its manager’s alone, is listed there, and an administrator reads numbers', async () => {
      const woman = await journey.opens();
      const unknown = await forgetting.holds(woman.code, 'to look', 'manager@northside.example');
      expect(unknown).toMatchObject({ __typename: 'Forbidden' });
      for (const who of [CASEWORKER, REFUGE, 'administrator@network.example', 'analyst@funder.example'])
        expect(await forgetting.holds(woman.code, 'to look', who)).toEqual({ errors: ['FORBIDDEN'] });
      const hold = await forgetting.holds(woman.code);
      expect((await forgetting.standing()).map(({ id }: { id: string }) => id)).toContain(hold.id);
      expect(await forgetting.standing('manager@northside.example')).toEqual([]);
      expect(await forgetting.endsHold(hold.id, 'to look', 'manager@northside.example')).toEqual(unknown);
      const counts = `{ legalHoldCounts { standing olderThanAYear } }`;
      expect((await app.as('administrator@network.example')(counts)).data).toEqual({
        legalHoldCounts: { standing: 1, olderThanAYear: 0 },
      });
      expect((await app.as(MANAGER)(counts)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      const reason = await app.database.one<{ reason: string }>(
        sql`SELECT reason FROM legal_hold WHERE id = ${hold.id}`,
      );
      expect(reason?.reason).not.toContain('court');
      expect(await forgetting.holds('AAAA-AAAA-AAAA')).toMatchObject({ problems: [{ path: 'code' }] });
    });
  });
});
