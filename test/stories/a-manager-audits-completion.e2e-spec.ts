import { parse } from 'csv-parse/sync';
import sql from 'sql-template-tag';
import { OrganizationRow } from '../../src/directory/index.js';
import { REFERRAL_STATUSES, type ReferralRow } from '../../src/referrals/index.js';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { plain, writeReferrals, type Written } from '../support/written-referrals.js';

const DAYS = { from: '2026-03-01', to: '2026-03-31' };
const AUDIT = `query ($from: Date!, $to: Date!, $direction: Direction) {
  completionAudit(from: $from, to: $to, direction: $direction) {
    sent received needs { needs met attempts { attempts count } } byHerWord { key heard gotHelp gotNoHelp }
  } }`;
const LIST = `query ($where: ReferralFilter) { referrals(inbox: ALL, where: $where) { totalCount } }`;
const ROWS = `query ($from: Date!, $to: Date!) { completionAudit(from: $from, to: $to) {
  byAssistance { key sent } byCompanion { key sent } byTransport { key sent } byAgeBand { key sent }
  byPregnancy { key sent } } }`;
const CSV = `query ($table: AuditTable!, $from: Date!, $to: Date!, $direction: Direction) {
  completionAuditCsv(table: $table, from: $from, to: $to, direction: $direction) }`;
const MANAGER = 'manager@riverside.example';
const RECEIVER = 'agency@safehouse.example';
const PREGNANT_WITH_A_PEER: Partial<ReferralRow> = {
  ...{ pregnancy: 'PREGNANT', ageBand: 'FROM_25_TO_34', companion: 'PEER', transport: 'ARRANGED', stillWithHer: true },
};
const TABLES = [
  ...['SUMMARY', 'MONTH', 'REASON', 'SERVICE', 'SERVICE_AND_REASON', 'COUNTERPART', 'ASSISTANCE', 'COMPANION'],
  ...['TRANSPORT', 'CHILDCARE', 'STILL_WITH_HER', 'AGE_BAND', 'PREGNANCY', 'HER_WORD', 'NEEDS', 'TIMES'],
];

const BANDS = ['UNDER_18', 'FROM_18_TO_24', 'FROM_25_TO_34', 'FROM_35_TO_49', 'FROM_50', 'UNKNOWN'];
const PREGNANCIES = ['PREGNANT', 'POSTPARTUM', 'NO', 'UNKNOWN'];

