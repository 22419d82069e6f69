import { randomUUID } from 'node:crypto';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  CASEWORKER,
  CITY_SHELTER,
  COLLEAGUE,
  NIGHT_DESK,
  NOTHING_SHARED,
  pathsOf,
  REFUGE,
  REFUGE_MANAGER,
  TestJourney,
  toldAloud,
  type SeenReferral,
  type SharedField,
  type Woman,
} from '../support/journey.js';

describe.each(DATABASES)('nothing crosses without her consent, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let woman: Woman;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    woman = await journey.opens({ childrenAges: [2] });
  });

  /** It stays a draft in every respect, and Safe House cannot tell that it is there. */
  async function isNotSent(draft: SeenReferral, missing: SharedField[] = []) {
    const before = await journey.inbox(REFUGE, 'ALL');
    expect(await journey.tries('SEND', CASEWORKER, draft)).toEqual({
      __typename: 'ConsentMissing',
      message: expect.stringContaining('consent') as string,
      receiver: { id: app.network.organizations.safeHouse, name: 'Safe House' },
      missing,
    });
    expect(await journey.sees(CASEWORKER, draft)).toEqual(draft);
    for (const who of [REFUGE, NIGHT_DESK, REFUGE_MANAGER, CITY_SHELTER])
      expect(await journey.reads(who, draft.id)).toBeNull();
    expect(await journey.findsByCode(REFUGE, draft.code)).toBeNull();
    expect(await journey.inbox(REFUGE, 'ALL')).toEqual(before);
    expect(before.ids).not.toContain(draft.id);
  }

  it('not where she was not asked', async () => {
    await isNotSent(await journey.drafts(woman, 'refuge'));
  });

  it('not where another woman consented', async () => {
    await journey.sheConsents(await journey.opens(), 'safeHouse');
    await isNotSent(await journey.drafts(woman, 'refuge'));
  });

  it('not where she consented to another organization', async () => {
    await journey.sheConsents(woman, 'city');
    await isNotSent(await journey.drafts(woman, 'refuge'));
  });

  it('not where she consented for another listing of the same organization', async () => {
    await journey.sheConsents(woman, 'safeHouse', { listing: 'secondStage' });
    const draft = await journey.drafts(woman, 'refuge');
    await isNotSent(draft);
    expect((await journey.previews(draft)).consent).toBeNull();
  });

  it('not where her consent has expired, to the instant', async () => {
    const expiresAt = new Date(app.clock.millis() + 3_600_000).toISOString();
    await journey.sheConsents(woman, 'safeHouse', { expiresAt });
    const draft = await journey.drafts(woman, 'refuge');
    expect((await journey.previews(draft)).consent?.active).toBe(true);
    app.clock.pass({ hours: 1 });
    await isNotSent(draft);
    expect((await journey.previews(draft)).consent).toBeNull();
  });

  it('not where she took it back', async () => {
    const consent = await journey.sheConsents(woman, 'safeHouse');
    await journey.sheWithdraws(consent.id);
    await isNotSent(await journey.drafts(woman, 'refuge'));
  });

  it('not where her consent does not cover what was written, and the answer names it', async () => {
    await journey.sheConsents(woman, 'safeHouse', { fields: ['CHILDREN'] });
    const written = { needs: ['a cot'], note: 'She comes after dark.' };
    await isNotSent(await journey.drafts(woman, 'refuge', written), ['NEEDS', 'NOTE']);
    await isNotSent(await journey.drafts(woman, 'refuge', { needs: ['a cot'] }), ['NEEDS']);
    app.clock.pass({ minutes: 1 });
    await journey.sheConsents(woman, 'safeHouse', { fields: ['CHILDREN', 'NEEDS'] });
    const draft = await journey.drafts(woman, 'refuge', written);
    await isNotSent(draft, ['NOTE']);
    const preview = await journey.previews(draft);
    expect(preview.missing).toEqual(['NOTE']);
    expect(preview.shared).toEqual({ ...NOTHING_SHARED, childrenAges: [2], needs: ['a cot'] });

    await journey.sheConsents(woman, 'safeHouse', { fields: ['NOTE', 'NEEDS'] });
    const sent = await journey.takes('SEND', CASEWORKER, draft);
    expect((await journey.sees(REFUGE, sent)).shared).toEqual({ ...NOTHING_SHARED, ...written });
  });

  it('what she said last counts, also where it is narrower than what she said before', async () => {
    await journey.sheConsents(woman, 'safeHouse', { fields: ['NOTE', 'CHILDREN'] });
    app.clock.pass({ minutes: 1 });
    await journey.sheConsents(woman, 'safeHouse', { fields: ['CHILDREN'] });
    const draft = await journey.drafts(woman, 'refuge', { note: 'She comes after dark.' });
    await isNotSent(draft, ['NOTE']);
    app.clock.pass({ minutes: 1 });
    await journey.sheConsents(woman, 'safeHouse', { fields: ['NOTE'] });
    const sent = await journey.takes('SEND', CASEWORKER, draft);
    expect(sent.shared).toEqual({ ...NOTHING_SHARED, note: 'She comes after dark.' });
  });

  it('nothing is sent at another time than now: a consent given later covers nothing sent before', async () => {
    await journey.sheConsents(woman, 'safeHouse', { fields: [] });
    const draft = await journey.drafts(woman, 'refuge');
    const effectiveAt = new Date(app.clock.millis()).toISOString();
    expect(pathsOf(await journey.tries('SEND', CASEWORKER, draft, { effectiveAt }))).toEqual(['effectiveAt']);
  });

  it('a consent is refused where she was not told that she may refuse', async () => {
    const answer = await journey.asksConsent(woman, 'safeHouse', { toldSheMayRefuse: false });
    expect(pathsOf(answer)).toEqual(['toldSheMayRefuse']);
    await isNotSent(await journey.drafts(woman, 'refuge'));
  });

  it('a consent lasts a year at most, and never ends before it began', async () => {
    const inDays = (days: number) => new Date(app.clock.millis() + days * 86_400_000).toISOString();
    for (const expiresAt of [inDays(366), inDays(0), inDays(-1)])
      expect(pathsOf(await journey.asksConsent(woman, 'safeHouse', { expiresAt }))).toEqual(['expiresAt']);
    expect((await journey.sheConsents(woman, 'safeHouse', { expiresAt: inDays(365) })).active).toBe(true);
  });

  it('a consent says what it is for, and for a listing of the receiver’s own', async () => {
    expect(pathsOf(await journey.asksConsent(woman, 'safeHouse', { purpose: ' ' }))).toEqual(['purpose']);
    expect(pathsOf(await journey.asksConsent(woman, 'safeHouse', { listing: 'cityShelter' }))).toEqual(['listingId']);
  });

  it('nobody consents for a woman who is not hers, and cannot tell whether she is there', async () => {
    const forbidden = await journey.asksConsent(woman, 'safeHouse', {}, ANOTHER_NETWORKER);
    expect(forbidden.__typename).toBe('Forbidden');
    expect(await journey.asksConsent({ id: randomUUID() }, 'safeHouse', {}, ANOTHER_NETWORKER)).toEqual(forbidden);
    expect(await journey.asksConsent(woman, 'safeHouse', {}, COLLEAGUE)).toEqual(forbidden);
    expect(await journey.asksToDraft(woman, 'refuge', {}, ANOTHER_NETWORKER)).toEqual(forbidden);
    expect(await journey.asksToDraft({ id: randomUUID() }, 'refuge', {}, ANOTHER_NETWORKER)).toEqual(forbidden);
  });

  it('one that is narrowed to a listing is read only by those who answer for it', async () => {
    await journey.sheConsents(woman, 'safeHouse', { listing: 'refuge' });
    const draft = await journey.drafts(woman, 'refuge', { note: 'She comes after dark.' });
    const sent = await journey.takes('SEND', CASEWORKER, draft);
    expect((await journey.sees(REFUGE, sent)).shared?.note).toBe('She comes after dark.');
    expect(await journey.reads(NIGHT_DESK, sent.id)).toBeNull();
    expect(await journey.findsByCode(NIGHT_DESK, sent.code)).toBeNull();
    for (const inbox of ['TO_ANSWER', 'ALL'] as const) {
      const { ids, totalCount } = await journey.inbox(NIGHT_DESK, inbox);
      expect(ids).not.toContain(sent.id);
      expect(totalCount).toBe(ids.length);
    }
    const refused = await journey.tries('ACCEPT', NIGHT_DESK, sent);
    expect(refused.__typename).toBe('Forbidden');
    expect(await journey.tries('ACCEPT', NIGHT_DESK, { id: randomUUID(), version: 2 })).toEqual(refused);
  });

  it('and one that is not, by all who answer for the organization', async () => {
    await journey.sheConsents(woman, 'safeHouse');
    const sent = await journey.takes('SEND', CASEWORKER, await journey.drafts(woman, 'refuge'));
    await journey.sheConsents(woman, 'safeHouse', { listing: 'secondStage' });
    const housing = await journey.drafts(woman, 'secondStage', { services: ['housing'] });
    const sentThere = await journey.takes('SEND', CASEWORKER, housing);
    for (const { id } of [sent, sentThere])
      for (const who of [REFUGE, NIGHT_DESK]) expect((await journey.reads(who, id))?.shared?.childrenAges).toEqual([2]);
  });

  it('the receiver’s manager sees that she came and where it stands, but nothing of hers', async () => {
    await journey.sheConsents(woman, 'safeHouse', { listing: 'refuge' });
    const draft = await journey.drafts(woman, 'refuge', { note: 'She comes after dark.' });
    const sent = await journey.takes('SEND', CASEWORKER, draft);
    await journey.writes(CASEWORKER, sent, 'We come by bus.');
    expect(await journey.sees(REFUGE_MANAGER, sent)).toMatchObject({
      code: sent.code,
      status: 'SENT',
      from: { name: 'Riverside Centre' },
      client: null,
      shared: null,
      handover: null,
      messages: [],
      allowedSteps: [],
    });
  });

  it('nobody else is told anything, neither at the sender’s nor anywhere', async () => {
    await journey.sheConsents(woman, 'safeHouse');
    const draft = await journey.drafts(woman, 'refuge', { note: 'She comes after dark.' });
    const sent = await journey.takes('SEND', CASEWORKER, draft, { note: 'She is afraid.' });
    const colleague = await journey.sees(COLLEAGUE, sent);
    expect(colleague).toMatchObject({ code: sent.code, status: 'SENT', from: { name: 'Riverside Drop-in' } });
    expect(colleague).toMatchObject({ client: null, shared: null, handover: null, messages: [], allowedSteps: [] });
    expect(toldAloud(colleague)).toEqual([
      'noted → DRAFT by Riverside Drop-in (CASEWORKER)',
      'SEND → SENT by Riverside Drop-in (CASEWORKER)',
    ]);
    for (const who of [ANOTHER_NETWORKER, CITY_SHELTER]) {
      expect(await journey.reads(who, sent.id)).toBeNull();
      expect((await journey.inbox(who, 'ALL')).ids).not.toContain(sent.id);
    }
  });
});
