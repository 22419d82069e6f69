import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, CLINIC, pathsOf, TestJourney, type DraftAnswer, type Woman } from '../support/journey.js';

describe.each(DATABASES)('a need that does not wait, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let woman: Woman;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    woman = await journey.opens();
  });
  afterAll(() => app.close());

  const deadline = (windowCode: string, exposureAt: string) =>
    app.as(CASEWORKER)(
      `query ($windowCode: String!, $exposureAt: DateTime!) {
        deadlineFor(windowCode: $windowCode, exposureAt: $exposureAt) { best latest passed keepsNeedOpen } }`,
      { windowCode, exposureAt },
    );
  const drafts = (drafted: object): Promise<DraftAnswer> =>
    journey.asksToDraft(woman, 'clinicOst', { services: ['hts'], ...drafted });

  it('the windows are read to her, with where they stand written', async () => {
    const { data } = await app.as(CLINIC)(`{ timeWindows { code name services bestWithinHours latestWithinHours
      sameDay countedFrom guidance source keepsNeedOpen } }`);
    expect(data.timeWindows.find(({ code }: { code: string }) => code === 'pep')).toMatchObject({
      services: ['pep', 'sexual-assault-care'],
      bestWithinHours: 24,
      latestWithinHours: 72,
      countedFrom: 'EXPOSURE',
      keepsNeedOpen: true,
    });
    const spanish = await app.as(CLINIC)(`{ timeWindows(language: "es") { name } }`);
    expect(spanish.data.timeWindows[0].name).toMatch(/agresión/);
  });

  it('from what happened to until when', async () => {
    expect((await deadline('pep', '2026-03-18T03:00:00Z')).data.deadlineFor).toEqual({
      best: '2026-03-19T03:00:00.000Z',
      latest: '2026-03-21T03:00:00.000Z',
      passed: false,
      keepsNeedOpen: true,
    });
    expect((await deadline('pep', '2026-03-10T03:00:00Z')).data.deadlineFor).toMatchObject({
      passed: true,
      keepsNeedOpen: true,
    });
    for (const [code, at] of [
      ['no-such-window', '2026-03-18T03:00:00Z'],
      ['pep', '2026-03-19T03:00:00Z'],
    ] as const)
      expect((await deadline(code, at)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('a draft counts its deadline from it', async () => {
    const draft = await drafts({ window: { code: 'pep', exposureAt: '2026-03-18T03:00:00Z' } });
    expect(draft).toMatchObject({ __typename: 'Referral', deadline: '2026-03-21T03:00:00.000Z' });
  });

  it('said twice, or counted from nothing, it is mended first', async () => {
    const exposureAt = '2026-03-18T03:00:00Z';
    const said = { deadline: '2026-03-20T03:00:00Z', window: { code: 'pep', exposureAt } };
    expect(pathsOf(await drafts(said))).toEqual(['deadline']);
    expect(pathsOf(await drafts({ window: { code: 'nothing', exposureAt } }))).toEqual(['window.code']);
    expect(pathsOf(await drafts({ window: { code: 'hiv-test', exposureAt } }))).toEqual(['window.code']);
    const ahead = { code: 'pep', exposureAt: '2026-03-18T22:00:00Z' };
    expect(pathsOf(await drafts({ window: ahead }))).toEqual(['window.exposureAt']);
  });

  it('a window that has passed closes nothing: she is drafted and sent', async () => {
    await journey.sheConsents(woman, 'clinic');
    const late = await drafts({ window: { code: 'pep', exposureAt: '2026-03-10T03:00:00Z' }, urgency: 'NOW' });
    if (late.__typename !== 'Referral') throw new Error('it was not drafted');
    const sent = await journey.takes('SEND', CASEWORKER, late);
    expect(sent).toMatchObject({ status: 'SENT', overdue: false, deadline: '2026-03-13T03:00:00.000Z' });
  });
});
