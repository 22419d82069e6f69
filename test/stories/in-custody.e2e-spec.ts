import { randomUUID } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  CASEWORKER,
  CLINIC,
  COLLEAGUE,
  EVERYTHING,
  NOTHING_SHARED,
  TestJourney,
  type SeenReferral,
  type Woman,
} from '../support/journey.js';
import {
  PRISON_COLLEAGUE,
  PRISON_DESK,
  PRISON_MANAGER,
  PRISON_WORKER,
  putPlanPlaces,
  putPrison,
  TestPlanning,
  type Plan,
} from '../support/planning.js';
import { wholeOf } from '../support/whole-of.js';

const MANAGER = 'manager@riverside.example';
const CONTACT = {
  channel: 'PHONE',
  details: 'CANARY-phone',
  safeTimes: 'CANARY-times',
  voicemailOk: true,
  codeWord: 'CANARY-word',
};
const NO_CONTACT = {
  channel: 'NONE',
  details: null,
  safeTimes: null,
  voicemailOk: false,
  slipOk: false,
  codeWord: null,
};

describe.each(DATABASES)('in custody, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let planning: TestPlanning;
  let prison: { organizationId: string; listingId: string };
  let woman: Woman;
  let plan: Plan;
  /** Sent to the prison while she was inside. */
  let withheld: SeenReferral;
  /** Sent to the clinic, and to the prison’s health unit, before anybody knew that she would be in custody. */
  let before: { clinic: SeenReferral; prison: SeenReferral };

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    planning = new TestPlanning(app);
    await putPlanPlaces(app);
    prison = await putPrison(app);
    app.network.organizations = { ...app.network.organizations, prison: prison.organizationId } as never;
    app.network.listings = { ...app.network.listings, prisonHealth: prison.listingId } as never;
    woman = await journey.opens({ safeContact: CONTACT, ageBand: 'FROM_25_TO_34', languages: ['es'] });
    const [first, second] = [await sends('clinicOst', 'clinic'), await sends('prisonHealth', 'prison')];
    before = { clinic: first, prison: second };
    await journey.writes(CASEWORKER, second, 'CANARY-message');
  });
  afterAll(() => app.close());

  async function sends(listing: string, receiver: string): Promise<SeenReferral> {
    await journey.sheConsents(woman, receiver as never, { fields: EVERYTHING });
    const draft = await journey.drafts(woman, listing as never, {
      services: ['ost'],
      needs: ['CANARY-need'],
      note: 'CANARY-note',
      handover: { meetingPoint: 'CANARY-point', assistance: 'INTRODUCED' },
    });
    return journey.takes('SEND', CASEWORKER, draft);
  }
  const opens = async (who: string, purpose = 'her worker is ill') => {
    const document = `query ($id: ID!, $purpose: String) { client(id: $id, purpose: $purpose) {
      code safeContact { channel details safeTimes voicemailOk slipOk codeWord } plans { id } } }`;
    return (await app.as(who)(document, { id: woman.id, purpose })).data?.client ?? null;
  };
  async function renewsForThePrison(): Promise<void> {
    const document = `query ($id: ID!) { client(id: $id) { consents { id receiver { id } } } }`;
    const { data } = await app.as(CASEWORKER)(document, { id: woman.id });
    const hers: { id: string; receiver: { id: string } }[] = data.client.consents;
    for (const { id, receiver } of hers) if (receiver.id === prison.organizationId) await journey.renews(id);
  }
  /** Every field there is of a referral as this reader reads it, in one text. */
  async function wholeReferral(who: string, id: string): Promise<string> {
    const inside = ['client', 'replaces', 'replacedBy', 'planStep', 'from', 'to', 'listing'];
    const paths = [...inside, 'timeline.byOrganization', 'messages.from'].map((path) => path);
    const fields = wholeOf(app.nest.get(GraphQLSchemaHost).schema, 'Referral', paths);
    return JSON.stringify(
      await app.as(who)(`query ($id: ID!) { referral(id: $id) { ${fields} planStep { id } } }`, { id }),
    );
  }

  describe('before it', () => {
    it('what she agreed to crosses, also to the prison; her manager reads her with a purpose', async () => {
      expect((await journey.sees(CLINIC, before.clinic)).shared?.safeContact).toMatchObject(CONTACT);
      expect(await wholeReferral(PRISON_DESK, before.prison.id)).toContain('CANARY-need');
      expect(await opens(MANAGER)).toMatchObject({ safeContact: CONTACT });
      expect(await opens(COLLEAGUE)).toMatchObject({ safeContact: CONTACT });
    });
  });

  describe('from the moment a plan says so', () => {
    beforeAll(async () => {
      plan = await planning.starts(woman, 'release-from-prison', { date: '2026-07-15' });
    });

    it('no receiver reads a way to reach her, old or new; her worker does', async () => {
      const shared = (await journey.sees(CLINIC, before.clinic)).shared;
      expect(shared).toMatchObject({ safeContact: NO_CONTACT, ageBand: 'FROM_25_TO_34', needs: ['CANARY-need'] });
      const anew = await sends('clinicOst', 'clinic');
      expect((await journey.sees(CLINIC, anew)).shared?.safeContact).toEqual(NO_CONTACT);
      expect((await journey.previews(anew)).shared.safeContact).toEqual(NO_CONTACT);
      expect(await opens(CASEWORKER)).toMatchObject({ safeContact: CONTACT });
      // Frozen as it crossed: it is not there to be read when she is out, either.
      expect((await journey.sees(CASEWORKER, anew)).shared?.safeContact).toEqual(NO_CONTACT);
    });

    it('a colleague reads NONE too, and her own worker’s word on an old referral is not for her', async () => {
      expect(await opens(COLLEAGUE)).toMatchObject({ safeContact: NO_CONTACT });
      expect((await journey.sees(COLLEAGUE, before.clinic)).shared?.safeContact).toEqual(NO_CONTACT);
      expect((await journey.sees(CASEWORKER, before.clinic)).shared?.safeContact).toMatchObject(CONTACT);
    });

    it('the prison reads code, service, urgency and dates, and nothing else, also of what was sent before', async () => {
      const seen = await journey.sees(PRISON_DESK, before.prison);
      expect(seen).toMatchObject({
        code: before.prison.code,
        services: ['ost'],
        urgency: 'ROUTINE',
        shared: null,
        handover: null,
        messages: [],
        client: null,
      });
      expect(await wholeReferral(PRISON_DESK, before.prison.id)).not.toContain('CANARY');
      expect(seen.allowedSteps).toContain('ACCEPT');
    });

    it('what is written for the prison cannot be sent to it, and what she agreed to does not cross', async () => {
      await journey.sheConsents(woman, 'prison' as never, { fields: EVERYTHING });
      const written = await journey.drafts(woman, 'prisonHealth' as never, { services: ['art'], note: 'CANARY-new' });
      expect(await journey.previews(written)).toMatchObject({
        consent: { fields: EVERYTHING, active: true },
        shared: NOTHING_SHARED,
        missing: ['NOTE'],
      });
      expect(await journey.tries('SEND', CASEWORKER, written)).toMatchObject({
        __typename: 'ConsentMissing',
        missing: ['NOTE'],
      });
      withheld = await journey.takes(
        'SEND',
        CASEWORKER,
        await journey.drafts(woman, 'prisonHealth' as never, { services: ['art'] }),
      );
      expect((await journey.sees(PRISON_DESK, withheld)).shared).toBeNull();
      expect((await journey.previews(withheld)).shared).toEqual(NOTHING_SHARED);
      const handover = await app.as(CASEWORKER)(
        `query ($id: ID!) { disclosurePreview(referralId: $id) { handover { assistance } } }`,
        { id: withheld.id },
      );
      expect(handover.data.disclosurePreview).toEqual({ handover: null });
    });

    it('its figures hold nothing of hers either', async () => {
      const { data } = await app.as(PRISON_MANAGER)(
        `{ completionAudit(from: "2026-03-01", to: "2026-03-31", direction: RECEIVED) { sent byAgeBand { key } byPregnancy { key } } }`,
      );
      expect(data.completionAudit).toEqual({
        ...{ sent: 2, byAgeBand: [{ key: 'UNKNOWN' }], byPregnancy: [{ key: 'UNKNOWN' }] },
      });
    });

    it('no message goes to the prison or comes from there', async () => {
      for (const who of [CASEWORKER, PRISON_DESK])
        expect((await journey.writes(who, before.prison, 'CANARY-word')).__typename).toBe('InvalidInput');
      const asks = `mutation ($id: ID!) { askSender(referralId: $id, text: "CANARY-question") { __typename } }`;
      const asked = await app.as(PRISON_DESK)(asks, { id: before.prison.id });
      expect(asked.data.askSender).toEqual({ __typename: 'InvalidInput' });
      const accepts = { condition: 'CANARY-condition' };
      expect(await journey.tries('ACCEPT', PRISON_DESK, before.prison, accepts)).toMatchObject({
        __typename: 'InvalidInput',
        problems: [{ path: 'condition' }],
      });
      expect((await journey.writes(CASEWORKER, before.clinic, 'We come.')).__typename).toBe('Referral');
    });

    it('her record is closed to managers, purpose or not: it answers like one that is not there', async () => {
      const closed = await app.as(MANAGER)(
        `query ($id: ID!, $purpose: String) { client(id: $id, purpose: $purpose) { id } }`,
        { id: woman.id, purpose: 'an audit' },
      );
      const absent = await app.as(MANAGER)(
        `query ($id: ID!, $purpose: String) { client(id: $id, purpose: $purpose) { id } }`,
        { id: randomUUID(), purpose: 'an audit' },
      );
      expect(closed).toEqual(absent);
      // The purpose that she gave before it opens nothing any more.
      expect((await journey.sees(MANAGER, before.clinic)).client).toBeNull();
      expect(await planning.reads(MANAGER, plan.id)).toBeNull();
      const counted = await app.database.one(sql`SELECT id FROM client_opening WHERE purpose = ${'an audit'}`);
      expect(counted).toBeUndefined();
    });

    it('the day of release passes, and she is in custody until somebody says that she is out', async () => {
      app.clock.set('2026-07-20T09:00:00.000Z');
      app.signInAgain();
      plan = await planning.sees(plan);
      expect(plan.custody).toEqual({ facility: null, releaseToConfirm: true });
      const late = (await planning.due(CASEWORKER, { overdue: true })).due.map(({ step }) => step?.code);
      expect(late).toContain('released');
      expect(await opens(MANAGER)).toBeNull();
      // Also when the plan is over without it.
      plan = await planning.does('endPlan', plan, { endCode: 'other' });
      expect(await opens(MANAGER)).toBeNull();
      plan = await planning.does('recordRelease', plan, { on: '2026-07-18' });
      expect(await opens(MANAGER)).toMatchObject({ safeContact: CONTACT });
      // What was sent to the prison meanwhile stays as it crossed: empty.
      await renewsForThePrison();
      expect(await journey.sees(PRISON_DESK, withheld)).toMatchObject({ shared: NOTHING_SHARED, handover: null });
    });

    it('said by mistake, it is taken back, and she is in custody again', async () => {
      plan = await planning.does('undoPlanEvent', plan);
      expect(plan).toMatchObject({ custody: { releaseToConfirm: true }, happenedOn: null });
      expect(plan.dates.at(-1)).toMatchObject({ date: null, happened: true });
      expect(await opens(MANAGER)).toBeNull();
      plan = await planning.does('correctPlan', plan);
      expect(plan).toMatchObject({ end: { code: 'entered-in-error' }, custody: null });
      expect(await opens(MANAGER)).not.toBeNull();
      expect((await planning.asksTo('recordRelease', plan)).__typename).toBe('InvalidInput');
    });
  });

  describe('in the prison’s own organization', () => {
    let inside: Woman;
    const asks = async (who: string) =>
      (await app.as(who)(`query ($id: ID!) { client(id: $id, purpose: "a purpose") { id } }`, { id: inside.id })).data
        .client;
    beforeAll(async () => {
      inside = await journey.opens({}, PRISON_WORKER);
    });

    it('a colleague opens her with a purpose, until she has a plan that says that she is inside', async () => {
      expect(await asks(PRISON_COLLEAGUE)).toEqual({ id: inside.id });
      const hers = await planning.starts(
        inside,
        'release-from-prison',
        { date: '2026-10-01', facilityId: prison.organizationId },
        PRISON_WORKER,
      );
      for (const who of [PRISON_COLLEAGUE, PRISON_MANAGER]) {
        expect(await asks(who)).toBeNull();
        expect(await planning.reads(who, hers.id)).toBeNull();
      }
      expect((await planning.asksTo('recordRelease', hers, {}, PRISON_COLLEAGUE)).__typename).toBe('Forbidden');
      expect(await asks(PRISON_WORKER)).toEqual({ id: inside.id });
      // Not even that there is a plan.
      expect((await planning.due(PRISON_COLLEAGUE, { until: '2026-12-31' })).totalCount).toBe(0);
      expect((await planning.due(PRISON_WORKER, { until: '2026-12-31' })).totalCount).toBeGreaterThan(3);
    });

    it('nobody takes her over to read her: only a manager, who reads nothing, gives her to somebody', async () => {
      const takesOver = async (who: string, toId: string | null = null) =>
        (
          await app.as(who)(
            `mutation ($input: TakeOverInput!) { takeOver(input: $input) { __typename ... on ClientTakenOver { assignedTo { email } } } }`,
            { input: { clientId: inside.id, toId, purpose: 'her worker is ill' } },
          )
        ).data.takeOver;
      expect(await takesOver(PRISON_COLLEAGUE)).toEqual({ __typename: 'Forbidden' });
      const colleague = await app.database.one<{ id: string }>(
        sql`SELECT id FROM staff WHERE email = ${PRISON_COLLEAGUE}`,
      );
      expect(await takesOver(PRISON_MANAGER, colleague!.id)).toEqual({
        __typename: 'ClientTakenOver',
        assignedTo: { email: PRISON_COLLEAGUE },
      });
    });
  });
});
