import fc from 'fast-check';
import { DateTime } from 'luxon';
import { respondBy } from './answer-clock.js';
import { URGENCIES } from './referral-terms.js';
import type { AnswerClocks, AnswerTerms } from './answer-clock.js';

const CLOCKS: AnswerClocks = {
  NOW: { minutes: 60 },
  TODAY: { minutes: 240 },
  SOON: { workingDays: 2 },
  ROUTINE: { workingDays: 5 },
};

describe('whatever the terms', () => {
  const WEEKEND_ZONES = [
    'Europe/Kyiv',
    'America/New_York',
    'Asia/Kathmandu',
    'Pacific/Chatham',
    'Africa/Nairobi',
    'UTC',
  ];
  const anyInstant = fc
    .date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const DAY = 24 * 60 * 60_000;
  const ms = (instant: string) => Date.parse(instant);
  const after = (instant: string, milliseconds: number) => new Date(ms(instant) + milliseconds).toISOString();
  const inDays = fc.integer({ min: -3, max: 20 });
  const NEEDED = { now: fc.constant(null), 'maybe-later': fc.option(inDays), later: inDays };
  /** Days and deadlines lie about the sending, on both sides of it: far away they would decide nothing. */
  const termsWith = (zones: string[], needed: keyof typeof NEEDED): fc.Arbitrary<AnswerTerms> =>
    fc
      .record({
        sentAt: anyInstant,
        urgency: fc.constantFrom(...URGENCIES),
        respondsWithinMinutes: fc.option(fc.nat({ max: 20_000 })),
        neededInDays: NEEDED[needed],
        deadlineIn: fc.option(fc.integer({ min: -3 * DAY, max: 20 * DAY })),
        zone: fc.constantFrom(...zones),
      })
      .map(({ neededInDays, deadlineIn, ...terms }) => ({
        ...terms,
        neededFrom: neededInDays === null ? null : after(terms.sentAt, neededInDays * DAY).slice(0, 10),
        deadline: deadlineIn === null ? null : after(terms.sentAt, deadlineIn),
        clocks: CLOCKS,
      }));
  const anyTerms = termsWith([...WEEKEND_ZONES, 'Africa/Cairo'], 'maybe-later');

  it('an answer is due after it was asked for, in an instant of one width', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const by = respondBy(terms);
        expect(by).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(by > terms.sentAt).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('who asks later is answered no sooner', () => {
    const near = fc.integer({ min: 1, max: 4 * 24 * 60 });
    fc.assert(
      fc.property(termsWith(WEEKEND_ZONES, 'maybe-later'), near, (terms, minutes) => {
        const later = after(terms.sentAt, minutes * 60_000);
        expect(respondBy({ ...terms, sentAt: later }) >= respondBy(terms)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('not even where clocks change on a working day, but for the hour that is changed', () => {
    const near = fc.integer({ min: 1, max: 4 * 24 * 60 });
    fc.assert(
      fc.property(termsWith(['Africa/Cairo', 'Asia/Jerusalem'], 'maybe-later'), near, (terms, minutes) => {
        const later = after(terms.sentAt, minutes * 60_000);
        expect(ms(respondBy({ ...terms, sentAt: later }))).toBeGreaterThanOrEqual(ms(respondBy(terms)) - 3_600_000);
      }),
      { numRuns: 500 },
    );
  });

  it('never later than the urgency and the promise say, where she needs it as soon as can be', () => {
    fc.assert(
      fc.property(termsWith(WEEKEND_ZONES, 'now'), (terms) => {
        const hours = { NOW: 1, TODAY: 4, SOON: 4 * 24 + 1, ROUTINE: 7 * 24 + 1 }[terms.urgency]; // a weekend, and a change of clocks
        const waited = ms(respondBy(terms)) - ms(terms.sentAt);
        expect(waited).toBeLessThanOrEqual(hours * 3_600_000);
        if (terms.respondsWithinMinutes !== null)
          expect(waited).toBeLessThanOrEqual(Math.max(1, terms.respondsWithinMinutes) * 60_000);
        expect(respondBy(terms) <= respondBy({ ...terms, respondsWithinMinutes: null, deadline: null })).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('working days: the same time on the wall, and exactly so many working days between', () => {
    fc.assert(
      fc.property(
        anyInstant,
        fc.constantFrom(...WEEKEND_ZONES),
        fc.constantFrom('SOON', 'ROUTINE'),
        (sentAt, zone, urgency) => {
          const from = DateTime.fromISO(sentAt, { zone });
          fc.pre(from.weekday <= 5);
          const by = DateTime.fromISO(
            respondBy({
              sentAt,
              zone,
              urgency,
              respondsWithinMinutes: null,
              neededFrom: null,
              deadline: null,
              clocks: CLOCKS,
            }),
            { zone },
          );
          expect(by.toFormat('HH:mm:ss.SSS')).toBe(from.toFormat('HH:mm:ss.SSS'));
          const between = Array.from({ length: 9 }, (_, days) => from.startOf('day').plus({ days: days + 1 }));
          const working = between.filter((day) => day <= by && day.weekday <= 5);
          expect(working).toHaveLength(urgency === 'SOON' ? 2 : 5);
        },
      ),
    );
  });

  it('a later day never hurries the answer, and never delays it beyond the start of that day', () => {
    fc.assert(
      fc.property(termsWith(WEEKEND_ZONES, 'later'), (terms) => {
        const plain = respondBy({ ...terms, neededFrom: null });
        const start = DateTime.fromISO(terms.neededFrom ?? '', { zone: terms.zone })
          .startOf('day')
          .toMillis();
        expect(respondBy(terms) >= plain).toBe(true);
        expect(ms(respondBy(terms))).toBeLessThanOrEqual(Math.max(ms(plain), start));
      }),
      { numRuns: 500 },
    );
  });

  it('a deadline that lies ahead is kept', () => {
    fc.assert(
      fc.property(anyTerms, fc.integer({ min: 1, max: 20 * DAY }), (terms, ahead) => {
        const deadline = after(terms.sentAt, ahead);
        expect(respondBy({ ...terms, deadline }) <= deadline).toBe(true);
      }),
    );
  });
});
