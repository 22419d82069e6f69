import { raw } from 'sql-template-tag';
import { randomUUID } from 'node:crypto';
import { TestApp } from '../support/app.js';
import { AskingAround } from '../support/asking-around.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, REFUGE, TestJourney, type SeenReferral, type Woman } from '../support/journey.js';

const ASKED = ['place_call', 'place_question', 'asked_place', 'listing_hold'];
const HERS = ['client', 'client_key', 'client_opening', 'consent', 'consent_key', 'referral', 'referral_event'];

describe.each(DATABASES)('nothing asked can be joined to a woman, on %s', (kind) => {
  let app: TestApp;
  let woman: Woman;
  let referral: SeenReferral;
  let questionId: string;
  let holdUntil: string;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    const around = new AskingAround(app);
    const journey = new TestJourney(app);
    woman = await journey.opens({ childrenAges: [4] });
    app.clock.pass({ minutes: 2 });
    await around.rings(CASEWORKER, 'hostel', 'NO', { reasonCode: 'drug-use' });
    app.clock.pass({ minutes: 2 });
    ({ id: questionId } = await around.asks(CASEWORKER, ['refuge', 'cityShelter'], { childrenAges: [4] }));
    app.clock.pass({ minutes: 2 });
    holdUntil = around.at(3.51);
    await around.answers(REFUGE, questionId, 'refuge', 'YES', { holdUntil, note: 'Come to the side entrance.' });
    app.clock.pass({ minutes: 2 });
    await journey.sheConsents(woman, 'safeHouse');
    app.clock.pass({ minutes: 2 });
    const draft = await journey.drafts(woman, 'refuge', { fromPlaceQuestionId: questionId, key: randomUUID() });
    app.clock.pass({ minutes: 2 });
    referral = await journey.takes('SEND', CASEWORKER, draft);
  });
  afterAll(() => app.close());

  const rowsOf = async (tables: string[]) => {
    const rows = [];
    for (const table of tables)
      rows.push(...(await app.database.all<Record<string, unknown>>(raw(`SELECT * FROM ${table}`))));
    return rows;
  };
  const valuesOf = (rows: Record<string, unknown>[]) => new Set(rows.flatMap((row) => Object.values(row)));
  const texts = (values: Set<unknown>) => [...values].filter((value) => typeof value === 'string');

  it('no column of what was asked names a client or a referral', async () => {
    const columns = new Set((await rowsOf(ASKED)).flatMap((row) => Object.keys(row)));
    expect([...columns].filter((name) => /client|referral|woman|consent|code$/.test(name))).toEqual(['reason_code']);
  });

  it('no row of hers names a question, a call or a hold', async () => {
    const ids = (await rowsOf(ASKED)).flatMap((row) => [row.id, row.question_id, row.hold_id]).filter(Boolean);
    expect(ids).toContain(questionId);
    const hers = JSON.stringify(await rowsOf(HERS));
    expect(ids.filter((id) => hers.includes(id as string))).toEqual([]);
  });

  it('no id, code or time stands on both sides, but for places and staff', async () => {
    const { listings, organizations, staff } = app.network;
    const known = new Set<unknown>([listings, organizations, staff].flatMap((each) => Object.values(each)));
    const hers = valuesOf(await rowsOf(HERS));
    const shared = texts(valuesOf(await rowsOf(ASKED))).filter((value) => hers.has(value) && !known.has(value));
    // Which services, and that it was no: words of the taxonomy, the same for everybody.
    expect(shared.filter((value) => value !== '["shelter"]')).toEqual([]);
    for (const value of texts(valuesOf(await rowsOf(ASKED)))) {
      expect(value).not.toContain(woman.id);
      expect(value).not.toContain(woman.code.replaceAll('-', ''));
      expect(value).not.toContain(referral.id);
    }
  });

  it('the question keeps the day on which it was settled, and no moment of the draft', async () => {
    const [question] = await rowsOf(['place_question']);
    expect(question).toMatchObject({ id: questionId, settled_on: '2026-03-18' });
    const drafted = new Set(
      (await rowsOf(['referral'])).flatMap((row) => [row.drafted_at, row.changed_at, row.sent_at]),
    );
    const moments = texts(valuesOf(await rowsOf(ASKED))).filter((value) => /^\d{4}-\d\d-\d\dT/.test(value));
    expect(moments.filter((moment) => drafted.has(moment))).toEqual([]);
  });

  it('the hold that her referral bears is sealed in it', async () => {
    expect(referral.holdUntil).toBe(holdUntil);
    expect(JSON.stringify(await rowsOf(HERS))).not.toContain(holdUntil);
    expect(JSON.stringify(await rowsOf(HERS))).not.toContain('side entrance');
  });

  it('the trail puts the draft beside no question: none was touched at that moment', async () => {
    const trail = await rowsOf(['audit_entry']);
    const at = trail.find((entry) => entry.action === 'referral.draft')?.at;
    expect(at).toBeDefined();
    const beside = trail.filter((entry) => entry.at === at).map(({ action }) => action);
    expect(beside.filter((action) => /question|call/.test(String(action)))).toEqual([]);
    expect(trail.filter(({ subject_id }) => subject_id === questionId).map(({ action }) => action)).toEqual([
      'place-question.ask',
      'place-question.answer',
    ]);
  });
});
