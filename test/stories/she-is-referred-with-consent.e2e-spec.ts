import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  BRIGID,
  CASEWORKER,
  EVERYTHING,
  NOTHING_SHARED,
  REFUGE,
  TestJourney,
  toldAloud,
  type Consent,
  type SeenReferral,
  type SharedField,
  type Woman,
} from '../support/journey.js';

const SAFE_CONTACT = {
  channel: 'TEXT',
  details: '+999 555 0199',
  safeTimes: 'weekdays before noon',
  voicemailOk: false,
  slipOk: true,
  codeWord: 'the library book',
};
const SHE_TOLD = {
  ageBand: 'FROM_25_TO_34',
  pregnancy: 'PREGNANT',
  dueMonth: '2026-08',
  childrenAges: [3, 7],
  gender: 'woman',
  languages: ['es', 'en'],
  medicineRunsOutOn: '2026-03-20',
  safeContact: SAFE_CONTACT,
};
const ALL_OF_IT = {
  ageBand: 'FROM_25_TO_34',
  pregnancy: 'PREGNANT',
  dueMonth: '2026-08',
  childrenAges: [3, 7],
  languages: ['es', 'en'],
  medicineRunsOutOn: '2026-03-20',
  needs: ['a cot', 'somewhere quiet'],
  safeContact: SAFE_CONTACT,
  note: 'She comes after dark.',
};
const SENT_BY_HER_WORKER = ['WITHDRAW', 'CORRECT'];

