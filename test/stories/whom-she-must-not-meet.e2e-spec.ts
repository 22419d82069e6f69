import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { AskingAround } from '../support/asking-around.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  BRIGID,
  CASEWORKER,
  CITY_SHELTER,
  pathsOf,
  REFUGE,
  TestJourney,
  type Woman,
} from '../support/journey.js';
import { search, standing } from '../support/searching.js';

describe.each(DATABASES)('whom she must not meet, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let woman: Woman;

  beforeEach(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    const { organizations, areas } = app.network;
    woman = await journey.opens({ avoid: { organizationIds: [organizations.city], areaIds: [areas.harbour] } });
  });
  afterEach(() => app.close());

  it('is no place that she can be sent to, however it was found: named, asked, or next in line', async () => {
    const around = new AskingAround(app);
    for (const listing of ['cityShelter', 'brigidRefuge', 'hostel'] as const)
      expect(pathsOf(await journey.asksToDraft(woman, listing))).toEqual(['listingId']);
    const question = await around.asks(CASEWORKER, ['cityShelter', 'refuge']);
    await around.answers(CITY_SHELTER, question.id, 'cityShelter', 'YES', { holdUntil: around.at(2) });
    const from = { fromPlaceQuestionId: question.id };
    expect(pathsOf(await journey.asksToDraft(woman, 'cityShelter', from))).toEqual(['listingId']);
    // Nothing was settled by it: the place that she can go to may still answer.
    await around.answers(REFUGE, question.id, 'refuge', 'YES');
    const draft = await journey.drafts(woman, 'refuge', from);
    await journey.sheConsents(woman, 'safeHouse');
    const sent = await journey.takes('SEND', CASEWORKER, draft);
    await journey.takes('DECLINE', REFUGE, sent, { reasonCode: 'no-space' });
    const again = `mutation ($input: ReferAgainInput!) { referAgain(input: $input) {
      __typename ... on InvalidInput { problems { path } } } }`;
    const { data } = await app.as(CASEWORKER)(again, {
      input: { referralId: draft.id, listingId: app.network.listings.cityShelter },
    });
    expect(pathsOf(data.referAgain)).toEqual(['listingId']);
    const next = `query ($id: ID!) { nextMatches(referralId: $id) { found { listing { id } } } }`;
    const matches = (await app.as(CASEWORKER)(next, { id: draft.id })).data.nextMatches;
    expect(matches).toEqual([]);
  });

  it('the area that she avoids includes what lies in it, and a place that nobody knows where it is, is not avoided', async () => {
    const she = await journey.opens({ avoid: { areaIds: [app.network.areas.town] } });
    for (const listing of ['refuge', 'cityShelter', 'hostel'] as const)
      expect(pathsOf(await journey.asksToDraft(she, listing))).toEqual(['listingId']);
    await app.database.write((tx) =>
      tx.run(sql`UPDATE listing SET area_id = NULL WHERE id = ${app.network.listings.hostel}`),
    );
    expect((await journey.asksToDraft(she, 'hostel')).__typename).toBe('Referral');
  });

  it('she changes her mind, and can go there', async () => {
    const told = await journey.sheTells(woman, { avoid: null });
    expect((await journey.asksToDraft(told, 'cityShelter')).__typename).toBe('Referral');
  });

  it('nobody else can tell: another organization finds, and sends others, as if she avoided nobody; nor does a receiver read it', async () => {
    const found = async (who: string, her?: string) => search(app.as(who), { services: ['shelter'] }, her);
    const listings = [app.network.listings.cityShelter, app.network.listings.brigidRefuge];
    const hers = await found(CASEWORKER, woman.id);
    const others = await found(ANOTHER_NETWORKER);
    expect(listings.map((id) => standing(hers, id))).toEqual(['nowhere', 'nowhere']);
    expect(listings.map((id) => standing(others, id))).toEqual(['match', 'match']);
    await expect(found(ANOTHER_NETWORKER, woman.id)).rejects.toThrow('forClientId');
    const theirs = await journey.asksToDraft(woman, 'cityShelter', {}, ANOTHER_NETWORKER);
    expect(theirs).toEqual(await journey.asksToDraft(woman, 'refuge', {}, ANOTHER_NETWORKER));
    expect(theirs.__typename).toBe('Forbidden');
    await journey.sheConsents(woman, 'safeHouse');
    const sent = await journey.takes('SEND', CASEWORKER, await journey.drafts(woman, 'refuge'));
    const read = JSON.stringify([await journey.sees(REFUGE, sent), await journey.inbox(BRIGID, 'ALL')]);
    for (const hidden of [app.network.organizations.city, app.network.areas.harbour])
      expect(read).not.toContain(hidden);
  });
});
