import { randomUUID } from 'node:crypto';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  BRIGID,
  CASEWORKER,
  CITY_SHELTER,
  COLLEAGUE,
  pathsOf,
  REFUGE,
  TestJourney,
  type DraftAnswer,
  type SeenReferral,
  type Woman,
} from '../support/journey.js';
import type { ListingKey } from '../support/network.js';

interface NextMatch {
  callFirst: boolean;
  consentStands: boolean;
  found: { listing: { id: string; name: string }; fit: { met: string[]; unknown: string[] } };
}

describe.each(DATABASES)('she is offered the next best place, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let woman: Woman;
  let declined: SeenReferral;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());

  const tries = (by: string, referralId: string, first?: number) =>
    app.as(by)(
      `query ($referralId: ID!, $first: Int) { nextMatches(referralId: $referralId, first: $first) {
        callFirst consentStands found { listing { id name } distanceKm opensAt fit { met unknown } } } }`,
      { referralId, first },
    );
  const next = async ({ id }: Pick<SeenReferral, 'id'>, first?: number): Promise<NextMatch[]> => {
    const answer = await tries(CASEWORKER, id, first);
    expect(answer.errors).toBeUndefined();
    return answer.data.nextMatches;
  };
  const told = (matches: NextMatch[]): string[] =>
    matches.map(({ callFirst, found }) => `${found.listing.name}${callFirst ? ' (call first)' : ''}`);
  const again = async (
    referralId: string,
    listing: ListingKey,
    key?: string,
    by = CASEWORKER,
  ): Promise<DraftAnswer> => {
    const answer = await app.as(by)(
      `mutation ($input: ReferAgainInput!) { referAgain(input: $input) { __typename ... on Problem { message }
        ... on InvalidInput { problems { path } }
        ... on Referral { id version status services urgency deadline neededFrom replaces { id } listing { id name }
          handover { assistance companion transport childcareArranged meetingPoint meetAt callBack stillWithHerWhenReceived } } } }`,
      { input: { referralId, listingId: app.network.listings[listing], key } },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data.referAgain;
  };

  it('after a refusal: the same services and needs, without whom she avoids and who refused', async () => {
    woman = await journey.opens();
    await journey.sheConsents(woman, 'brigid');
    const draft = await journey.drafts(woman, 'brigidRefuge', {
      urgency: 'TODAY',
      needs: ['accepts-drug-use', 'a quiet room'],
      note: 'She sleeps badly.',
      deadline: '2026-03-19T21:00:00.000Z',
      neededFrom: '2026-03-19',
      handover: {
        assistance: 'ACCOMPANIED',
        companion: 'PEER',
        transport: 'PAID',
        childcareArranged: true,
        meetingPoint: 'the chapel gate',
        meetAt: '2026-03-19T08:00:00.000Z',
        callBack: 'Ann, 555 0199',
      },
    });
    const sent = await journey.takes('SEND', CASEWORKER, draft);
    await journey.takes('DECLINE', BRIGID, sent, { reasonCode: 'drug-use' });
    declined = await journey.sees(CASEWORKER, sent);
    const found = await next(declined);
    expect([...told(found)].sort()).toEqual(['City Shelter', 'Harbour Hostel (call first)', 'Safe House Refuge']);
    expect(told(found).at(-1)).toBe('Harbour Hostel (call first)');
    expect(found[0]?.found.fit.met).toContain('accepts-drug-use');
    expect(told(await next(declined, 1))).toHaveLength(1);
  });

  it('whom and where she must not meet is left out', async () => {
    woman = await journey.sheTells(woman, { avoid: { organizationIds: [app.network.organizations.city] } });
    expect(told(await next(declined))).toEqual(['Safe House Refuge', 'Harbour Hostel (call first)']);
  });

  it('it says where she has consented already, and where she must be asked first', async () => {
    expect((await next(declined)).map(({ consentStands }) => consentStands)).toEqual([false, false]);
    await journey.sheConsents(woman, 'safeHouse', { fields: ['AGE_BAND'] });
    expect((await next(declined))[0]?.consentStands).toBe(false);
    await journey.sheConsents(woman, 'safeHouse');
    expect((await next(declined)).map(({ consentStands }) => consentStands)).toEqual([true, false]);
  });

  it('in one action she is referred again, with all that was written and planned; where they would meet is another place’s', async () => {
    const draft = await again(declined.id, 'refuge', 'again');
    expect(draft).toMatchObject({
      __typename: 'Referral',
      status: 'DRAFT',
      services: ['shelter'],
      urgency: 'TODAY',
      deadline: '2026-03-19T21:00:00.000Z',
      neededFrom: '2026-03-19',
      replaces: { id: declined.id },
      listing: { name: 'Safe House Refuge' },
      handover: {
        assistance: 'ACCOMPANIED',
        companion: 'PEER',
        transport: 'PAID',
        childcareArranged: true,
        meetingPoint: null,
        meetAt: null,
        callBack: 'Ann, 555 0199',
        stillWithHerWhenReceived: null,
      },
    });
    expect(await again(declined.id, 'refuge', 'again')).toEqual(draft);
    expect(pathsOf(await again(declined.id, 'cityShelter', 'again'))).toEqual(['key']);
    const { id } = draft as SeenReferral;
    expect((await journey.previews({ id })).shared).toMatchObject({
      needs: ['accepts-drug-use', 'a quiet room'],
      note: 'She sleeps badly.',
    });
  });

  it('what already has its next try, or is still open, has no other', async () => {
    expect(pathsOf(await again(declined.id, 'hostel'))).toEqual(['referralId']);
    const second = (await journey.sees(CASEWORKER, declined)).replacedBy?.id ?? '';
    expect(pathsOf(await again(second, 'hostel'))).toEqual(['referralId']);
    const open = await tries(CASEWORKER, second);
    expect(open.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(open.errors?.[0]?.extensions.problems?.map(({ path }) => path)).toEqual(['referralId']);
  });

  it('who refused earlier in the chain is not offered again', async () => {
    const second = await journey.sees(CASEWORKER, (await journey.sees(CASEWORKER, declined)).replacedBy ?? declined);
    const sent = await journey.takes('SEND', CASEWORKER, second);
    const accepted = await journey.takes('ACCEPT', REFUGE, sent);
    const turnedAway = await journey.takes('TURN_AWAY', REFUGE, accepted, { reasonCode: 'no-space' });
    expect(told(await next(turnedAway))).toEqual(['Harbour Hostel (call first)']);
  });

  it('silence is an answer too: after it expired, somebody else is asked; after she got help nobody is', async () => {
    const silent = await journey.sends('cityShelter', 'city', { urgency: 'ROUTINE' });
    await app.database.write((tx) =>
      tx.manager.update('ReferralRow', { id: silent.referral.id }, { status: 'EXPIRED' }),
    );
    expect(told(await next(silent.referral))).not.toContain('City Shelter');
    const helped = await journey.sends('cityShelter', 'city');
    const arrived = await journey.takes('ARRIVE', CITY_SHELTER, helped.referral);
    const completed = await journey.takes('COMPLETE', CITY_SHELTER, arrived, { outcome: 'RECEIVED' });
    expect(pathsOf(await again(completed.id, 'refuge'))).toEqual(['referralId']);
    const partly = await journey.sends('cityShelter', 'city');
    const there = await journey.takes('ARRIVE', CITY_SHELTER, partly.referral);
    const little = await journey.takes('COMPLETE', CITY_SHELTER, there, { outcome: 'NOT_RECEIVED' });
    expect(told(await next(little))).toContain('Safe House Refuge');
  });

  it('her consent taken back, what was written is gone; she can be referred again all the same', async () => {
    const { referral, consent } = await journey.sends('cityShelter', 'city', { needs: ['accepts-drug-use'] });
    await journey.sheWithdraws(consent.id);
    expect(told(await next(referral))).toContain('St Brigid Refuge (call first)'.replace(' (call first)', ''));
    expect(await again(referral.id, 'refuge')).toMatchObject({ __typename: 'Referral', handover: { companion: null } });
  });

  it('nobody but who walks with her: a foreign and an unknown one answer alike', async () => {
    for (const id of [declined.id, randomUUID()]) {
      for (const who of [ANOTHER_NETWORKER, COLLEAGUE]) {
        expect(await tries(who, id)).toEqual({ data: { nextMatches: null } });
        expect(await again(id, 'refuge', undefined, who)).toMatchObject({ __typename: 'Forbidden' });
      }
    }
    expect((await tries(BRIGID, declined.id)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