describe.each(DATABASES)('a manager audits completion on %s', (kind) => {
  let app: TestApp;

  /** Two refusals and then help; help at once; none yet; and one that was a mistake between two that were not. */
  beforeAll(async () => {
    app = await TestApp.start(kind);
    const sent = (day: number, said: Partial<ReferralRow> = {}): Written => ({
      ...plain(app, 'riverside', 'safeHouse', `2026-03-${String(day).padStart(2, '0')}T12:00:00.000Z`),
      ...said,
    });
    const refused = {
      status: 'DECLINED',
      reasonCode: 'no-space',
      reasonStep: 'DECLINE',
      reasonBy: 'receiver',
    } as const;
    const helped = { status: 'COMPLETED', outcome: 'RECEIVED' } as const;
    const [first, second] = [sent(2, refused), sent(3, refused)];
    const mistake = sent(9, { status: 'ENTERED_IN_ERROR', outcome: 'RECEIVED' });
    const tried = sent(8, refused);
    second.replacesId = first.id;
    mistake.replacesId = tried.id;
    await writeReferrals(app, [
      ...[first, second, sent(4, { ...helped, replacesId: second.id, herGotHelp: true })],
      sent(5, { ...helped, herGotHelp: false }),
      sent(6, PREGNANT_WITH_A_PEER),
      ...[tried, mistake, sent(10, { ...helped, outcome: 'PARTLY_RECEIVED', replacesId: mistake.id })],
    ]);
  }, 60_000);
  afterAll(() => app.close());

  const audit = (email: string | null, direction = 'SENT') => app.as(email)(AUDIT, { ...DAYS, direction });
  const download = (email: string | null, table: string, direction = 'SENT') =>
    app.as(email)(CSV, { ...DAYS, table, direction });

  it('counts a need that was met at a later place as met, and mistakes as no attempt', async () => {
    const { data } = await audit(MANAGER);
    expect(data.completionAudit).toMatchObject({ sent: 7, received: 3 });
    expect(data.completionAudit.needs).toEqual({
      ...{ needs: 4, met: 3 },
      attempts: [
        { attempts: 1, count: 1 },
        { attempts: 2, count: 1 },
        { attempts: 3, count: 1 },
      ],
    });
  });

  it('lays what the receiver said beside what she said, for who sent her only', async () => {
    const sender = (await audit(MANAGER)).data.completionAudit;
    expect(sender.byHerWord).toContainEqual({ key: 'RECEIVED', heard: 2, gotHelp: 1, gotNoHelp: 1 });
    const receiver = (await audit(RECEIVER, 'RECEIVED')).data.completionAudit;
    expect(receiver).toMatchObject({ sent: 7, byHerWord: [], needs: null });
    const lines = async (table: string) => (await download(RECEIVER, table, 'RECEIVED')).data.completionAuditCsv;
    expect(parse(await lines('HER_WORD'), { bom: true })).toHaveLength(1);
    expect(parse(await lines('NEEDS'), { bom: true })).toHaveLength(1);
    // Nor is any of it kept on the receiver’s side.
    const kept = await app.database.all<{ sums: string }>(sql`SELECT sums FROM figure_sum WHERE side = 'RECEIVED'`);
    expect(kept.length).toBeGreaterThan(0);
    for (const { sums } of kept) expect(sums).not.toMatch(/word|need|attempts/);
  });

  it.each(TABLES)('hands out %s as a table of one width', async (table) => {
    const { data, errors } = await download(MANAGER, table);
    expect(errors).toBeUndefined();
    const text: string = data.completionAuditCsv;
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    const lines: string[][] = parse(text, { bom: true });
    expect(lines.length).toBeGreaterThan(1);
    expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
  });

  it.each(['=1+1', '+49', '-2', '@SUM(A1)', '\tx', '＝1'])('lets no name be a formula: %j', async (start) => {
    const name = `${start}, "quoted"`;
    const { safeHouse } = app.network.organizations;
    await app.database.write((tx) =>
      tx.manager.update(OrganizationRow, { id: safeHouse }, { name, neutralName: null }),
    );
    const { data } = await download(MANAGER, 'COUNTERPART');
    const [, row]: string[][] = parse(data.completionAuditCsv, { bom: true });
    expect(row![0]).toBe(safeHouse);
    expect(row![1]).toBe(`'${name}`);
  });

  const openRecordsTo = (email: string) =>
    app.database.write((tx) =>
      tx.run(sql`
        INSERT INTO client_opening (id, client_id, staff_id, purpose, opened_at, until)
        SELECT 'opening ' || id, id, ${app.network.staff[email]}, 'an audit', ${app.clock.now()}, '9999-01-01T00:00:00.000Z' FROM client`),
    );

  it('opens the list behind each figure', async () => {
    const counted = REFERRAL_STATUSES.filter((each) => each !== 'DRAFT' && each !== 'ENTERED_IN_ERROR');
    const listed = async (email: string, where: Record<string, unknown>): Promise<number> => {
      const period = { sentFrom: DAYS.from, sentTo: DAYS.to, statuses: counted };
      const { data } = await app.as(email)(LIST, { where: { ...period, ...where } });
      return data.referrals.totalCount;
    };
    const { data } = await app.as(MANAGER)(ROWS, DAYS);
    // What is hers tells nothing to a manager who has said no purpose, however she narrows it.
    for (const filter of [...BANDS.map((ageBand) => ({ ageBand })), ...PREGNANCIES.map((pregnancy) => ({ pregnancy }))])
      expect([filter, await listed(MANAGER, { sentByUs: true, ...filter })]).toEqual([filter, 0]);
    await openRecordsTo(MANAGER);
    const fields = { byAssistance: 'assistance', byCompanion: 'companion', byTransport: 'transport' };
    const hers = { byAgeBand: 'ageBand', byPregnancy: 'pregnancy' };
    for (const [rows, filter] of Object.entries({ ...fields, ...hers }))
      for (const { key, sent } of data.completionAudit[rows])
        if (key !== 'UNKNOWN' || rows in hers)
          expect([filter, key, await listed(MANAGER, { sentByUs: true, [filter]: key })]).toEqual([filter, key, sent]);
    expect(await listed(MANAGER, { sentByUs: true, outcomes: ['RECEIVED', 'PARTLY_RECEIVED'] })).toBe(3);
    expect(await listed(MANAGER, { sentByUs: true, reached: 'ANSWERED' })).toBe(0);
    expect(await listed(MANAGER, { sentByUs: true, stillWithHer: true })).toBe(1);
    expect(await listed(MANAGER, { sentByUs: false })).toBe(0);
    // To who received them no filter tells what consent left out.
    expect(await listed(RECEIVER, { sentByUs: false })).toBe(7);
    expect(await listed(RECEIVER, { sentByUs: true })).toBe(0);
    for (const filter of [{ pregnancy: 'PREGNANT' }, { ageBand: 'FROM_25_TO_34' }, { companion: 'PEER' }])
      expect([filter, await listed(RECEIVER, filter)]).toEqual([filter, 0]);
    expect(await listed('manager@northside.example', { pregnancy: 'PREGNANT' })).toBe(0);
    expect(await listed(MANAGER, { pregnancy: 'PREGNANT' })).toBe(1);
  });

  it('is nobody else’s', async () => {
    const refused = ['analyst@funder.example', 'administrator@network.example', 'caseworker@riverside.example', null];
    for (const email of refused)
      for (const direction of ['SENT', 'RECEIVED'])
        for (const answer of [await audit(email, direction), await download(email, 'SUMMARY', direction)])
          expect([email, answer.data, answer.errors?.length]).toEqual([email, null, 1]);
    for (const answer of [await audit(RECEIVER), await download(RECEIVER, 'SUMMARY')])
      expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const another = (await audit('manager@northside.example')).data.completionAudit;
    expect(another).toMatchObject({ sent: 0, needs: { needs: 0, met: 0, attempts: [] } });
  });

  it('is written down, read or taken along', async () => {
    await audit(MANAGER);
    await download(MANAGER, 'SERVICE');
    const { riverside } = app.network.organizations;
    const actions = await app.database.all<{ action: string }>(
      sql`SELECT DISTINCT action FROM audit_entry WHERE chain = ${riverside} AND action LIKE 'completion-audit.%' ORDER BY action`,
    );
    expect(actions.map(({ action }) => action)).toEqual(['completion-audit.download', 'completion-audit.read']);
  });
});
