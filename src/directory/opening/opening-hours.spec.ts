import type { ScheduleFact } from '../listing-facts.js';
import { hasWomenOnlyHours, openAt, WallClock, type Openness } from './index.js';

const anyDay: ScheduleFact = {
  byday: [],
  opensAt: null,
  closesAt: null,
  timezone: null,
  validFrom: null,
  validTo: null,
  womenOnly: false,
  closed: false,
  description: null,
};
const rule = (said: Partial<ScheduleFact>): ScheduleFact => ({ ...anyDay, ...said });
const hours = (opensAt: string, closesAt: string, said: Partial<ScheduleFact> = {}): ScheduleFact =>
  rule({ opensAt, closesAt, ...said });
const closed = (said: Partial<ScheduleFact> = {}): ScheduleFact => rule({ closed: true, ...said });

const BERLIN = 'Europe/Berlin';
const open = (schedules: ScheduleFact[], at: string, zone = BERLIN, womenOnly = false): Openness =>
  openAt(schedules, Date.parse(at), zone, { womenOnly, clock: new WallClock() });

/** Each row: an instant with its own offset, and what is to be said of it. */
const says = (schedules: ScheduleFact[], zone: string, rows: [at: string, answer: Openness][]) =>
  expect(rows.map(([at]) => [at, open(schedules, at, zone)])).toEqual(rows);

describe('an ordinary week', () => {
  const office = hours('09:00', '17:00', { byday: ['MO', 'TU', 'WE', 'TH', 'FR'] });

  it('is open from the first minute to the last, its end left out', () => {
    says([office], BERLIN, [
      ['2026-05-04T08:59:59.999+02:00', false],
      ['2026-05-04T09:00:00+02:00', true],
      ['2026-05-04T16:59:59.999+02:00', true],
      ['2026-05-04T17:00:00+02:00', false],
      ['2026-05-03T12:00:00+02:00', false],
    ]);
  });

  it("keeps the rule's own zone before the network's", () => {
    const inNewYork = { ...office, timezone: 'America/New_York' };
    expect(open([inNewYork], '2026-05-04T09:00:00-04:00')).toBe(true);
    expect(open([inNewYork], '2026-05-04T09:00:00+02:00')).toBe(false);
    expect(open([office], '2026-05-04T09:00:00-04:00', 'America/New_York')).toBe(true);
  });

  it('takes 00:00–24:00 for the whole day, and equal hours for 24 of them', () => {
    says([hours('00:00', '24:00', { byday: ['MO'] })], BERLIN, [
      ['2026-05-04T00:00:00+02:00', true],
      ['2026-05-04T23:59:59+02:00', true],
      ['2026-05-05T00:00:00+02:00', false],
    ]);
    says([hours('08:00', '08:00', { byday: ['MO'] })], BERLIN, [
      ['2026-05-04T07:59:00+02:00', false],
      ['2026-05-04T08:00:00+02:00', true],
      ['2026-05-05T07:59:00+02:00', true],
      ['2026-05-05T08:00:00+02:00', false],
    ]);
  });

  it('refuses a network without a time zone, and a time that is none', () => {
    expect(() => open([office], '2026-05-04T09:00:00Z', 'Mars/Olympus')).toThrow(RangeError);
    expect(() => open([office], 'tomorrow')).toThrow(RangeError);
  });
});

describe('a night shelter', () => {
  const saturdayNight = hours('20:00', '07:00', { byday: ['SA'], validTo: '2026-05-02' });
  const always = hours('10:00', '11:00');

  it('belongs to the day on which it opens, also for its validity', () => {
    says([saturdayNight, always], BERLIN, [
      ['2026-05-02T06:00:00+02:00', false],
      ['2026-05-02T20:00:00+02:00', true],
      ['2026-05-03T06:59:00+02:00', true],
      ['2026-05-03T07:00:00+02:00', false],
      ['2026-05-09T21:00:00+02:00', false],
    ]);
  });

  it('sends nobody out at midnight when the next day is closed, and does not open on a closed day', () => {
    const holiday = closed({ validFrom: '2026-12-25', validTo: '2026-12-25' });
    says([hours('20:00', '07:00'), holiday], BERLIN, [
      ['2026-12-25T03:00:00+01:00', true],
      ['2026-12-25T21:00:00+01:00', false],
      ['2026-12-26T03:00:00+01:00', false],
      ['2026-12-26T21:00:00+01:00', true],
    ]);
  });
});

