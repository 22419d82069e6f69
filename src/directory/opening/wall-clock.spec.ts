import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { WEEKDAYS, type ScheduleFact } from '../listing-facts.js';
import { nextOpening, openAt, WallClock } from './index.js';

it('shows what luxon shows, in every zone', () => {
  const clock = new WallClock();
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const instants = fc.integer({ min: 0, max: Date.parse('2038-01-01') });
  fc.assert(
    fc.property(zones, instants, (zone, at) => {
      const { today, yesterday, minute } = clock.read(zone, at);
      const local = DateTime.fromMillis(at, { zone });
      const weekday = WEEKDAYS[local.weekday - 1];
      expect([today.date, today.weekday, minute]).toEqual([local.toISODate(), weekday, local.hour * 60 + local.minute]);
      expect(yesterday.date).toBe(DateTime.fromISO(today.date, { zone: 'utc' }).minus({ days: 1 }).toISODate());
    }),
    { numRuns: 2_000 },
  );
});

it('reads on rightly when its memory was full', () => {
  const clock = new WallClock();
  const read = (day: number) => clock.read('Europe/Berlin', day * 86_400_000).today.date;
  for (let day = 0; day < 5_000; day++) read(day);
  expect([read(0), read(4_999)]).toEqual(['1970-01-01', '1983-09-09']);
});

it.each([Number.NaN, Infinity, 9e15])('refuses %p for an instant', (at) => {
  expect(() => new WallClock().read('Europe/Berlin', at)).toThrow(RangeError);
});

it('knows zones by name only', () => {
  const names = ['Europe/Berlin', 'UTC', 'Etc/GMT+5', 'Mars/Olympus', '+02:00', ''];
  expect(names.filter((name) => new WallClock().knows(name))).toEqual(['Europe/Berlin', 'UTC', 'Etc/GMT+5']);
});

/** Counted and not timed, so that a busy machine cannot fail it: asking the zone tables is what takes the time. */
describe('a search through 10,000 places', () => {
  const week = (timezone: string | null): ScheduleFact[] =>
    WEEKDAYS.map((weekday) => ({
      byday: [weekday],
      opensAt: '09:00',
      closesAt: '17:00',
      timezone,
      validFrom: null,
      validTo: null,
      womenOnly: false,
      closed: false,
      description: null,
    }));
  const places = Array.from({ length: 10_000 }, (_, n) => week(n % 2 ? null : 'America/New_York'));
  const at = Date.parse('2026-05-02T22:00:00Z');

  const ask = IANAZone.prototype.offset;
  let asked = 0;
  beforeEach(() => {
    asked = 0;
    IANAZone.prototype.offset = function (instant?: number) {
      asked++;
      return ask.call(this, instant!);
    };
  });
  afterEach(() => void (IANAZone.prototype.offset = ask));

  it('asks the zone tables twice a zone', () => {
    const clock = new WallClock();
    for (const place of places) openAt(place, at, 'Europe/Berlin', { clock });
    expect(asked).toBe(4);
  });

  it('asks for the days to the next opening once', () => {
    const clock = new WallClock();
    for (const place of places) nextOpening(place, at, 'Europe/Berlin', 60, { clock });
    expect(asked).toBeLessThanOrEqual(8);
  });

  it('asks nothing more where no day can open anything', () => {
    const clock = new WallClock();
    for (const place of places)
      expect(nextOpening(place, at, 'Europe/Berlin', 60, { clock, womenOnly: true })).toBe('NEVER');
    expect(asked).toBe(4);
  });
});
