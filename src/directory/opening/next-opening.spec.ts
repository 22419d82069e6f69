import type { ScheduleFact } from '../listing-facts.js';
import { nextOpening } from './index.js';

const rule = (said: Partial<ScheduleFact>): ScheduleFact => ({
  byday: [],
  opensAt: null,
  closesAt: null,
  timezone: null,
  validFrom: null,
  validTo: null,
  womenOnly: false,
  closed: false,
  description: null,
  ...said,
});
const hours = (opensAt: string, closesAt: string, said: Partial<ScheduleFact> = {}) =>
  rule({ opensAt, closesAt, ...said });

const SATURDAY_NIGHT = '2026-05-02T22:00:00+02:00';
const next = (schedules: ScheduleFact[], horizonDays?: number, womenOnly = false): string => {
  const found = nextOpening(schedules, Date.parse(SATURDAY_NIGHT), 'Europe/Berlin', horizonDays, {
    womenOnly,
  });
  return typeof found === 'string' ? found : new Date(found.at).toISOString();
};
const monday = hours('09:00', '17:00', { byday: ['MO'] });

it('is now when it is open now', () => {
  expect(next([hours('20:00', '07:00')])).toBe('2026-05-02T20:00:00.000Z');
});

it('is the first door of all rules, each in its own zone', () => {
  expect(next([monday])).toBe('2026-05-04T07:00:00.000Z');
  expect(next([monday, hours('08:30', '09:00', { byday: ['MO'] })])).toBe('2026-05-04T06:30:00.000Z');
  expect(next([monday, { ...monday, timezone: 'Asia/Tokyo' }])).toBe('2026-05-04T00:00:00.000Z');
});

it('passes over closed days', () => {
  const may = rule({ closed: true, validFrom: '2026-05-04', validTo: '2026-05-31' });
  expect(next([monday, may])).toBe('2026-06-01T07:00:00.000Z');
  expect(next([monday, may], 27)).toBe('NEVER');
  expect(next([monday, rule({ closed: true })])).toBe('NEVER');
});

it('counts the horizon itself', () => {
  const inADay = hours('22:00', '23:00', { byday: ['SU'] });
  expect(next([inADay], 1)).toBe('2026-05-03T20:00:00.000Z');
  expect(next([inADay], 0.999)).toBe('NEVER');
  expect(() => next([inADay], Infinity)).toThrow(RangeError);
});

it('is not known where the hours are not, now or before the first known opening', () => {
  expect(next([])).toBe('UNKNOWN');
  expect(next([monday, rule({ byday: ['SA'] })])).toBe('UNKNOWN');
  expect(next([monday, rule({ byday: ['SU'] })])).toBe('UNKNOWN');
  expect(next([monday, rule({ byday: ['TU'] })])).toBe('2026-05-04T07:00:00.000Z');
});

it('is known when a closed day takes the doubt away', () => {
  expect(next([monday, rule({ byday: ['SU'] }), rule({ byday: ['SU'], closed: true })], 3)).toBe(
    '2026-05-04T07:00:00.000Z',
  );
});

it('is not known, rather than never, when the validity ends first', () => {
  expect(next([{ ...monday, validTo: '2026-05-03' }])).toBe('UNKNOWN');
  expect(next([{ ...monday, validTo: '2026-05-04' }])).toBe('2026-05-04T07:00:00.000Z');
  expect(next([{ ...monday, validFrom: '2026-05-03' }])).toBe('UNKNOWN');
});

it('finds the hours for women only', () => {
  const women = hours('10:00', '12:00', { byday: ['TU'], womenOnly: true });
  expect(next([monday, women], 60, true)).toBe('2026-05-05T08:00:00.000Z');
  expect(next([monday], 60, true)).toBe('NEVER');
});
