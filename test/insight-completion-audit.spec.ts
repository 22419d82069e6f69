import { ClientRow } from '../src/clients/index.js';
import { ConsentRow } from '../src/consent/index.js';
import { TAXONOMY } from '../src/directory/index.js';
import { newId } from '../src/platform/ids.js';
import { findReason, REFERRAL_STATUSES, ReferralRow, type ReferralStepValue } from '../src/referrals/index.js';
import { TestApp } from './support/app.js';
import { DATABASES } from './support/databases.js';
import type { ListingKey, OrganizationKey } from './support/network.js';

const ZONE = 'America/New_York';
const NOW = '2026-03-18T21:00:00.000Z';

type Consent = Pick<ConsentRow, 'fields' | 'listingId' | 'withdrawnAt'>;
type Written = ReferralRow & { consent: Consent };

/** The same rows in every run. */
function dice(seed: number) {
  let state = seed;
  const below = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  return { below, one: <T>(values: readonly T[]): T => values[below(values.length)]! };
}
const later = (instant: string, minutes: number) => new Date(Date.parse(instant) + minutes * 60_000).toISOString();

/** A plain referral that nobody answered. */
function plain(app: TestApp, from: OrganizationKey, to: OrganizationKey, sentAt: string): Written {
  const { organizations, listings, staff } = app.network;
  return {
    ...{ id: newId(), version: 2, code: newId(), status: 'SENT', clientId: '', consentId: '' },
    ...{ fromId: organizations[from], toId: organizations[to], listingId: listings.refuge, services: ['shelter'] },
    ...{ urgency: 'ROUTINE', assistance: 'INFORMATION', ageBand: 'UNKNOWN', pregnancy: 'UNKNOWN' },
    ...{ reasonCode: null, reasonStep: null, reasonBy: null, outcome: null, stillWithHer: null },
    ...{ herGotHelp: null, herRespect: null, herReturn: null, herNotedAt: null },
    ...{ respondBy: null, dueAt: null, deadline: null, neededFrom: null, appointmentAt: null, lookAgainOn: null },
    ...{ holdUntil: null, draftedById: staff['caseworker@riverside.example']!, draftedAt: sentAt, sentAt },
    ...{ answeredAt: null, acceptedAt: null, arrivedAt: null, completedAt: null, changedAt: sentAt },
    ...{ doorOpened: false, content: '', replacesId: null, planStepId: null, draw: 1 },
    ...{ holdId: null, questionDueAt: null, companion: null, transport: null, childcareArranged: null },
    consent: { fields: [], listingId: null, withdrawnAt: null },
  };
}

const REASONS: { step: ReferralStepValue; codes: string[]; by: NonNullable<ReferralRow['reasonBy']>[] }[] = [
  { step: 'DECLINE', codes: ['no-space', 'drug-use'], by: ['receiver', 'referrer'] },
  { step: 'TURN_AWAY', codes: ['closed'], by: ['receiver', 'referrer'] },
  { step: 'EXPIRE', codes: ['receiver-silent', 'no-follow-up'], by: ['system'] },
  { step: 'CLOSE', codes: ['moved', 'no-transport'], by: ['receiver', 'referrer'] },
  { step: 'WITHDRAW', codes: ['changed-mind', 'died', 'duplicate'], by: ['referrer'] },
  { step: 'MISS', codes: ['safety', 'partner-prevented'], by: ['receiver', 'referrer'] },
  { step: 'END_CONSENT', codes: ['consent-withdrawn'], by: ['system'] },
];

/** How she came there, by a dice of its own. */
const WAYS = dice(53);

