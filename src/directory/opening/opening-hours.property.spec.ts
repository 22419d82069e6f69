import fc from 'fast-check';
import { DateTime } from 'luxon';
import { WEEKDAYS, type ScheduleFact } from '../listing-facts.js';
import { nextOpening, openAt, WallClock, type NextOpening, type Openness } from './index.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** An instant in the middle of what each zone did to its clocks. */
const CHANGES: [zone: string, at: string][] = [
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['America/Sao_Paulo', '2018-02-18T02:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['America/St_Johns', '2010-11-07T02:31:00Z'],
  ['Asia/Kathmandu', '2026-06-01T00:00:00Z'],
];

const hour = fc
  .tuple(fc.constantFrom(0, 1, 2, 3, 9, 22, 23), fc.constantFrom(0, 1, 15, 30, 45))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const hours = fc.oneof(
  { weight: 5, arbitrary: fc.record({ opensAt: hour, closesAt: fc.oneof(hour, fc.constant('24:00')) }) },
  { weight: 1, arbitrary: fc.constant({ opensAt: null, closesAt: null }) },
);

/** Dates within four days of the change: further off, hours and validities are as far from it as they ever are. */
const dateNear = (at: number) =>
  fc.integer({ min: -4, max: 4 }).map((d) => new Date(at + d * DAY).toISOString().slice(0, 10));

const ruleNear = (zone: string, at: number): fc.Arbitrary<ScheduleFact> =>
  fc
    .record({
      byday: fc.subarray([...WEEKDAYS]),
      hours,
      timezone: fc.constantFrom(null, null, null, zone, 'Europe/Berlin', 'Pacific/Kiritimati', 'Mars/Olympus'),
      validFrom: fc.option(dateNear(at), { freq: 2 }),
      validTo: fc.option(dateNear(at), { freq: 2 }),
      womenOnly: fc.boolean(),
      closed: fc.nat(4).map((n) => n === 0),
    })
    .map(({ hours: said, ...rest }) => ({ ...rest, ...said, description: null }));

/** A listing and an instant within three days of a change of clocks. */
const moment = fc.constantFrom(...CHANGES).chain(([zone, change]) =>
  fc.record({
    zone: fc.constant(zone),
    at: fc.integer({ min: -3 * 24 * 240, max: 3 * 24 * 240 }).map((quarter) => Date.parse(change) + quarter * 15_000),
    schedules: fc.array(ruleNear(zone, Date.parse(change)), { maxLength: 5 }),
    womenOnly: fc.boolean(),
  }),
);

/** The oracle asks the same thing of luxon again and again, and luxon is slow to answer. */
function remembered<T>(ask: (zone: string, at: number) => T): (zone: string, at: number) => T {
  const answers = new Map<string, Map<number, T>>();
  return (zone, at) => {
    const known = answers.get(zone) ?? new Map<number, T>();
    answers.set(zone, known);
    if (!known.has(at)) known.set(at, ask(zone, at));
    return known.get(at)!;
  };
}
const exists = remembered((zone) => DateTime.fromMillis(0, { zone }).isValid);
const wallText = remembered((zone, at) => DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm"));
const weekdayOf = remembered((date) => DateTime.fromISO(date).weekday);
const daysLater = remembered((date, days) => DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate()!);

/**
 * The oracle: spells every opening out as two texts, `2026-03-29T22:00` to `2026-03-30T06:00`, and looks whether the text on the wall lies
 * between them. It shares no code and no arithmetic with what it judges.
 */
function oracle(schedules: readonly ScheduleFact[], at: number, networkZone: string, womenOnly: boolean): Openness {
  const zoneOf = (rule: ScheduleFact) => (rule.timezone && exists(rule.timezone, 0) ? rule.timezone : networkZone);
  const wall = (rule: ScheduleFact) => wallText(zoneOf(rule), at);
  const today = (rule: ScheduleFact) => wall(rule).slice(0, 10);
  const valid = (rule: ScheduleFact, date: string) =>
    date >= (rule.validFrom ?? '0000-01-01') && date <= (rule.validTo ?? '9999-12-31');
  const names = (rule: ScheduleFact, date: string) =>
    valid(rule, date) &&
    (!rule.byday.length || rule.byday.map((code) => WEEKDAYS.indexOf(code) + 1).includes(weekdayOf(date, 0)));
  const takesPlace = (rule: ScheduleFact, date: string) =>
    names(rule, date) && !schedules.filter((other) => other.closed).some((other) => names(other, date));

  const opening = schedules.filter((rule) => !rule.closed);
  const counted = opening.filter((rule) => rule.womenOnly || !womenOnly);
  const isVague = (rule: ScheduleFact) => rule.opensAt === null || (rule.timezone ?? networkZone) !== zoneOf(rule);
  const isOpen = counted.some((rule) => {
    if (isVague(rule)) return false;
    const [from, to] = [rule.opensAt!, rule.closesAt!];
    return [0, -1, -2].some((days) => {
      const start = daysLater(today(rule), days);
      const end = to > from ? start : daysLater(start, 1);
      return takesPlace(rule, start) && `${start}T${from}` <= wall(rule) && wall(rule) < `${end}T${to}`;
    });
  });
  if (isOpen) return true;
  if (counted.some((rule) => isVague(rule) && takesPlace(rule, today(rule)))) return null;
  const known = opening.some((rule) => valid(rule, today(rule)));
  return known || schedules.some((rule) => rule.closed && names(rule, today(rule))) ? false : null;
}

/** Minute by minute: zones change, and doors open, on whole minutes. */
function oracleNext(
  schedules: readonly ScheduleFact[],
  from: number,
  zone: string,
  womenOnly: boolean,
  days: number,
): NextOpening {
  for (let at = from; at <= from + days * DAY; at = Math.floor(at / MINUTE + 1) * MINUTE) {
    const open = oracle(schedules, at, zone, womenOnly);
    if (open !== false) return open ? { at } : 'UNKNOWN';
  }
  return 'NEVER';
}

describe('opening hours around changes of clocks', () => {
  it('are what the oracle says', () => {
    const seen = new Map<Openness, number>();
    fc.assert(
      fc.property(moment, ({ schedules, at, zone, womenOnly }) => {
        const open = openAt(schedules, at, zone, { womenOnly });
        seen.set(open, (seen.get(open) ?? 0) + 1);
        expect(open).toBe(oracle(schedules, at, zone, womenOnly));
      }),
      { numRuns: 3_000 },
    );
    for (const answer of [true, false, null]) expect(seen.get(answer)).toBeGreaterThan(100);
  });

  it('begin next when the oracle, looking minute by minute, says', () => {
    fc.assert(
      fc.property(moment, ({ schedules, at, zone, womenOnly }) => {
        const first = nextOpening(schedules, at, zone, 4, { womenOnly });
        expect(first).toEqual(oracleNext(schedules, at, zone, womenOnly, 4));
      }),
      { numRuns: 120 },
    );
  });

  it('are open at the next opening, and surely closed until then', () => {
    fc.assert(
      fc.property(moment, fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })), (given, samples) => {
        const { schedules, at: from, zone, womenOnly } = given;
        const next = nextOpening(schedules, from, zone, 9, { womenOnly });
        const end = typeof next === 'object' ? next.at : from + 9 * DAY;
        if (typeof next === 'object') expect(openAt(schedules, next.at, zone, { womenOnly })).toBe(true);
        if (next === 'UNKNOWN') return;
        const before = [...samples.map((part) => Math.floor(from + (end - from) * part)), end - 1];
        for (const at of before.filter((sample) => sample >= from && sample < end))
          expect(openAt(schedules, at, zone, { womenOnly })).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('have no opening that begins on a closed day', () => {
    fc.assert(
      fc.property(moment, ({ schedules, at, zone, womenOnly }) => {
        const here = schedules.map((rule) => ({ ...rule, timezone: null }));
        const today = DateTime.fromMillis(at, { zone }).toISODate()!;
        const closure: ScheduleFact = { ...closedAll, validFrom: today, validTo: today };
        const sameDay = here.filter((rule) => rule.opensAt === null || rule.opensAt < rule.closesAt!);
        expect(openAt([...sameDay, closure], at, zone, { womenOnly })).toBe(false);
        expect(openAt([...here, closedAll], at, zone, { womenOnly })).toBe(false);
        if (openAt([...here, closure], at, zone)) expect(openAt(here, at, zone)).toBe(true);
      }),
    );
  });

  it('do not depend on the order of the rules, nor on what a clock was asked before', () => {
    const clock = new WallClock();
    fc.assert(
      fc.property(moment, ({ schedules, at, zone, womenOnly }) => {
        const reversed = [...schedules].reverse();
        const fresh = openAt(schedules, at, zone, { womenOnly, clock: new WallClock() });
        expect(openAt(reversed, at, zone, { womenOnly, clock })).toBe(fresh);
        expect(nextOpening(reversed, at, zone, 5, { womenOnly, clock })).toEqual(
          nextOpening(schedules, at, zone, 5, { womenOnly, clock: new WallClock() }),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('for women only are never more than the hours for all', () => {
    const rank = (open: Openness) => (open === null ? 1 : open ? 2 : 0);
    fc.assert(
      fc.property(moment, ({ schedules, at, zone }) => {
        const women = openAt(schedules, at, zone, { womenOnly: true });
        expect(rank(women)).toBeLessThanOrEqual(rank(openAt(schedules, at, zone)));
      }),
    );
  });
});

const closedAll: ScheduleFact = {
  byday: [],
  opensAt: null,
  closesAt: null,
  timezone: null,
  validFrom: null,
  validTo: null,
  womenOnly: false,
  closed: true,
  description: null,
};
