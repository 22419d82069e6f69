import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  CASEWORKER,
  COLLEAGUE,
  NOTHING_SHARED,
  REFUGE,
  TestJourney,
  type Preview,
  type SharedField,
} from '../support/journey.js';

describe.each(DATABASES)('she hears before she decides, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());

  const PREVIEW = `query ($id: ID!, $fields: [SharedField!]) { disclosurePreview(referralId: $id, fields: $fields) {
    missing consent { id } shared { ageBand pregnancy dueMonth childrenAges languages medicineRunsOutOn needs note
      safeContact { channel } } } }`;
  const ask = async <T>(who: string, document: string, variables: Record<string, unknown> = {}): Promise<T> => {
    const { data, errors } = await app.as(who)(document, variables);
    expect(errors).toBeUndefined();
    return Object.values(data as Record<string, T>)[0] as T;
  };
  const wouldCross = (id: string, fields: SharedField[] | null, by = CASEWORKER): Promise<Preview> =>
    ask(by, PREVIEW, { id, fields });

  it('shows what each field would carry, without a consent and without making one', async () => {
    const woman = await journey.opens({ childrenAges: [2], ageBand: 'FROM_25_TO_34' });
    const draft = await journey.drafts(woman, 'refuge', { note: 'Comes with a dog', needs: ['a ground floor'] });
    expect(await wouldCross(draft.id, ['NOTE', 'CHILDREN'])).toMatchObject({
      consent: null,
      missing: ['NEEDS'],
      shared: { ...NOTHING_SHARED, note: 'Comes with a dog', childrenAges: [2] },
    });
    // What stands is what it was: nothing.
    expect(await wouldCross(draft.id, null)).toMatchObject({ consent: null, shared: NOTHING_SHARED });
    expect(await journey.tries('SEND', CASEWORKER, draft)).toMatchObject({ __typename: 'ConsentMissing' });
  });

  it('says of what was sent only what was sent', async () => {
    const woman = await journey.opens({ childrenAges: [2] });
    await journey.sheConsents(woman, 'safeHouse', { fields: ['NOTE'] });
    const draft = await journey.drafts(woman, 'refuge', { note: 'Comes with a dog' });
    await journey.takes('SEND', CASEWORKER, draft);
    expect((await wouldCross(draft.id, ['CHILDREN'])).shared).toEqual({ ...NOTHING_SHARED, note: 'Comes with a dog' });
  });

  it('is there for who may read her draft, and for nobody else', async () => {
    const woman = await journey.opens({ childrenAges: [2] });
    const draft = await journey.drafts(woman, 'refuge');
    for (const who of [COLLEAGUE, ANOTHER_NETWORKER, REFUGE]) {
      const { data, errors } = await app.as(who)(PREVIEW, { id: draft.id, fields: ['CHILDREN'] });
      expect(data).toBeNull();
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  it('reads her the wording in her language, or in English to be said in hers', async () => {
    const STATEMENT = `query ($language: String!) { consentStatement(language: $language) {
      version language text approvedByWomenWhoUseIt defaultDays maximumDays } }`;
    const said = { version: '2026-1', approvedByWomenWhoUseIt: false, defaultDays: 90, maximumDays: 365 };
    const inSpanish = await ask(CASEWORKER, STATEMENT, { language: 'es-MX' });
    expect(inSpanish).toMatchObject({ ...said, language: 'es', text: expect.stringContaining('Tú decides') as string });
    const inWolof = await ask(CASEWORKER, STATEMENT, { language: 'wo' });
    expect(inWolof).toMatchObject({ language: 'en', text: expect.stringContaining('You decide') as string });
  });

  it('names the colleagues to whom she can be handed over, of the own organization and without oneself', async () => {
    const COLLEAGUES = `{ colleagues { email roles } }`;
    const found = await ask<{ email: string }[]>(CASEWORKER, COLLEAGUES);
    expect(found.map(({ email }) => email)).toEqual([COLLEAGUE]);
    const theirs = await ask<{ email: string }[]>('manager@riverside.example', COLLEAGUES);
    expect(theirs.map(({ email }) => email).sort()).toEqual([CASEWORKER, COLLEAGUE].sort());
    const { errors } = await app.as(REFUGE)(COLLEAGUES);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