describe('what is not known', () => {
  const monday = '2026-05-04T12:00:00+02:00';

  it('is not known where nobody said anything', () => expect(open([], monday)).toBeNull());

  it('is not known where only days of closing were said, save on those days', () => {
    const holiday = closed({ validFrom: '2026-05-01', validTo: '2026-05-03' });
    says([holiday], BERLIN, [
      ['2026-05-03T23:59:00+02:00', false],
      ['2026-05-04T00:00:00+02:00', null],
    ]);
  });

  it('is surely closed where it closed for good', () =>
    expect(open([closed(), hours('00:00', '24:00')], monday)).toBe(false));

  it('is not known on a day named without hours, until another rule opens or closes it', () => {
    const someTime = rule({ byday: ['MO'] });
    expect(open([someTime], monday)).toBeNull();
    expect(open([someTime, hours('09:00', '10:00', { byday: ['MO'] })], monday)).toBeNull();
    expect(open([someTime, hours('09:00', '13:00', { byday: ['MO'] })], monday)).toBe(true);
    expect(open([someTime, closed({ byday: ['MO'] })], monday)).toBe(false);
    expect(open([someTime], '2026-05-05T12:00:00+02:00')).toBe(false);
  });

  it('is not known before the first validity, after the last and between two', () => {
    const winters = [
      hours('18:00', '20:00', { validFrom: '2025-11-01', validTo: '2026-03-31' }),
      hours('18:00', '20:00', { validFrom: '2026-11-01', validTo: '2027-03-31' }),
    ];
    says(winters, BERLIN, [
      ['2025-10-31T19:00:00+01:00', null],
      ['2025-11-01T00:00:00+01:00', false],
      ['2026-03-31T19:00:00+02:00', true],
      ['2026-04-01T00:00:00+02:00', null],
      ['2027-04-01T19:00:00+02:00', null],
    ]);
    expect(open([...winters, hours('09:00', '10:00', { byday: ['SU'] })], monday)).toBe(false);
    expect(open([...winters, closed({ byday: ['MO'] })], monday)).toBe(false);
  });

  it.each([
    ['half of the hours', hours('09:00', '17:00', { closesAt: null })],
    ['hours nobody can read', hours('9 am', '17:00')],
    ['an hour that no day has', hours('09:00', '24:01')],
    ['an opening after the end of the day', hours('24:00', '06:00')],
    ['a zone that does not exist', hours('09:00', '17:00', { timezone: 'Mars/Olympus' })],
  ])('is not known with %s', (_what, said) => expect(open([said], monday)).toBeNull());
});

describe('hours for women only', () => {
  const monday = '2026-05-04T12:00:00+02:00';
  const forAll = hours('09:00', '17:00');
  const forWomen = hours('10:00', '11:00', { byday: ['TU'], womenOnly: true });

  it('counts only them when asked to', () => {
    expect(open([forAll, forWomen], '2026-05-05T10:30:00+02:00', BERLIN, true)).toBe(true);
    expect(open([forAll, forWomen], '2026-05-05T12:00:00+02:00', BERLIN, true)).toBe(false);
    expect(open([forAll], monday, BERLIN, true)).toBe(false);
    expect(open([forAll, rule({ byday: ['MO'], womenOnly: true })], monday, BERLIN, true)).toBeNull();
    expect(open([forAll, rule({ byday: ['MO'] })], monday, BERLIN, true)).toBe(false);
    expect(open([], monday, BERLIN, true)).toBeNull();
  });

  it('knows whether there are any', () => {
    const holiday = closed({ validFrom: '2026-12-25' });
    expect(hasWomenOnlyHours([])).toBeNull();
    expect(hasWomenOnlyHours([holiday])).toBeNull();
    expect(hasWomenOnlyHours([forAll, { ...forWomen, closed: true }])).toBe(false);
    expect(hasWomenOnlyHours([forAll, forWomen])).toBe(true);
    expect(hasWomenOnlyHours([forWomen, closed({ byday: ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] })])).toBe(false);
  });

  it('does not count what had run out', () => {
    const past = { ...forWomen, validTo: '2026-05-03' };
    expect(hasWomenOnlyHours([past])).toBe(true);
    expect(hasWomenOnlyHours([past], '2026-05-03')).toBe(true);
    expect(hasWomenOnlyHours([past], '2026-05-04')).toBeNull();
    expect(hasWomenOnlyHours([past, forAll], '2026-05-04')).toBe(false);
  });
});
