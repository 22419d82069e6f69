import type { ScheduleFact, Weekday } from '../listing-facts.js';
import { problemsInSchedules } from './index.js';

const good: ScheduleFact = {
  byday: ['MO'],
  opensAt: '09:00',
  closesAt: '17:00',
  timezone: null,
  validFrom: null,
  validTo: null,
  womenOnly: false,
  closed: false,
  description: null,
};
const hour = { opensAt: null, closesAt: null };

it.each<[string, Partial<ScheduleFact>]>([
  ['ordinary hours', {}],
  ['a night', { opensAt: '20:00', closesAt: '07:00' }],
  ['a whole day', { opensAt: '00:00', closesAt: '24:00' }],
  ['24 hours from a time on', { opensAt: '08:00', closesAt: '08:00' }],
  ['a day without hours', hour],
  ['every day of a validity', { byday: [], validTo: '2026-12-31' }],
  ['closed for good', { ...hour, byday: [], closed: true }],
  ['one date', { validFrom: '2028-02-29', validTo: '2028-02-29' }],
  ['a zone of its own', { timezone: 'America/Argentina/Buenos_Aires' }],
])('takes %s', (_what, said) => expect(problemsInSchedules([{ ...good, ...said }])).toEqual([]));

it.each<[string, Partial<ScheduleFact>, string[]]>([
  ['one hour of two', { closesAt: null }, ['closesAt']],
  ['the other hour of two', { opensAt: null }, ['opensAt']],
  ['hours of another form', { opensAt: '9:00', closesAt: '17:60' }, ['opensAt', 'closesAt']],
  ['an opening at the end of the day', { opensAt: '24:00', closesAt: '06:00' }, ['opensAt']],
  ['a closing after the end of the day', { closesAt: '25:00' }, ['closesAt']],
  ['a closed day with hours', { closed: true }, ['opensAt', 'closesAt']],
  ['a closed day for women only', { ...hour, closed: true, womenOnly: true }, ['womenOnly']],
  ['no days at all', { byday: [] }, ['byday']],
  ['a day twice', { byday: ['MO', 'MO'] }, ['byday']],
  ['a day of another language', { byday: ['Montag' as Weekday] }, ['byday']],
  ['an end before the beginning', { validFrom: '2026-05-02', validTo: '2026-05-01' }, ['validTo']],
  ['dates that no calendar has', { validFrom: '2026-02-30', validTo: '1 May' }, ['validFrom', 'validTo']],
  ['a zone that does not exist', { timezone: 'Mars/Olympus' }, ['timezone']],
  ['an offset for a zone', { timezone: '+02:00' }, ['timezone']],
])('refuses %s', (_what, said, fields) =>
  expect(problemsInSchedules([good, { ...good, ...said }]).map(({ path }) => path)).toEqual(
    fields.map((field) => `schedules.1.${field}`),
  ),
);