describe.each(DATABASES)('she is referred with her consent, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let woman: Woman;
  let consent: Consent;
  let referral: SeenReferral;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());

  const bothInboxes = async () =>
    Object.fromEntries(
      await Promise.all(
        (['TO_ANSWER', 'TO_FOLLOW', 'OVERDUE', 'WAITLISTED', 'UPCOMING', 'CLOSED', 'ALL'] as const).map(
          async (inbox) => [
            inbox,
            [(await journey.inbox(CASEWORKER, inbox)).totalCount, (await journey.inbox(REFUGE, inbox)).totalCount],
          ],
        ),
      ),
    ) as Record<string, [hers: number, theirs: number]>;

  it('her worker opens her record and prepares a referral, of which the refuge knows nothing', async () => {
    woman = await journey.opens(SHE_TOLD);
    expect(woman.code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
    referral = await journey.drafts(woman, 'refuge', {
      services: ['shelter', 'gbv-support'],
      urgency: 'TODAY',
      needs: ALL_OF_IT.needs,
      note: ALL_OF_IT.note,
    });
    expect(referral).toMatchObject({
      version: 1,
      status: 'DRAFT',
      urgency: 'TODAY',
      services: ['shelter', 'gbv-support'],
      from: { name: 'Riverside Drop-in' },
      to: { name: 'Safe House' },
      listing: { name: 'Safe House Refuge' },
      client: { id: woman.id, code: woman.code },
      shared: null,
      respondBy: null,
      overdue: false,
      allowedSteps: ['SEND', 'WITHDRAW', 'CORRECT'],
    });
    expect(referral.code).not.toBe(woman.code);
    expect(toldAloud(referral)).toEqual(['noted → DRAFT by Riverside Drop-in (CASEWORKER)']);
    expect(await journey.reads(REFUGE, referral.id)).toBeNull();
    expect(await journey.findsByCode(REFUGE, referral.code)).toBeNull();
    expect(await bothInboxes()).toEqual({
      TO_ANSWER: [0, 0],
      TO_FOLLOW: [1, 0],
      OVERDUE: [0, 0],
      WAITLISTED: [0, 0],
      UPCOMING: [0, 0],
      CLOSED: [0, 0],
      ALL: [1, 0],
    });
  });

  it('before she consents nothing of hers would cross, and what was written is named as missing', async () => {
    const preview = await journey.previews(referral);
    expect(preview).toEqual({
      receiver: { id: app.network.organizations.safeHouse, name: 'Safe House' },
      fromName: 'Riverside Centre',
      services: ['shelter', 'gbv-support'],
      urgency: 'TODAY',
      shared: NOTHING_SHARED,
      reports: [
        { code: 'no-police', answer: 'YES' },
        { code: 'no-child-welfare-report', answer: 'UNKNOWN' },
      ],
      consent: null,
      missing: ['NEEDS', 'NOTE'],
    });
  });

  it('only her worker reads it aloud to her', async () => {
    const ask = app.as('caseworker@northside.example');
    const answer = await ask(`query ($id: ID!) { disclosurePreview(referralId: $id) { fromName } }`, {
      id: referral.id,
    });
    expect(answer.data).toBeNull();
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('she agrees, for ninety days, to what is named and to nothing else', async () => {
    consent = await journey.sheConsents(woman, 'safeHouse', { purpose: 'a bed in the refuge' });
    expect(consent).toEqual({
      id: consent.id,
      receiver: { id: app.network.organizations.safeHouse, name: 'Safe House' },
      listing: null,
      purpose: 'a bed in the refuge',
      fields: EVERYTHING,
      method: 'SPOKEN',
      toldSheMayRefuse: true,
      statementVersion: consent.statementVersion,
      language: 'en',
      givenAt: '2026-03-18T21:00:00.000Z',
      expiresAt: '2026-06-16T21:00:00.000Z',
      withdrawnAt: null,
      active: true,
    });
    expect(consent.statementVersion).not.toBe('');
    const preview = await journey.previews(referral);
    expect(preview.consent?.id).toBe(consent.id);
    expect(preview.shared).toEqual(ALL_OF_IT);
    expect(preview.missing).toEqual([]);
    expect(await journey.reads(REFUGE, referral.id)).toBeNull();
  });

  it('what the refuge then reads is exactly what was read aloud', async () => {
    const preview = await journey.previews(referral);
    app.clock.pass({ minutes: 5 });
    referral = await journey.takes('SEND', CASEWORKER, referral);
    expect(referral).toMatchObject({
      status: 'SENT',
      version: 2,
      shared: ALL_OF_IT,
      respondBy: '2026-03-19T01:05:00.000Z',
      allowedSteps: SENT_BY_HER_WORKER,
    });
    const received = await journey.sees(REFUGE, referral);
    expect(received).toMatchObject({
      code: referral.code,
      status: 'SENT',
      services: preview.services,
      urgency: preview.urgency,
      from: { name: preview.fromName },
      client: null,
      herWord: null,
      replaces: null,
      allowedSteps: ['ACKNOWLEDGE', 'ACCEPT', 'WAITLIST', 'DECLINE', 'ARRIVE'],
    });
    expect(received.shared).toEqual(preview.shared);
    expect(received.from.id).not.toBe(app.network.organizations.riverside);
    expect(toldAloud(received)).toEqual(['SEND → SENT by Riverside Centre (CASEWORKER)']);
    expect(await journey.reads(BRIGID, referral.id)).toBeNull();
    expect(await bothInboxes()).toMatchObject({ TO_ANSWER: [0, 1], TO_FOLLOW: [1, 0], ALL: [1, 1], CLOSED: [0, 0] });
  });

  it('what she tells afterwards does not change what was shared', async () => {
    await journey.sheTells(woman, { pregnancy: 'NO', dueMonth: null, childrenAges: [], languages: ['fr'] });
    expect((await journey.sees(REFUGE, referral)).shared).toEqual(ALL_OF_IT);
    expect((await journey.sees(CASEWORKER, referral)).shared).toEqual(ALL_OF_IT);
    expect((await journey.previews(referral)).shared).toEqual(ALL_OF_IT);
  });

  it('the refuge says that it has seen it, and the clock runs on', async () => {
    referral = await journey.takes('ACKNOWLEDGE', REFUGE, referral);
    expect(referral).toMatchObject({
      status: 'ACKNOWLEDGED',
      respondBy: '2026-03-19T01:05:00.000Z',
      allowedSteps: ['ACCEPT', 'WAITLIST', 'DECLINE', 'ARRIVE'],
    });
    expect((await journey.sees(CASEWORKER, referral)).allowedSteps).toEqual(SENT_BY_HER_WORKER);
    expect(await bothInboxes()).toMatchObject({ TO_ANSWER: [0, 1], TO_FOLLOW: [1, 0] });
  });

  it('accepts her and holds a place until a time', async () => {
    referral = await journey.takes('ACCEPT', REFUGE, referral, {
      holdUntil: '2026-03-19T12:00:00+02:00',
      note: 'The room upstairs.',
    });
    expect(referral).toMatchObject({
      status: 'ACCEPTED',
      holdUntil: '2026-03-19T10:00:00.000Z',
      overdue: false,
      allowedSteps: ['SCHEDULE', 'ARRIVE', 'TURN_AWAY', 'CLOSE'],
    });
    expect((await journey.sees(CASEWORKER, referral)).allowedSteps).toEqual([
      'SCHEDULE',
      'TURN_AWAY',
      'CLOSE',
      'WITHDRAW',
      'CORRECT',
    ]);
    expect(await bothInboxes()).toMatchObject({ TO_ANSWER: [0, 0], TO_FOLLOW: [1, 1] });
  });

  it('her worker says when they come', async () => {
    referral = await journey.takes('SCHEDULE', CASEWORKER, referral, {
      appointmentAt: '2026-03-19T08:00:00.000Z',
      note: 'Her sister has the children.',
    });
    expect(referral).toMatchObject({
      status: 'SCHEDULED',
      appointmentAt: '2026-03-19T08:00:00.000Z',
      allowedSteps: ['SCHEDULE', 'MISS', 'TURN_AWAY', 'CLOSE', 'WITHDRAW', 'CORRECT'],
    });
    expect((await journey.sees(REFUGE, referral)).allowedSteps).toEqual([
      'SCHEDULE',
      'MISS',
      'ARRIVE',
      'TURN_AWAY',
      'CLOSE',
    ]);
    expect(await bothInboxes()).toMatchObject({ TO_FOLLOW: [1, 1], UPCOMING: [1, 1] });
  });

  it('at the door the code on her slip is enough, in small letters and with spaces', async () => {
    app.clock.set('2026-03-19T08:10:00.000Z');
    const spoken = referral.code.toLowerCase().replaceAll('-', ' ');
    const found = await journey.findsByCode(REFUGE, ` ${spoken} `);
    expect(found?.id).toBe(referral.id);
    expect(await journey.findsByCode(BRIGID, spoken)).toBeNull();
    const mistyped = await app.as(REFUGE)(`query { referralByCode(code: "${spoken.slice(0, -1)}") { id } }`);
    expect(mistyped.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'code' }] });
    referral = await journey.takes('ARRIVE', REFUGE, referral, { effectiveAt: '2026-03-19T08:02:00.000Z' });
    expect(referral).toMatchObject({ status: 'ARRIVED', allowedSteps: ['TURN_AWAY', 'COMPLETE', 'CLOSE'] });
    expect((await journey.sees(CASEWORKER, referral)).allowedSteps).toEqual(['TURN_AWAY', 'CLOSE', 'CORRECT']);
    expect(await bothInboxes()).toMatchObject({ TO_FOLLOW: [1, 1], UPCOMING: [0, 0] });
  });

  it('the refuge says what she got, and she says it herself', async () => {
    app.clock.set('2026-03-19T08:40:00.000Z');
    referral = await journey.takes('COMPLETE', REFUGE, referral, { outcome: 'RECEIVED' });
    expect(referral).toMatchObject({ status: 'COMPLETED', outcome: 'RECEIVED', reason: null, allowedSteps: [] });
    expect(referral).toMatchObject({ respondBy: null, overdue: false });
    const word = { gotHelp: true, treatedWithRespect: true, wouldReturn: null };
    const hers = await journey.notesHerWord(referral, word);
    expect(hers).toMatchObject({ outcome: 'RECEIVED', herWord: word, allowedSteps: ['CORRECT'] });
    expect(await journey.sees(REFUGE, referral)).toMatchObject({ herWord: null, version: hers.version });
    expect(await bothInboxes()).toEqual({
      TO_ANSWER: [0, 0],
      TO_FOLLOW: [0, 0],
      OVERDUE: [0, 0],
      WAITLISTED: [0, 0],
      UPCOMING: [0, 0],
      CLOSED: [1, 1],
      ALL: [1, 1],
    });
  });

  it('both sides read the same journey, and each its own notes', async () => {
    const hers = await journey.sees(CASEWORKER, referral);
    const theirs = await journey.sees(REFUGE, referral);
    expect(toldAloud(hers)).toEqual([
      'noted → DRAFT by Riverside Drop-in (CASEWORKER)',
      'SEND → SENT by Riverside Drop-in (CASEWORKER)',
      'ACKNOWLEDGE → ACKNOWLEDGED by Safe House (AGENCY)',
      'ACCEPT → ACCEPTED by Safe House (AGENCY)',
      'SCHEDULE → SCHEDULED by Riverside Drop-in (CASEWORKER) “Her sister has the children.”',
      'ARRIVE → ARRIVED by Safe House (AGENCY)',
      'COMPLETE → COMPLETED by Safe House (AGENCY)',
    ]);
    expect(toldAloud(theirs)).toEqual([
      'SEND → SENT by Riverside Centre (CASEWORKER)',
      'ACKNOWLEDGE → ACKNOWLEDGED by Safe House (AGENCY)',
      'ACCEPT → ACCEPTED by Safe House (AGENCY) “The room upstairs.”',
      'SCHEDULE → SCHEDULED by Riverside Centre (CASEWORKER)',
      'ARRIVE → ARRIVED by Safe House (AGENCY)',
      'COMPLETE → COMPLETED by Safe House (AGENCY)',
    ]);
    expect(theirs.timeline.find(({ step }) => step === 'ARRIVE')).toMatchObject({
      at: '2026-03-19T08:10:00.000Z',
      effectiveAt: '2026-03-19T08:02:00.000Z',
    });
  });

  it.each<[SharedField, object]>([
    ['AGE_BAND', { ageBand: 'FROM_25_TO_34' }],
    ['PREGNANCY', { pregnancy: 'PREGNANT', dueMonth: '2026-08' }],
    ['CHILDREN', { childrenAges: [3, 7] }],
    ['LANGUAGES', { languages: ['es', 'en'] }],
    ['MEDICINE', { medicineRunsOutOn: '2026-03-20' }],
    ['SAFE_CONTACT', { safeContact: SAFE_CONTACT }],
  ])('another, who agrees to %s alone, shares that alone', async (field, shared) => {
    const another = await journey.opens(SHE_TOLD);
    await journey.sheConsents(another, 'safeHouse', { fields: [field] });
    const draft = await journey.drafts(another, 'refuge');
    expect((await journey.previews(draft)).shared).toEqual({ ...NOTHING_SHARED, ...shared });
    const sent = await journey.takes('SEND', CASEWORKER, draft);
    expect((await journey.sees(REFUGE, sent)).shared).toEqual({ ...NOTHING_SHARED, ...shared });
  });
});
