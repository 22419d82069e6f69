import { clockOf, dateOf, zoneOf } from './clock.js';
import { weeklyRule } from './hours.js';
import { languagesListed, languagesNamed } from './languages.js';
import { isProblem, meansFree, phoneOf, pointOf, text, webAddress } from './values.js';

const silent = (): void => undefined;
const noted = (): { fields: string[]; mend: (field: string) => void } => {
  const fields: string[] = [];
  return { fields, mend: (field) => void fields.push(field) };
};

describe('times of day', () => {
  it.each([
    ['9:00', '09:00'],
    ['09:00:00', '09:00'],
    ['0930', '09:30'],
    ['9am', '09:00'],
    ['4:00 PM', '16:00'],
    ['12:15 a.m.', '00:15'],
    ['12pm', '12:00'],
    ['noon', '12:00'],
    ['24:00', '24:00'],
  ])('%s is %s', (said, time) => expect(clockOf(said)).toEqual({ time, zone: null }));

  it.each(['9', '25:00', '9:60', '13pm', '24:30', 'morning', '9:00-5:00pm'])('%s is none', (said) =>
    expect(clockOf(said)).toBeNull(),
  );

  it('keeps the clock that a time carries', () => {
    expect(clockOf('09:00-05:00')).toEqual({ time: '09:00', zone: 'Etc/GMT+5' });
    expect(clockOf('09:00Z')).toEqual({ time: '09:00', zone: 'UTC' });
    expect(clockOf('09:00+05:30')).toBeNull();
  });

  it('knows time zones by name and whole offsets, and no others', () => {
    expect(['America/Detroit', 'Z', '3', '-05:00'].map(zoneOf)).toEqual([
      'America/Detroit',
      'UTC',
      'Etc/GMT-3',
      'Etc/GMT+5',
    ]);
    expect(['America/Nowhere', 'EST', '+05:30', '2005-01-01'].map(zoneOf)).toEqual([null, null, null, null]);
  });
});

it('dates: only those of one year and of one meaning', () => {
  const said = ['2026-09-14', '2026-09-14T09:00:00', 'June 1, 2026', '12/24/2015', '24/12/2015', '5/5/2026'];
  expect(said.map(dateOf)).toEqual([
    '2026-09-14',
    '2026-09-14',
    '2026-06-01',
    '2015-12-24',
    '2015-12-24',
    '2026-05-05',
  ]);
  expect(['January 01, 0001', '12/24/15', '03/04/2026', '2026-02-30', 'soon'].map(dateOf)).toEqual(Array(5).fill(null));
});

describe('weekly hours', () => {
  const ruleOf = (members: Record<string, unknown>) =>
    weeklyRule({ opens_at: '09:00', closes_at: '17:00', ...members });

  it.each([
    [{ byday: 'TU,MO' }, ['MO', 'TU']],
    [{ byday: ['SA'] }, ['SA']],
    [{ weekday: 'Thurs' }, ['TH']],
    [{ weekday: '1' }, ['MO']],
    [{ freq: 'DAILY' }, ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']],
    [{ freq: 'weekly', byday: 'Su', wkst: 'MO', interval: 1 }, ['SU']],
  ])('%j', (members, byday) => expect(ruleOf(members)).toMatchObject({ byday, opensAt: '09:00', closesAt: '17:00' }));

  it.each([
    [{ freq: 'WEEKLY', wkst: 'TU' }, 'byday'],
    [{ freq: 'MONTHLY', byday: '1MO' }, 'freq'],
    [{ byday: '1MO' }, 'byday'],
    [{ byday: 'MO,Funday' }, 'byday'],
    [{ weekday: '0' }, 'weekday'],
    [{ byday: 'MO', interval: 2 }, 'interval'],
    [{ byday: 'MO', bymonthday: '1' }, 'bymonthday'],
    [{ byday: 'MO', rrule: 'FREQ=WEEKLY;BYSETPOS=1' }, 'rrule'],
    [{ byday: 'MO', days_of_week_pattern: '2nd' }, 'days_of_week_pattern'],
    [{ byday: 'MO', closes_at: null }, 'closes_at'],
    [{ byday: 'MO', timezone: 'somewhere' }, 'timezone'],
    [{ byday: 'MO', valid_from: '2026-02-01', valid_to: '2026-01-01' }, 'valid_to'],
    [{ weekday: 'Monday', opens_at: '', closes_at: '' }, 'opens_at'],
  ])('%j is left out for its %s', (members, field) => expect(ruleOf(members)).toMatchObject({ field }));

  it('keeps the validity, and the zone that a publisher names in a member of its own', () => {
    const rule = ruleOf({
      byday: 'FR',
      dtstart: '2026-09-14',
      until: '2026-12-31',
      x_d: { timezone: 'America/Detroit' },
    });
    expect(rule).toMatchObject({ validFrom: '2026-09-14', validTo: '2026-12-31', timezone: 'America/Detroit' });
    expect(isProblem(rule)).toBe(false);
  });
});

it('languages: by name, by code, and never by guess', () => {
  const { fields, mend } = noted();
  expect(languagesNamed('English; Español, Chinese (Cantonese), Taiwanese', 'languages', mend)).toEqual([
    'en',
    'es',
    'yue',
  ]);
  const listed = [{ name: 'Mandarin', code: 'zh' }, { name: '375', code: '' }, { code: 'pt-BR' }, 'Haitian Creole', {}];
  expect(languagesListed(listed, 'l', mend)).toEqual(['cmn', 'pt-BR', 'ht']);
  expect(fields).toEqual(['languages', 'l[1]']);
});

it('numbers that can be called, points that are on the map, addresses that can be opened', () => {
  expect(phoneOf({ number: '211' }, [])).toMatchObject({ number: '211' });
  expect(phoneOf({ number: '(301) 345-6660 ext 2019', type: 'hotline' }, [])).toMatchObject({ description: 'hotline' });
  for (const number of ['no phone', '000-000-0000', 'call 12', ''])
    expect(phoneOf({ number }, [])).toHaveProperty('reason');
  expect(phoneOf({ number: '12345678', type: 'FAX' }, [])).toBe('FAX');
  const { fields, mend } = noted();
  expect(pointOf('42.3', '-83.1', 'a', mend).latitude).toBe(42.3);
  for (const pair of [
    ['0.0', '0'],
    ['91', '0'],
    ['x', '1'],
    ['1', ''],
  ])
    expect(pointOf(pair[0], pair[1], 'b', mend).latitude).toBeNull();
  expect(webAddress('example.org', 'c', mend)).toBeNull();
  expect(webAddress('javascript:alert(1)', 'd', mend)).toBeNull();
  expect(webAddress('https://example.org/', 'e', silent)).toBe('https://example.org/');
  expect(fields).toEqual(['b', 'b', 'b', 'b', 'c', 'd']);
});

it('free is what cannot mean anything else; silence is silence', () => {
  expect(['Free', 'None.', 'Free to everyone', ' no cost '].map(meansFree)).toEqual([true, true, true, true]);
  expect(['Free to eligible persons', 'None, except for permits', null].map(meansFree)).toEqual([false, false, false]);
  expect(['N/A', ' - ', 'Not specified', '', null, [], true].map(text)).toEqual(Array(7).fill(null));
});
