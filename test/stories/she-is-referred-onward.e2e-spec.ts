import { randomUUID } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  BRIGID,
  CASEWORKER,
  CITY_SHELTER,
  CLINIC,
  COLLEAGUE,
  pathsOf,
  REFUGE,
  TestJourney,
  type Consent,
  type SeenReferral,
  type Woman,
} from '../support/journey.js';
import { wholeOf } from '../support/whole-of.js';

/** Both agency and caseworker: she receives women, and walks on with them. */
const RECEIVER = REFUGE;
const NOT_TOLD = 'There is no such referral by which a woman came to your organization.';

describe.each(DATABASES)('she is referred onward, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let woman: Woman;
  let consent: Consent;
  let first: SeenReferral;

  beforeEach(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    await app.database.write((tx) =>
      tx.run(sql`UPDATE staff SET roles = '["CASEWORKER","AGENCY"]' WHERE email IN (${RECEIVER}, ${CLINIC})`),
    );
    woman = await journey.opens({ ageBand: 'FROM_25_TO_34', childrenAges: [4], languages: ['es'], countMe: true });
    consent = await journey.sheConsents(woman, 'safeHouse', { purpose: 'CANARY-first-purpose' });
    const draft = await journey.drafts(woman, 'refuge', { note: 'CANARY-first-note', needs: ['CANARY-first-need'] });
    first = await journey.takes('SEND', CASEWORKER, draft);
  });
  afterEach(() => app.close());

  const opensBy = async (who: string, cameByReferralId: string, told: object = {}) => {
    const answer = await app.as(who)(
      `mutation ($input: OpenClientInput!) { openClient(input: $input) { __typename
        ... on Client { id version code ageBand childrenAges languages countMe safeContact { channel } }
        ... on Problem { message } ... on InvalidInput { problems { path } } } }`,
      { input: { cameByReferralId, ...told } },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data.openClient;
  };
  const arrives = () => journey.takes('ARRIVE', RECEIVER, first);
  const countedAs = async (...ids: string[]) =>
    Promise.all(
      ids.map(
        async (id) =>
          (await app.database.one<{ as: string }>(sql`SELECT counted_as AS "as" FROM client WHERE id = ${id}`))?.as,
      ),
    );
  const refused = (answer: { __typename: string; message?: string }) => {
    expect(answer).toMatchObject({ __typename: 'InvalidInput', message: `cameByReferralId: ${NOT_TOLD}` });
  };

  it('she who came is opened by the referral she came by, and is one woman in every figure, through several hops', async () => {
    await arrives();
    const hers = await opensBy(RECEIVER, first.id, { countMe: true });
    expect(hers.__typename).toBe('Client');
    await journey.sheConsents(hers, 'clinic', {}, RECEIVER);
    const sent = await journey.takes(
      'SEND',
      RECEIVER,
      await journey.drafts(hers, 'clinicOst', { services: ['ost'] }, RECEIVER),
    );
    await journey.takes('ARRIVE', CLINIC, sent);
    const third = await opensBy(CLINIC, sent.id);
    expect(third.__typename).toBe('Client');
    const other = await journey.opens();
    const [one, two, three, four] = await countedAs(woman.id, hers.id, third.id, other.id);
    expect(one).toMatch(/^[0-9a-f-]{36}$/);
    expect([two, three]).toEqual([one, one]);
    expect(four).not.toBe(one);
    expect([woman.id, hers.id, third.id]).not.toContain(one);
  });

  it('nothing of what was shared is written into her new record: it would outlive her withdrawal', async () => {
    await arrives();
    expect(await opensBy(RECEIVER, first.id)).toMatchObject({
      ageBand: 'UNKNOWN',
      childrenAges: null,
      languages: null,
      countMe: false,
      safeContact: null,
    });
  });

  it('not before she came, and not once her consent is over or the referral was a mistake', async () => {
    refused(await opensBy(RECEIVER, first.id));
    const accepted = await journey.takes('ACCEPT', RECEIVER, first);
    refused(await opensBy(RECEIVER, first.id));
    const arrived = await journey.takes('ARRIVE', RECEIVER, accepted);
    app.clock.pass({ days: 90, minutes: 1 });
    app.signInAgain();
    refused(await opensBy(RECEIVER, first.id));
    await journey.renews(consent.id);
    expect((await opensBy(RECEIVER, first.id, { key: 'x' })).__typename).toBe('Client');
    const second = await journey.takes('SEND', CASEWORKER, await journey.drafts(woman, 'refuge'));
    const mistaken = await journey.takes('ARRIVE', RECEIVER, second);
    await journey.takes('CORRECT', CASEWORKER, mistaken);
    refused(await opensBy(RECEIVER, second.id));
    expect(arrived.status).toBe('ARRIVED');
  });

  it('not once she took it back, her place kept or not', async () => {
    await arrives();
    await journey.sheWithdraws(consent.id, { keepPlace: true });
    refused(await opensBy(RECEIVER, first.id));
  });

  it('not by somebody it was not sent to, who does not answer for it, or who only sends: it sounds like one that nobody has', async () => {
    await arrives();
    const nobodys = await opensBy(RECEIVER, randomUUID());
    refused(nobodys);
    for (const who of [CLINIC, CASEWORKER, COLLEAGUE]) expect(await opensBy(who, first.id)).toEqual(nobodys);
    await app.database.write((tx) => tx.run(sql`UPDATE staff SET roles = '["CASEWORKER"]' WHERE email = ${RECEIVER}`));
    expect(await opensBy(RECEIVER, first.id)).toEqual(nobodys);
  });

  it('once, however many try at once; the same key shows her again', async () => {
    await arrives();
    const input = { key: 'she is here' };
    const answers = await Promise.all([
      opensBy(RECEIVER, first.id, input),
      opensBy(RECEIVER, first.id),
      opensBy(RECEIVER, first.id),
    ]);
    expect(answers.map(({ __typename }) => __typename as string).sort()).toEqual([
      'Client',
      'InvalidInput',
      'InvalidInput',
    ]);
    expect(pathsOf(await opensBy(RECEIVER, first.id))).toEqual(['cameByReferralId']);
    const opened = await app.database.all(sql`SELECT id FROM client WHERE came_by_referral_id = ${first.id}`);
    expect(opened).toHaveLength(1);
  });

  it('no field of the whole schema serves what she is counted as', () => {
    const { schema } = app.nest.get(GraphQLSchemaHost);
    for (const type of Object.values(schema.getTypeMap()))
      if ('getFields' in type)
        expect(
          Object.keys(type.getFields()).filter((name) => /countedAs|cameBy/i.test(name) && name !== 'cameByReferralId'),
        ).toEqual([]);
    expect(schema.getType('Client')).not.toHaveProperty('_fields.cameByReferralId');
  });

  it('sender and second receiver learn nothing of each other, in any field that either can read', async () => {
    await arrives();
    const hers: Woman = await opensBy(RECEIVER, first.id);
    await journey.sheConsents(hers, 'city', { purpose: 'CANARY-second-purpose' }, RECEIVER);
    const draft = await journey.drafts(hers, 'cityShelter', { note: 'CANARY-second-note' }, RECEIVER);
    const sent = await journey.takes('SEND', RECEIVER, draft);
    const accepted = await journey.takes('ACCEPT', CITY_SHELTER, sent);
    await journey.writes(CITY_SHELTER, accepted, 'CANARY-second-message');
    await journey.writes(CASEWORKER, first, 'CANARY-first-message');
    await journey.takes('ARRIVE', CITY_SHELTER, accepted);

    const { schema } = app.nest.get(GraphQLSchemaHost);
    const organizations = ['from', 'to', 'listing.organization', 'timeline.byOrganization', 'messages.from'];
    const inside = [
      'client',
      'replaces',
      'replacedBy',
      'walkedBy.organization',
      ...organizations.map((path) => `${path}.listings`),
    ];
    const whole = wholeOf(schema, 'Referral', inside);
    const links = 'client { id code } replaces { id code } replacedBy { id code }';
    const reads = async (who: string) => {
      const lists = `{ referrals(inbox: ALL) { totalCount edges { node { ${whole} ${links} } } } }`;
      const ids = await Promise.all(
        [first.id, sent.id].map((id) =>
          app.as(who)(`query ($id: ID!) { referral(id: $id) { ${whole} ${links} } }`, { id }),
        ),
      );
      return JSON.stringify([await app.as(who)(lists), ...ids]);
    };
    const { organizations: org, listings, staff } = app.network;
    const ofSender = [
      woman.id,
      woman.code,
      first.id,
      first.code,
      org.riverside,
      'Riverside',
      staff[CASEWORKER]!,
      'CANARY-first',
    ];
    const ofSecond = [
      hers.id,
      hers.code,
      sent.id,
      sent.code,
      org.city,
      listings.cityShelter,
      'City Shelter',
      'CANARY-second',
    ];
    const [sender, second, between] = [await reads(CASEWORKER), await reads(CITY_SHELTER), await reads(RECEIVER)];
    for (const hidden of ofSecond)
      expect(['the sender reads', hidden, sender.includes(hidden)]).toEqual(['the sender reads', hidden, false]);
    for (const hidden of ofSender)
      expect(['the second receiver reads', hidden, second.includes(hidden)]).toEqual([
        'the second receiver reads',
        hidden,
        false,
      ]);
    for (const shown of [first.code, sent.code, hers.code, 'CANARY-first-note', 'CANARY-second-message'])
      expect(between).toContain(shown);
    for (const hidden of [woman.id, woman.code, org.riverside]) expect(between).not.toContain(hidden);
    const [counted] = await countedAs(woman.id);
    for (const answer of [sender, second, between]) expect(answer).not.toContain(counted);
    // Who once declined another of hers is no nearer to it.
    expect(await journey.reads(BRIGID, sent.id)).toBeNull();
  });

  it('her first worker sees nothing of what she does there, and her new worker nothing of her first record', async () => {
    await arrives();
    const hers = await opensBy(RECEIVER, first.id);
    const looks = 'query ($id: ID!) { client(id: $id, purpose: "to look") { id code } }';
    for (const [who, id] of [
      [CASEWORKER, hers.id],
      [COLLEAGUE, hers.id],
      [RECEIVER, woman.id],
    ] as const)
      expect((await app.as(who)(looks, { id })).data.client).toBeNull();
  });
});