function anyReferral(app: TestApp, { below, one }: ReturnType<typeof dice>): Written {
  const sentAt = later('2026-02-16T00:00:00.000Z', below(30 * 24 * 60));
  const some = (minutes: number) => (below(2) ? later(sentAt, 1 + below(minutes)) : null);
  const reason = below(2) ? one(REASONS) : null;
  const listing = one<ListingKey | null>([null, null, 'refuge', 'secondStage']);
  const status = one(REFERRAL_STATUSES);
  return {
    ...plain(app, one(['riverside', 'northside', 'safeHouse']), one(['safeHouse', 'clinic', 'city']), sentAt),
    status,
    sentAt: status === 'DRAFT' ? null : sentAt,
    services: one([['shelter'], ['ost'], ['shelter', 'gbv-support'], ['hts', 'ost', 'pmtct']]),
    assistance: one(['INFORMATION', 'CONTACT_MADE', 'INTRODUCED', 'ACCOMPANIED', 'MET_ON_SITE']),
    companion: WAYS.one([null, 'WORKER', 'PEER', 'NOBODY']),
    transport: WAYS.one([null, 'ARRANGED', 'NOT_SOLVED']),
    childcareArranged: WAYS.one([null, true, false]),
    stillWithHer: WAYS.one([null, true, false]),
    ageBand: one(['UNDER_18', 'FROM_18_TO_24', 'FROM_25_TO_34', 'UNKNOWN']),
    pregnancy: one(['PREGNANT', 'POSTPARTUM', 'NO', 'UNKNOWN']),
    reasonCode: reason && one(reason.codes),
    reasonStep: reason && reason.step,
    reasonBy: reason && one(reason.by),
    outcome: one([null, 'RECEIVED', 'PARTLY_RECEIVED', 'NOT_RECEIVED']),
    dueAt: below(3) ? later(NOW, below(4000) - 2000) : null,
    ...{ answeredAt: some(5000), acceptedAt: some(5000), arrivedAt: some(20_000), completedAt: some(30_000) },
    consent: {
      fields: one([[], ['AGE_BAND'], ['NEEDS', 'PREGNANCY'], ['AGE_BAND', 'PREGNANCY', 'NOTE']]),
      listingId: listing && app.network.listings[listing],
      withdrawnAt: below(4) ? null : NOW,
    },
  };
}

/** Each under a consent of its own, in parts that fit one statement. */
async function write(app: TestApp, referrals: Written[]): Promise<void> {
  const her = { version: 1, assignedToId: null, ageBand: 'UNKNOWN', pregnancy: 'UNKNOWN', countMe: true } as const;
  const nothing = { details: '', passphraseHash: null, cameByReferralId: null, countedAs: '', openedAt: NOW };
  const given = {
    purpose: '',
    method: 'SPOKEN',
    toldSheMayRefuse: true,
    statementVersion: '1',
    language: 'en',
  } as const;
  const takenById = app.network.staff['caseworker@riverside.example']!;
  await app.database.write(async ({ manager }) => {
    const clientId = newId();
    const organizationId = app.network.organizations.riverside;
    await manager.insert(ClientRow, { id: clientId, organizationId, code: newId(), ...her, ...nothing });
    for (let start = 0; start < referrals.length; start += 500) {
      const part = referrals.slice(start, start + 500);
      for (const each of part) Object.assign(each, { clientId, consentId: newId() });
      const consents = part.map(({ consent, consentId, toId }) => ({
        ...{
          ...consent,
          ...given,
          id: consentId!,
          clientId,
          receiverId: toId,
          takenById,
          givenAt: NOW,
          expiresAt: NOW,
        },
      }));
      await manager.insert(ConsentRow, consents);
      await manager.insert(
        ReferralRow,
        part.map(({ consent: _, ...row }) => row),
      );
    }
  });
}

type Side = 'SENT' | 'RECEIVED';

