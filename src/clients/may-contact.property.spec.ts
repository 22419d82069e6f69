import fc from 'fast-check';
import { NO_CONTACT, type SafeContactDetails, type SafeHoursDetails } from './client-details.js';
import { CONTACT_MEANS, isWithin, mayContact, type Contact, type HerRules } from './may-contact.js';

const ZONES = [
  'UTC',
  'Europe/Lisbon',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
];
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const clock = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
const safeHours: fc.Arbitrary<SafeHoursDetails> = fc.record({ days: fc.subarray([...DAYS]), from: clock, to: clock });
const instant = fc
  .integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-12-31T23:59:00Z') })
  .map((millis) => new Date(millis).toISOString());
const zone = fc.constantFrom(...ZONES);
const means = fc.constantFrom(...CONTACT_MEANS);
const contact: fc.Arbitrary<Contact> = fc.record({
  means,
  at: instant,
  voicemail: fc.boolean(),
  withinSafeTimes: fc.boolean(),
});
const safeContact: fc.Arbitrary<SafeContactDetails> = fc.record({
  channel: fc.constantFrom('NONE' as const, ...CONTACT_MEANS),
  details: fc.constant(null),
  safeTimes: fc.option(fc.constant('mornings')),
  hours: fc.option(fc.array(safeHours, { maxLength: 3 })),
  voicemailOk: fc.boolean(),
  slipOk: fc.boolean(),
  codeWord: fc.constant(null),
});
const rules: fc.Arbitrary<HerRules> = fc.record({ safeContact: fc.option(safeContact), inCustody: fc.boolean(), zone });

/** Weekday and time as somebody there reads them off the wall, by another library than the rule's. */
function onTheWall(at: string, timeZone: string): { day: string; time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return { day: part('weekday').slice(0, 2).toUpperCase(), time: `${part('hour')}:${part('minute')}` };
}

/** Walks through each minute of the hours and asks whether it is this one: slow, and nothing in it is clever. */
function isOneOfTheMinutes({ days, from, to }: SafeHoursDetails, at: string, timeZone: string): boolean {
  const wall = onTheWall(at, timeZone);
  const next = (time: string) => {
    const minute = (Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + 1) % 1440;
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  };
  for (const day of days.length ? days : DAYS) {
    let on: string = day;
    for (let time = from; time !== to; time = next(time)) {
      if (on === wall.day && time === wall.time) return true;
      if (next(time) === '00:00') on = DAYS[(DAYS.findIndex((each) => each === on) + 1) % 7] ?? '';
    }
  }
  return false;
}

describe('whether she may be reached', () => {
  it('her hours are read off the wall where she is, in every zone and over every change of clocks', () => {
    fc.assert(
      fc.property(fc.array(safeHours, { minLength: 1, maxLength: 3 }), instant, zone, (hours, at, where) => {
        expect(isWithin(hours, at, where)).toBe(hours.some((each) => isOneOfTheMinutes(each, at, where)));
      }),
      { numRuns: 150 },
    );
  });

  it('nothing that may be breaks any part of what she said', () => {
    let allowed = 0;
    fc.assert(
      fc.property(rules, contact, (hers, wanted) => {
        if (mayContact(hers, wanted) !== null) return;
        allowed += 1;
        const agreed = hers.safeContact;
        expect(agreed).not.toBeNull();
        expect(agreed?.channel).not.toBe('NONE');
        if (hers.inCustody) expect(wanted.means).toBe('IN_PERSON');
        else expect(wanted.means).toBe(agreed?.channel);
        if (wanted.voicemail) expect([wanted.means, agreed?.voicemailOk]).toEqual(['PHONE', true]);
        if (agreed?.hours?.length)
          expect(agreed.hours.some((each) => isOneOfTheMinutes(each, wanted.at, hers.zone))).toBe(true);
        else if (agreed?.safeTimes) expect(wanted.withinSafeTimes).toBe(true);
      }),
      { numRuns: 1500 },
    );
    expect(allowed).toBeGreaterThan(20);
  });

  it('the same hours are another moment elsewhere', () => {
    const morning: SafeHoursDetails[] = [{ days: ['MO'], from: '09:00', to: '11:00' }];
    expect(isWithin(morning, '2026-03-16T09:30:00.000Z', 'Europe/Lisbon')).toBe(true);
    expect(isWithin(morning, '2026-03-16T09:30:00.000Z', 'Asia/Kathmandu')).toBe(false);
    // Summer time has begun in Lisbon: ten there is nine in UTC.
    expect(isWithin(morning, '2026-03-30T08:30:00.000Z', 'Europe/Lisbon')).toBe(true);
    expect(isWithin(morning, '2026-03-30T10:30:00.000Z', 'Europe/Lisbon')).toBe(false);
  });

  it('a night belongs to the day on which it began, and equal hours are none', () => {
    const night: SafeHoursDetails[] = [{ days: ['FR'], from: '22:00', to: '02:00' }];
    expect(isWithin(night, '2026-03-21T01:59:00.000Z', 'UTC')).toBe(true);
    expect(isWithin(night, '2026-03-21T02:00:00.000Z', 'UTC')).toBe(false);
    expect(isWithin(night, '2026-03-20T01:00:00.000Z', 'UTC')).toBe(false);
    expect(isWithin([{ days: [], from: '08:00', to: '08:00' }], '2026-03-20T08:00:00.000Z', 'UTC')).toBe(false);
  });

  it('each refusal says where the contact would have to be another', () => {
    const agreed = { ...NO_CONTACT, channel: 'PHONE' as const, safeTimes: 'when he is at work' };
    const call: Contact = { means: 'PHONE', at: '2026-03-20T10:00:00.000Z', voicemail: false, withinSafeTimes: true };
    const asked = (hers: Partial<HerRules>, wanted: Partial<Contact> = {}) =>
      mayContact({ safeContact: agreed, inCustody: false, zone: 'UTC', ...hers }, { ...call, ...wanted })?.path ?? null;
    expect(asked({})).toBeNull();
    expect(asked({ safeContact: null })).toBe('means');
    expect(asked({ safeContact: NO_CONTACT })).toBe('means');
    expect(asked({}, { means: 'TEXT' })).toBe('means');
    expect(asked({ inCustody: true })).toBe('means');
    expect(asked({ inCustody: true }, { means: 'IN_PERSON' })).toBeNull();
    expect(asked({}, { voicemail: true })).toBe('voicemail');
    expect(asked({}, { withinSafeTimes: false })).toBe('withinSafeTimes');
    const hours: SafeHoursDetails[] = [{ days: [], from: '12:00', to: '13:00' }];
    expect(asked({ safeContact: { ...agreed, hours } })).toBe('at');
  });
});
