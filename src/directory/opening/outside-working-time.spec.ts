import type { ScheduleFact } from '../listing-facts.js';
import { opensOutside, type OutsidePart, type WorkingTime } from './index.js';

const WORKING: WorkingTime = { days: ['MO', 'TU', 'WE', 'TH', 'FR'], from: '08:00', to: '18:00' };
const ALL: OutsidePart[] = ['EARLY', 'EVENING', 'WEEKEND'];

const rule = (said: Partial<ScheduleFact>): ScheduleFact => ({
  ...{ byday: [], opensAt: null, closesAt: null, timezone: null, validFrom: null, validTo: null },
  ...{ womenOnly: false, closed: false, description: null },
  ...said,
});
const weekdays = (opensAt: string | null, closesAt: string | null): ScheduleFact =>
  rule({ byday: ['MO', 'TU', 'WE', 'TH', 'FR'], opensAt, closesAt });

describe.each<[string, ScheduleFact[], OutsidePart[] | null]>([
  ['office hours to the minute', [weekdays('08:00', '18:00')], []],
  ['a minute longer', [weekdays('08:00', '18:01')], ['EVENING']],
  ['a minute earlier', [weekdays('07:59', '18:00')], ['EARLY']],
  ['every day the same', [rule({ opensAt: '09:00', closesAt: '17:00' })], ['WEEKEND']],
  ['a night on Friday', [rule({ byday: ['FR'], opensAt: '22:00', closesAt: '06:00' })], ['EVENING']],
  ['the whole of Monday', [rule({ byday: ['MO'], opensAt: '00:00', closesAt: '24:00' })], ['EARLY', 'EVENING']],
  ['Saturday at hours nobody said', [rule({ byday: ['SA'] })], ['WEEKEND']],
  ['what has run out', [weekdays('09:00', '17:00'), rule({ byday: ['SA'], validTo: '2026-01-01' })], []],
  ['Sundays closed', [rule({ opensAt: '09:00', closesAt: '17:00' }), rule({ byday: ['SA', 'SU'], closed: true })], []],
  [
    'closed on one Sunday',
    [
      rule({ byday: ['SU'], opensAt: '09:00', closesAt: '17:00' }),
      rule({ byday: ['SU'], closed: true, validTo: '2026-03-01' }),
    ],
    ['WEEKEND'],
  ],
  ['closed for good', [rule({ opensAt: '09:00', closesAt: '20:00' }), rule({ closed: true })], []],
])('of %s', (_, schedules, parts) => {
  it.each(ALL)('it is known whether %s', (part) => {
    expect(opensOutside(schedules, WORKING, [part], '2026-03-18')).toBe(parts?.includes(part));
  });
});

it('is not known where no hours are, and not of a weekday whose hours nobody said', () => {
  expect(opensOutside([], WORKING, ALL, '2026-03-18')).toBeNull();
  expect(opensOutside([rule({ byday: ['SU'], closed: true })], WORKING, ALL, '2026-03-18')).toBeNull();
  expect(opensOutside([weekdays(null, null)], WORKING, ['EVENING'], '2026-03-18')).toBeNull();
  // Of one that says its evenings elsewhere, it is.
  expect(opensOutside([weekdays(null, null), weekdays('19:00', '21:00')], WORKING, ['EVENING'], '2026-03-18')).toBe(
    true,
  );
  // No hour of a weekday makes a weekend.
  expect(opensOutside([weekdays(null, null)], WORKING, ['WEEKEND'], '2026-03-18')).toBe(false);
});