const dayInTheNetwork = new Intl.DateTimeFormat('en-CA', {
  ...{ timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' },
});

/** The cohort, told once more and as plainly as can be. */
const cohortByHand = (all: Written[], own: string, side: Side, from: string, to: string): Written[] =>
  all.filter((each) => {
    if (each.sentAt === null || each.status === 'ENTERED_IN_ERROR') return false;
    const day = dayInTheNetwork.format(new Date(each.sentAt));
    return (side === 'SENT' ? each.fromId : each.toId) === own && day >= from && day <= to;
  });

const funnelByHand = (rows: Written[]) => ({
  sent: rows.length,
  answered: rows.filter((row) => row.answeredAt).length,
  accepted: rows.filter((row) => row.acceptedAt).length,
  arrived: rows.filter((row) => row.arrivedAt).length,
  completed: rows.filter((row) => row.completedAt).length,
  received: rows.filter((row) => row.outcome?.endsWith('RECEIVED') && row.outcome !== 'NOT_RECEIVED').length,
});

function rowsByHand(rows: Written[], keysOf: (row: Written) => string[]) {
  const keys = [...new Set(rows.flatMap(keysOf))].sort();
  const counted = keys.map((key) => ({ key, ...funnelByHand(rows.filter((row) => keysOf(row).includes(key))) }));
  return counted.sort((one, other) => other.sent - one.sent);
}

function reasonsByHand(rows: Written[], side: Side) {
  const across = ({ reasonStep, reasonBy }: Written) =>
    side === 'SENT'
      ? !(reasonStep === 'MISS' && reasonBy === 'receiver')
      : reasonBy === 'receiver' || ['DECLINE', 'TURN_AWAY', 'EXPIRE'].includes(reasonStep!);
  const codes = rows.filter((row) => row.reasonCode !== null && across(row)).map((row) => row.reasonCode!);
  const counted = [...new Set(codes)].sort().map((code) => ({
    reason: { code, name: findReason(code)!.name.en, side: findReason(code)!.side },
    count: codes.filter((each) => each === code).length,
  }));
  return counted.sort((one, other) => other.count - one.count);
}

function medianByHand(rows: Written[], end: 'answeredAt' | 'arrivedAt', unit: number): number | null {
  const times = rows.flatMap((row) => (row[end] ? [(Date.parse(row[end]) - Date.parse(row.sentAt!)) / unit] : []));
  times.sort((one, other) => one - other);
  if (!times.length) return null;
  const half = Math.floor(times.length / 2);
  return times.length % 2 ? times[half]! : (times[half]! + times[half - 1]!) / 2;
}

const OVER = ['COMPLETED', 'DECLINED', 'NOT_COMPLETED', 'WITHDRAWN', 'EXPIRED'];

function auditByHand(rows: Written[], side: Side) {
  const open = rows.filter((row) => !OVER.includes(row.status));
  // How she came is the receiver's to count while it may read it.
  const shown = <T>(row: Written, value: T): T | null =>
    side === 'SENT' || row.consent.withdrawnAt === null ? value : null;
  const yesOrNo = (said: boolean | null) => (said === null ? 'UNKNOWN' : said ? 'YES' : 'NO');
  const told = (row: Written, field: 'AGE_BAND' | 'PREGNANCY') =>
    side === 'SENT' || (row.consent.fields.includes(field) && row.consent.withdrawnAt === null);
  return {
    ...funnelByHand(rows),
    open: open.length,
    overdue: open.filter((row) => row.dueAt && row.dueAt < NOW).length,
    byReason: reasonsByHand(rows, side),
    byService: rowsByHand(rows, (row) => row.services),
    byCounterpart: rowsByHand(rows, (row) => [side === 'SENT' ? row.toId : row.fromId]),
    byAssistance: rowsByHand(rows, (row) => [row.assistance]),
    byCompanion: rowsByHand(rows, (row) => [shown(row, row.companion) ?? 'UNKNOWN']),
    byTransport: rowsByHand(rows, (row) => [shown(row, row.transport) ?? 'UNKNOWN']),
    byChildcareArranged: rowsByHand(rows, (row) => [yesOrNo(shown(row, row.childcareArranged))]),
    byStillWithHerWhenReceived: rowsByHand(rows, (row) => [yesOrNo(row.stillWithHer)]),
    byAgeBand: rowsByHand(rows, (row) => [told(row, 'AGE_BAND') ? row.ageBand : 'UNKNOWN']),
    byPregnancy: rowsByHand(rows, (row) => [told(row, 'PREGNANCY') ? row.pregnancy : 'UNKNOWN']),
  };
}

const FUNNEL = 'sent answered accepted arrived completed received';
const ROW = `{ key ${FUNNEL} }`;
const AUDIT = `query ($from: Date!, $to: Date!, $direction: Direction) {
  completionAudit(from: $from, to: $to, direction: $direction) {
    from to ${FUNNEL} open overdue medianHoursToAnswer medianDaysToArrival byReason { count reason { code name side } }
    byService ${ROW} byCounterpart ${ROW} byAssistance ${ROW} byCompanion ${ROW} byTransport ${ROW}
    byChildcareArranged ${ROW} byStillWithHerWhenReceived ${ROW} byAgeBand ${ROW} byPregnancy ${ROW}
    services: byService { key name } places: byCounterpart { key name sent }
  }
}`;
const [FIRST, LAST] = ['2026-02-01', '2026-03-18'];

describe.each(DATABASES)('the completion audit on %s', (kind) => {
  let app: TestApp;
  let all: Written[];
  let ids: TestApp['network']['organizations'];

  beforeAll(async () => {
    app = await TestApp.start(kind, { NETWORK_TIMEZONE: ZONE });
    ids = app.network.organizations;
    const random = dice(20_260_318);
    all = Array.from({ length: 600 }, () => anyReferral(app, random));
    await write(app, all);
  }, 60_000);
  afterAll(() => app.close());

  const audit = async (email: string, from: string, to: string, direction?: Side) => {
    const answer = await app.as(email)(AUDIT, { from, to, direction });
    expect(answer.errors).toBeUndefined();
    return answer.data.completionAudit;
  };

  const WINDOWS: [string, string][] = [
    [FIRST, LAST],
    ['2026-03-01', '2026-03-07'],
    ['2026-03-08', '2026-03-08'],
  ];

  it.each(WINDOWS)('counts what was sent from %s to %s as a count by hand does', async (from, to) => {
    const rows = cohortByHand(all, ids.riverside, 'SENT', from, to);
    expect(rows.length).toBeGreaterThan(from === to ? 1 : 30);
    const { services, places, medianHoursToAnswer, medianDaysToArrival, ...counted } = await audit(
      'manager@riverside.example',
      from,
      to,
    );
    expect(counted).toEqual({ from, to, ...auditByHand(rows, 'SENT') });
    expect(medianHoursToAnswer).toBeCloseTo(medianByHand(rows, 'answeredAt', 3_600_000)!, 9);
    expect(medianDaysToArrival).toBeCloseTo(medianByHand(rows, 'arrivedAt', 86_400_000)!, 9);
    for (const { key, name } of services) expect(name).toBe(TAXONOMY.nameOf(key));
    expect(places.find(({ key }: { key: string }) => key === ids.clinic).name).toBe('Eastside Clinic');
  });

  it.each(WINDOWS)('counts what was received from %s to %s as a count by hand does', async (from, to) => {
    const rows = cohortByHand(all, ids.safeHouse, 'RECEIVED', from, to);
    const { services, places, byCounterpart, medianHoursToAnswer, medianDaysToArrival, ...counted } = await audit(
      'manager@safehouse.example',
      from,
      to,
      'RECEIVED',
    );
    const { byCounterpart: senders, ...expected } = auditByHand(rows, 'RECEIVED');
    expect(counted).toEqual({ from, to, ...expected });
    const names = {
      [ids.riverside]: 'Riverside Centre',
      [ids.northside]: 'Northside Outreach',
      [ids.safeHouse]: 'Safe House',
    };
    const byName = new Map(senders.map(({ key, sent }) => [names[key], sent]));
    expect(new Map(places.map(({ name, sent }: { name: string; sent: number }) => [name, sent]))).toEqual(byName);
    expect(byCounterpart).toHaveLength(senders.length);
    expect(services.length).toBe(expected.byService.length);
    expect(medianHoursToAnswer).toBeCloseTo(medianByHand(rows, 'answeredAt', 3_600_000)!, 9);
    expect(medianDaysToArrival).toBeCloseTo(medianByHand(rows, 'arrivedAt', 86_400_000)!, 9);
  });

  it('shows a receiver a sender by its neutral name, under an id that leads nowhere', async () => {
    const { places } = await audit('agency@safehouse.example', FIRST, LAST, 'RECEIVED');
    const riverside = places.find(({ name }: { name: string }) => name === 'Riverside Centre');
    expect(riverside.sent).toBeGreaterThan(0);
    expect(JSON.stringify(places)).not.toContain('Drop-in');
    expect(JSON.stringify(places)).not.toContain(ids.riverside);
    const document = `query ($id: ID!) { organization(id: $id) { name } }`;
    const found = await app.as('agency@safehouse.example')(document, { id: riverside.key });
    expect(found.data.organization).toBeNull();
    // Who hides nothing, and her own organization, stand under their own.
    const keys = places.map(({ key }: { key: string }) => key);
    expect(keys).toEqual(expect.arrayContaining([ids.northside, ids.safeHouse]));
  });

  it('leaves out what is narrowed to another listing for somebody who answers for one only', async () => {
    const rows = cohortByHand(all, ids.safeHouse, 'RECEIVED', FIRST, LAST);
    const hers = rows.filter(({ consent }) => consent.listingId !== app.network.listings.refuge);
    const { sent } = await audit('nightdesk@safehouse.example', FIRST, LAST, 'RECEIVED');
    expect(sent).toBe(hers.length);
    expect(sent).toBeLessThan(rows.length);
  });

  it('begins and ends a day where the network does', async () => {
    // 23:30 on 4 March in New York, in winter; the last moment of 8 March and the first of 9 March, in summer time.
    const moments = ['2026-03-05T04:30:00.000Z', '2026-03-09T03:59:59.999Z', '2026-03-09T04:00:00.000Z'];
    const sent = moments.map((moment) => plain(app, 'northside', 'brigid', moment));
    await write(app, sent);
    const onDay = async (day: string) => (await audit('agency@brigid.example', day, day, 'RECEIVED')).sent;
    const days = ['2026-03-04', '2026-03-05', '2026-03-08', '2026-03-09'];
    expect(await Promise.all(days.map(onDay))).toEqual([1, 0, 1, 1]);
  });

  it('shows each side the reasons that are its own, and those that the journey lets across', async () => {
    const sentAt = '2025-05-01T12:00:00.000Z';
    const because = (reasonCode: string, reasonStep: ReferralStepValue, reasonBy: ReferralRow['reasonBy']) => ({
      ...plain(app, 'northside', 'safeHouse', sentAt),
      ...{ reasonCode, reasonStep, reasonBy },
    });
    await write(app, [
      because('no-space', 'DECLINE', 'receiver'),
      because('closed', 'TURN_AWAY', 'referrer'),
      because('receiver-silent', 'EXPIRE', 'system'),
      because('moved', 'CLOSE', 'receiver'),
      because('died', 'CLOSE', 'referrer'),
      because('partner-prevented', 'WITHDRAW', 'referrer'),
      because('arrested', 'MISS', 'receiver'),
      because('consent-withdrawn', 'END_CONSENT', 'system'),
    ]);
    const codes = async (email: string, side: Side) =>
      (await audit(email, '2025-05-01', '2025-05-01', side)).byReason.map(
        ({ reason }: { reason: { code: string } }) => reason.code,
      );
    const across = ['closed', 'moved', 'no-space', 'receiver-silent'];
    const sender = [...across, 'consent-withdrawn', 'died', 'partner-prevented'].sort();
    expect(await codes('manager@northside.example', 'SENT')).toEqual(sender);
    expect(await codes('agency@safehouse.example', 'RECEIVED')).toEqual(['arrested', ...across]);
  });

  it('meets every referral once, also where thousands were sent at one moment', async () => {
    const [sentAt, answeredAt] = ['2025-06-01T12:00:00.000Z', '2025-06-01T13:30:00.000Z'];
    await write(
      app,
      Array.from({ length: 4001 }, () => ({ ...plain(app, 'northside', 'brigid', sentAt), answeredAt })),
    );
    const counted = await audit('manager@northside.example', '2025-06-01', '2025-06-01');
    expect(counted).toMatchObject({ sent: 4001, answered: 4001, open: 4001, medianHoursToAnswer: 1.5 });
  }, 60_000);

  it('has no medians and no rows where nothing was sent', async () => {
    const nothing = await audit('manager@riverside.example', '2020-01-01', '2020-12-31');
    expect(nothing).toMatchObject({ sent: 0, open: 0, medianHoursToAnswer: null, medianDaysToArrival: null });
    expect(nothing).toMatchObject({ byReason: [], byService: [], byCounterpart: [], byAgeBand: [] });
  });
});
