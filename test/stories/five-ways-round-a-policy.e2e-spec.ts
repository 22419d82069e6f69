import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { saveImported } from '../../src/directory/index.js';
import { forgeSession, putReaders, UNCONFIRMED } from '../policy/readers.js';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { ANOTHER_NETWORKER, CASEWORKER, COLLEAGUE, REFUGE, TestJourney, pathsOf } from '../support/journey.js';
import { factsOf, SECRET_DOOR, type TestListing } from '../support/network.js';
import { stepOf, TestPlanning } from '../support/planning.js';
import { Staff } from '../support/staff.js';

const ADMINISTRATOR = 'administrator@network.example';
const REFUSED = { __typename: 'Forbidden' };

/** What broke others' systems of this kind, one by one. Each was found in code that had a policy, and went round it. */
describe.each(DATABASES)('five ways round a policy, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let planning: TestPlanning;
  beforeEach(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    planning = new TestPlanning(app);
  });
  afterEach(() => app.close());

  describe('linking an object across organizations', () => {
    it('hands nobody’s woman to a stranger, and hangs nothing of a stranger’s on her', async () => {
      const [hers, foreign] = [await journey.opens(), await journey.opens({}, ANOTHER_NETWORKER)];
      await journey.sheConsents(foreign, 'safeHouse', {}, ANOTHER_NETWORKER);
      const theirs = await journey.drafts(foreign, 'refuge', {}, ANOTHER_NETWORKER);
      const document = `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { __typename ... on InvalidInput { problems { path } } } }`;
      for (const assignToId of [app.network.staff[ANOTHER_NETWORKER], app.network.staff[REFUGE], randomUUID()]) {
        const { data } = await app.as(CASEWORKER)(document, {
          input: { id: hers.id, version: hers.version, assignToId },
        });
        expect(pathsOf(data.updateClient)).toEqual(['assignToId']);
      }
      expect(await journey.asksToDraft(foreign, 'refuge')).toMatchObject(REFUSED);
      expect(await journey.asksConsent(foreign, 'safeHouse')).toMatchObject(REFUSED);
      const linked = await journey.asksToDraft(hers, 'refuge', { replacesId: theirs.id });
      expect(linked).toEqual(await journey.asksToDraft(hers, 'refuge', { replacesId: randomUUID() }));
      expect(linked.__typename).not.toBe('Referral');
    });

    it('lets no consent speak of one organization and of another’s listing', async () => {
      const hers = await journey.opens();
      const said = await journey.asksConsent(hers, 'clinic', { listing: 'refuge' });
      expect(pathsOf(said)).toEqual(['listingId']);
    });
  });

  describe('an old session after a change of role', () => {
    it('is over at once, and a new one opens nothing of what she was', async () => {
      const hers = await journey.opens();
      const staff = new Staff(app);
      const old = await app.token(CASEWORKER);
      const changes = `mutation ($input: ChangeStaffRolesInput!) { changeStaffRoles(input: $input) { __typename } }`;
      const input = { id: app.network.staff[CASEWORKER], roles: ['ANALYST'], version: await versionOf(CASEWORKER) };
      expect((await app.as(ADMINISTRATOR)(changes, { input })).data.changeStaffRoles.__typename).toBe('StaffMember');
      const reads = 'query ($id: ID!) { client(id: $id) { id } }';
      expect((await staff.with(old)(reads, { id: hers.id })).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
      app.signInAgain();
      expect((await app.as(CASEWORKER)(reads, { id: hers.id })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    });

    async function versionOf(email: string): Promise<number> {
      const { data } = await app.as(ADMINISTRATOR)('{ staff(first: 100) { edges { node { email version } } } }');
      const members = (data.staff.edges as { node: { email: string; version: number } }[]).map(({ node }) => node);
      return members.find((each) => each.email === email)?.version ?? 0;
    }
  });

  describe('an unconfirmed member acting', () => {
    it('may do nothing, though she is everything and holds a session', async () => {
      await putReaders(app);
      const ask = new Staff(app).with((await forgeSession(app, UNCONFIRMED)).token);
      const hers = await journey.opens();
      for (const document of [
        `{ client(id: "${hers.id}", purpose: "I start on Monday") { id } }`,
        '{ staff { totalCount: pageInfo { hasNextPage } } }',
        'mutation { openClient(input: {}) { __typename } }',
        'mutation { endOtherSessions }',
      ])
        expect((await ask(document)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
      expect((await ask('{ me { id } }')).data).toEqual({ me: null });
    });
  });

  describe('a nested id from elsewhere', () => {
    it('reaches nothing by standing beside an id that is hers', async () => {
      const [hers, other] = [await journey.opens(), await journey.opens({}, COLLEAGUE)];
      const plan = await planning.starts(hers, 'hepatitis-b', { date: '2026-04-01' });
      const others = await planning.starts(other, 'hepatitis-b', { date: '2026-04-01' }, COLLEAGUE);
      const tries = (stepId: string) => planning.asksTo('checkPlanStep', plan, { stepId });
      expect(await tries(stepOf(others, 'dose-1').id)).toEqual(await tries(randomUUID()));
      expect(stepOf(await planning.sees(others, COLLEAGUE), 'dose-1').state).toBe('OPEN');
      const until = (untilEndOfPlanId: string) =>
        journey.asksConsent(hers, 'safeHouse', { untilEndOfPlanId } as object);
      expect(await until(others.id)).toEqual(await until(randomUUID()));
      expect((await until(others.id)).__typename).not.toBe('Consent');
    });

    it('nor does a question that stands on another referral', async () => {
      const [one, another] = [await journey.sends('refuge', 'safeHouse'), await journey.sends('refuge', 'safeHouse')];
      const asks = `mutation ($id: ID!) { askSender(referralId: $id, text: "A cot?") { ... on Referral { messages { id } } } }`;
      const asked = (await app.as(REFUGE)(asks, { id: one.referral.id })).data.askSender.messages[0].id as string;
      const answers = (questionId: string) =>
        app.as(CASEWORKER)(
          `mutation ($id: ID!, $questionId: ID!) { answerQuestion(referralId: $id, questionId: $questionId, text: "Yes") { __typename
            ... on InvalidInput { problems { path message } } } }`,
          { id: another.referral.id, questionId },
        );
      expect(await answers(asked)).toEqual(await answers(randomUUID()));
      expect(pathsOf((await answers(asked)).data.answerQuestion)).toEqual(['questionId']);
    });
  });

  describe('an import that goes round a policy', () => {
    const place: TestListing = {
      ...{ organization: 'safeHouse', area: 'eastside', yes: ['accepts-drug-use'] },
      facts: { name: 'Safe House Refuge', services: ['shelter'] },
      address: { visibility: 'FULL', ...SECRET_DOOR },
    };
    const imports = (organizationIdentity: string) =>
      app.database.write((tx) =>
        saveImported(
          tx,
          {
            organizations: [],
            listings: [
              {
                ...{
                  sourceIdentity: 'test:refuge',
                  organizationIdentity,
                  status: 'PUBLISHED',
                  lastConfirmedAt: app.clock.now(),
                },
                ...{ facts: factsOf(place, app.network.areas, app.clock.now()), capacity: null },
              },
            ],
          },
          app.clock.now(),
        ),
      );
    const seen = async (who: string) =>
      (
        await app.as(who)(
          'query ($id: ID!) { listing(id: $id) { organization { id } address { visibility line postalCode } } }',
          { id: app.network.listings.refuge },
        )
      ).data.listing;

    it('opens no door that is shut here, though the source is the later one', async () => {
      const before = await seen(CASEWORKER);
      expect(before.address).toEqual({ visibility: 'AREA', line: null, postalCode: null });
      app.clock.pass({ days: 1 });
      app.signInAgain();
      const { listings } = await imports('test:safeHouse');
      expect(listings.updated).toBe(1);
      expect(await seen(CASEWORKER)).toEqual(before);
      expect(JSON.stringify(await seen('analyst@funder.example'))).not.toContain(SECRET_DOOR.line);
    });

    it('moves no listing to another organization', async () => {
      const before = await seen(CASEWORKER);
      await imports('test:brigid').catch(() => undefined);
      expect((await seen(CASEWORKER)).organization).toEqual(before.organization);
      const [row] = await app.database.all<{ organization_id: string }>(
        sql`SELECT organization_id FROM listing WHERE id = ${app.network.listings.refuge}`,
      );
      expect(row?.organization_id).toBe(app.network.organizations.safeHouse);
    });
  });
});
