import { TAXONOMY } from '../src/directory/index.js';
import { findReason, type ReferralRow, type ReferralStepValue } from '../src/referrals/index.js';
import { TestApp } from './support/app.js';
import { DATABASES } from './support/databases.js';
import { anyReferral, dice, plain, writeReferrals as write, type Written } from './support/written-referrals.js';

const ZONE = 'America/New_York';
const NOW = '2026-03-18T21:00:00.000Z';

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

/** Whole minutes up to two hours, ten minutes up to two days, hours up to thirty days, days beyond. */
function scaled(minutes: number): number {
  const step = minutes < 120 ? 1 : minutes < 2880 ? 10 : minutes < 43_200 ? 60 : 1440;
  return minutes - (minutes % step);
}

type End = 'answeredAt' | 'arrivedAt' | 'completedAt';

function timesByHand(rows: Written[], end: End, minutesOf = (from: number, to: number) => (to - from) / 60_000) {
  return rows
    .flatMap((row) => (row[end] ? [scaled(Math.floor(minutesOf(Date.parse(row.sentAt!), Date.parse(row[end]))))] : []))
    .sort((one, other) => one - other);
}

function medianByHand(rows: Written[], end: End, unit: number): number | null {
  const times = timesByHand(rows, end).map((minutes) => (minutes * 60_000) / unit);
  if (!times.length) return null;
  const half = Math.floor(times.length / 2);
  return times.length % 2 ? times[half]! : (times[half]! + times[half - 1]!) / 2;
}

function timeByHand(sorted: number[], unit: number) {
  const half = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 ? sorted[half]! : (sorted[half]! + sorted[half - 1]!) / 2;
  const most = sorted[Math.ceil(sorted.length * 0.9) - 1]!;
  return sorted.length
    ? { count: sorted.length, median: median / unit, ninetieth: most / unit }
    : { count: 0, median: null, ninetieth: null };
}

const weekdayInTheNetwork = new Intl.DateTimeFormat('en-US', { timeZone: ZONE, weekday: 'short' });

/** Minute by minute, as it is on the wall; NOW and TODAY never stop. */
const onTheClock =
  ({ urgency }: Written) =>
  (from: number, to: number): number => {
    if (urgency === 'NOW' || urgency === 'TODAY') return (to - from) / 60_000;
    let minutes = 0;
    for (let at = from; at < to; at += 60_000) if (!weekdayInTheNetwork.format(at).startsWith('S')) minutes += 1;
    return minutes;
  };

function serviceReasonsByHand(rows: Written[], side: Side) {
  const services = [...new Set(rows.flatMap((row) => row.services))].sort();
  const counted = services.flatMap((service) =>
    reasonsByHand(
      rows.filter((row) => row.services.includes(service)),
      side,
    ).map(({ reason: { code }, count }) => ({ service, reason: { code }, count })),
  );
  return counted.sort(
    (one, other) =>
      other.count - one.count ||
      `${one.service} ${one.reason.code}`.localeCompare(`${other.service} ${other.reason.code}`, 'en'),
  );
}

function herWordByHand(rows: Written[]) {
  return (['RECEIVED', 'PARTLY_RECEIVED', 'NOT_RECEIVED', null] as const).flatMap((outcome) => {
    const said = rows.filter((row) => row.outcome === outcome);
    if (said.length === 0) return [];
    const those = (field: 'herGotHelp' | 'herRespect' | 'herReturn', word: boolean) =>
      said.filter((row) => row[field] === word).length;
    return {
      key: outcome ?? 'UNKNOWN',
      referrals: said.length,
      heard: said.filter((row) => [row.herGotHelp, row.herRespect, row.herReturn].some((word) => word !== null)).length,
      ...{ gotHelp: those('herGotHelp', true), gotNoHelp: those('herGotHelp', false) },
      ...{ treatedWithRespect: those('herRespect', true), notTreatedWithRespect: those('herRespect', false) },
      ...{ wouldReturn: those('herReturn', true), wouldNotReturn: those('herReturn', false) },
    };
  });
}

/** Nothing here stands in another’s place: each is a need of its own. */
function needsByHand(rows: Written[]) {
  const met = funnelByHand(rows).received;
  return { needs: rows.length, met, attempts: met ? [{ attempts: 1, count: met }] : [] };
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
  const overdue = open.filter((row) => row.dueAt && row.dueAt < NOW).length;
  return {
    ...funnelByHand(rows),
    overdueShare: open.length ? overdue / open.length : null,
    byMonth: rowsByHand(rows, (row) => [dayInTheNetwork.format(new Date(row.sentAt!)).slice(0, 7)]).sort(
      (one, other) => (one.key < other.key ? -1 : 1),
    ),
    byServiceAndReason: serviceReasonsByHand(rows, side),
    byHerWord: side === 'SENT' ? herWordByHand(rows) : [],
    needs: side === 'SENT' ? needsByHand(rows) : null,
    times: {
      hoursToAnswer: timeByHand(timesByHand(rows, 'answeredAt'), 60),
      hoursToAnswerOnTheClock: timeByHand(
        rows.flatMap((row) => timesByHand([row], 'answeredAt', onTheClock(row))).sort((one, other) => one - other),
        60,
      ),
      daysToArrival: timeByHand(timesByHand(rows, 'arrivedAt'), 1440),
      daysToCompletion: timeByHand(timesByHand(rows, 'completedAt'), 1440),
    },
    open: open.length,
    overdue,
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
const TIME = '{ count median ninetieth }';
const ROW = `{ key ${FUNNEL} }`;
const AUDIT = `query ($from: Date!, $to: Date!, $direction: Direction) {
  completionAudit(from: $from, to: $to, direction: $direction) {
    from to ${FUNNEL} open overdue overdueShare medianHoursToAnswer medianDaysToArrival byReason { count reason { code name side } }
    byService ${ROW} byCounterpart ${ROW} byAssistance ${ROW} byCompanion ${ROW} byTransport ${ROW}
    byMonth ${ROW} byServiceAndReason { service reason { code } count } needs { needs met attempts { attempts count } }
    byHerWord {
      key referrals heard gotHelp gotNoHelp treatedWithRespect notTreatedWithRespect wouldReturn wouldNotReturn
    }
    times {
      hoursToAnswer ${TIME} hoursToAnswerOnTheClock ${TIME} daysToArrival ${TIME} daysToCompletion ${TIME}
    }
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
