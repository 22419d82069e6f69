import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { effortOf } from '../support/effort.js';
import {
  CASEWORKER,
  CITY_SHELTER,
  COLLEAGUE,
  REFUGE,
  TestJourney,
  type SeenReferral,
  type Woman,
} from '../support/journey.js';

const WORDS = 'Four white geese on the ice';
const CARD = `id version code safeContact { slipOk }
  referrals(first: 10) { edges { node { id version code status appointmentAt allowedSteps } } }`;

/** Her card and her slip are gone; she remembers words. */
describe.each(DATABASES)('a card is lost, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let woman: Woman;
  let referral: SeenReferral;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    woman = await journey.opens({ passphrase: WORDS, safeContact: { channel: 'IN_PERSON', slipOk: true } });
    await journey.sheConsents(woman, 'safeHouse');
    const sent = await journey.takes('SEND', CASEWORKER, await journey.drafts(woman, 'refuge', { note: 'a bed' }));
    referral = await journey.takes('ACCEPT', REFUGE, sent);
    for (const who of [COLLEAGUE, REFUGE, CITY_SHELTER]) await app.token(who);
  });
  afterAll(() => app.close());

  const byWords = (who: string, words: string) =>
    app.as(who)(
      `query ($words: String!) { clientByPassphrase(passphrase: $words, purpose: "she lost her card") { ${CARD} } }`,
      { words },
    );

  it('whoever is on duty finds her by her words, and has all that a new slip says, in one operation', async () => {
    const effort = await effortOf(app, async () => {
      const { data, errors } = await byWords(COLLEAGUE, ' four  white GEESE on the ice ');
      expect(errors).toBeUndefined();
      expect(data.clientByPassphrase).toMatchObject({ id: woman.id, code: woman.code, safeContact: { slipOk: true } });
      expect(data.clientByPassphrase.referrals.edges).toMatchObject([
        { node: { id: referral.id, code: referral.code } },
      ]);
    });
    expect(effort).toEqual({ [COLLEAGUE]: 1 });
  });

  it('her worker sees who looked for her, and why, without looking for it', async () => {
    const { data } = await app.as(CASEWORKER)(
      '{ clientNotices { edges { node { kind by { email } purpose code } } } }',
    );
    expect(data.clientNotices.edges).toEqual([
      { node: { kind: 'LOOKED', by: { email: COLLEAGUE }, purpose: 'she lost her card', code: woman.code } },
    ]);
  });

  it('who found the card or the slip reads nothing by it: the one is hers to her own organization, the other to where she goes', async () => {
    const [card, slip] = ['clientByCode(code: $code, purpose: "found on the street")', 'referralByCode(code: $code)'];
    const ask = (who: string, field: string, code: string) =>
      app.as(who)(`query ($code: String!) { ${field} { id } }`, { code });
    expect((await ask('caseworker@northside.example', card, woman.code)).data).toEqual({ clientByCode: null });
    expect((await ask(CITY_SHELTER, slip, referral.code)).data).toEqual({ referralByCode: null });
    for (const code of [woman.code, referral.code])
      expect((await ask('analyst@funder.example', card, code)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await ask(REFUGE, slip, woman.code)).data).toEqual({ referralByCode: null });
  });

  it('the lost slip somebody else could show there: a new referral has a new code, and the old one is over', async () => {
    const effort = await effortOf(app, async () => {
      await journey.takes('WITHDRAW', CASEWORKER, referral, { reasonCode: 'safety' });
      const again = await journey.drafts(woman, 'refuge', { replacesId: referral.id });
      const sent = await journey.takes('SEND', CASEWORKER, again);
      expect(sent.code).not.toBe(referral.code);
      expect((await journey.findsByCode(REFUGE, referral.code))?.allowedSteps).toEqual([]);
      const arrived = await journey.takes('ARRIVE', REFUGE, (await journey.findsByCode(REFUGE, sent.code))!);
      expect(arrived.status).toBe('ARRIVED');
    });
    expect(effort).toEqual({ [CASEWORKER]: 3, [REFUGE]: 3 });
  });
});
