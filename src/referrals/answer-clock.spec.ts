import { dueAt, followUpBy, isOverdue, respondBy } from './answer-clock.js';
import type { AnswerClocks, AnswerTerms, DueDates, FollowUpTerms } from './answer-clock.js';
import { REFERRAL_STATUSES } from './journey.js';

const CLOCKS: AnswerClocks = {
  NOW: { minutes: 60 },
  TODAY: { minutes: 240 },
  SOON: { workingDays: 2 },
  ROUTINE: { workingDays: 5 },
};
const MONDAY = '2026-03-02T10:00:00.000Z'; // 12:00 in Kyiv, +02:00 until Sunday 29 March
const PLAIN: AnswerTerms = {
  sentAt: MONDAY,
  urgency: 'ROUTINE',
  respondsWithinMinutes: null,
  neededFrom: null,
  deadline: null,
  zone: 'Europe/Kyiv',
  clocks: CLOCKS,
};
const due = (terms: Partial<AnswerTerms>) => respondBy({ ...PLAIN, ...terms });

describe('an answer is due', () => {
  it.each([
    ['NOW: within the hour', { urgency: 'NOW' }, '2026-03-02T11:00:00.000Z'],
    ['TODAY: within four', { urgency: 'TODAY' }, '2026-03-02T14:00:00.000Z'],
    ['SOON: two working days on', { urgency: 'SOON' }, '2026-03-04T10:00:00.000Z'],
    ['ROUTINE: five, over the weekend', { urgency: 'ROUTINE' }, '2026-03-09T10:00:00.000Z'],
    ['as the listing promised, if that is sooner', { respondsWithinMinutes: 90 }, '2026-03-02T11:30:00.000Z'],
    [
      'by the urgency, if the promise is slower',
      { urgency: 'NOW', respondsWithinMinutes: 90 },
      '2026-03-02T11:00:00.000Z',
    ],
    ['a minute on, if the promise is no time at all', { respondsWithinMinutes: 0 }, '2026-03-02T10:01:00.000Z'],
    [
      'on Tuesday, SOON from a Friday',
      { urgency: 'SOON', sentAt: '2026-03-06T13:00:00.000Z' },
      '2026-03-10T13:00:00.000Z',
    ],
    [
      'at the end of Tuesday, SOON from a Saturday',
      { urgency: 'SOON', sentAt: '2026-03-07T08:00:00.000Z' },
      '2026-03-10T22:00:00.000Z',
    ],
    ['the same, from a Sunday', { urgency: 'SOON', sentAt: '2026-03-08T20:00:00.000Z' }, '2026-03-10T22:00:00.000Z'],
    [
      'by the day of the network’s zone: Sunday 22:30 UTC is Monday in Kyiv',
      { urgency: 'SOON', sentAt: '2026-03-08T22:30:00.000Z' },
      '2026-03-10T22:30:00.000Z',
    ],
    [
      'at the same local time after the clocks went forward',
      { urgency: 'SOON', sentAt: '2026-03-27T10:00:00.000Z' },
      '2026-03-31T09:00:00.000Z',
    ],
    [
      'an elapsed hour on, in the night when they do',
      { urgency: 'NOW', sentAt: '2026-03-29T00:30:00.000Z' },
      '2026-03-29T01:30:00.000Z',
    ],
  ] as const)('%s', (_, terms, instant) => {
    expect(due(terms)).toBe(instant);
  });

  it.each([
    [
      'not today, but five working days before the day begins',
      { neededFrom: '2026-06-10' },
      '2026-06-02T21:00:00.000Z',
    ],
    [
      'not today, but an hour before it begins',
      { neededFrom: '2026-03-05', urgency: 'NOW' },
      '2026-03-04T21:00:00.000Z',
    ],
    ['over the weekend before a Monday', { neededFrom: '2026-03-16', urgency: 'SOON' }, '2026-03-11T22:00:00.000Z'],
    ['as always, if the day is too near for that', { neededFrom: '2026-03-05' }, '2026-03-09T10:00:00.000Z'],
    ['as always, if the day is past', { neededFrom: '2026-02-01' }, '2026-03-09T10:00:00.000Z'],
  ] as const)('when she needs it later: %s', (_, terms, instant) => {
    expect(due(terms)).toBe(instant);
  });

  it.each([
    ['caps it', { deadline: '2026-03-03T00:00:00.000Z' }, '2026-03-03T00:00:00.000Z'],
    [
      'caps the later day too',
      { deadline: '2026-03-20T00:00:00.000Z', neededFrom: '2026-06-10' },
      '2026-03-20T00:00:00.000Z',
    ],
    ['adds nothing if later', { deadline: '2026-04-01T00:00:00.000Z' }, '2026-03-09T10:00:00.000Z'],
    ['is no cap if it was over when this was sent', { deadline: MONDAY }, '2026-03-09T10:00:00.000Z'],
  ] as const)('a deadline %s', (_, terms, instant) => {
    expect(due(terms)).toBe(instant);
  });

  it('never by a wrong reading of the terms', () => {
    expect(() => due({ zone: 'Europe/Nowhere' })).toThrow(RangeError);
    expect(() => due({ sentAt: 'yesterday' })).toThrow(RangeError);
    expect(() => due({ sentAt: '2026-03-02T10:00:00Z' })).toThrow(RangeError);
    expect(() => due({ deadline: '2026-03-03T10:00:00.000+02:00' })).toThrow(RangeError);
    expect(() => due({ neededFrom: '2026-02-30' })).toThrow(RangeError);
  });
});

describe('somebody must say what became of her', () => {
  const terms: FollowUpTerms = {
    status: 'ACCEPTED',
    since: MONDAY,
    appointmentAt: null,
    feedbackWithinDays: null,
    defaultDays: 30,
    zone: 'Europe/Kyiv',
  };

  it.each([
    ['30 days after she was accepted, at the same local time', {}, '2026-04-01T09:00:00.000Z'],
    ['as soon as the listing promised', { feedbackWithinDays: 7 }, '2026-03-09T10:00:00.000Z'],
    ['after she arrived', { status: 'ARRIVED', feedbackWithinDays: 7 }, '2026-03-09T10:00:00.000Z'],
    [
      'after she was missed, whatever appointment that was',
      { status: 'MISSED', feedbackWithinDays: 7, appointmentAt: '2026-06-01T10:00:00.000Z' },
      '2026-03-09T10:00:00.000Z',
    ],
    [
      'after her appointment',
      { status: 'SCHEDULED', feedbackWithinDays: 7, appointmentAt: '2026-03-10T08:00:00.000Z' },
      '2026-03-17T08:00:00.000Z',
    ],
    [
      'after it was written down, where the appointment was before that',
      { status: 'SCHEDULED', feedbackWithinDays: 7, appointmentAt: '2026-01-10T08:00:00.000Z' },
      '2026-03-09T10:00:00.000Z',
    ],
  ] as const)('%s', (_, changed, instant) => {
    expect(followUpBy({ ...terms, ...changed })).toBe(instant);
  });

  it('and nobody where nobody waits to hear', () => {
    const followed = REFERRAL_STATUSES.filter((status) => followUpBy({ ...terms, status }) !== null);
    expect(followed).toEqual(['ACCEPTED', 'SCHEDULED', 'MISSED', 'ARRIVED']);
  });
});

describe('overdue', () => {
  const dates: DueDates = {
    status: 'SENT',
    respondBy: '2026-03-03T10:00:00.000Z',
    followUpBy: '2026-03-05T10:00:00.000Z',
    lookAgainOn: '2026-03-28',
    zone: 'Europe/Kyiv',
  };

  it('is the answer, then the second look, then the word about her; never a draft or what is over', () => {
    const clocks = REFERRAL_STATUSES.map((status) => [status, dueAt({ ...dates, status })] as const).filter(
      ([, at]) => at,
    );
    expect(Object.fromEntries(clocks)).toEqual({
      SENT: dates.respondBy,
      ACKNOWLEDGED: dates.respondBy,
      WAITLISTED: '2026-03-28T22:00:00.000Z',
      ACCEPTED: dates.followUpBy,
      SCHEDULED: dates.followUpBy,
      MISSED: dates.followUpBy,
      ARRIVED: dates.followUpBy,
    });
  });

  it('begins the instant after', () => {
    expect(isOverdue(dates, '2026-03-03T10:00:00.000Z')).toBe(false);
    expect(isOverdue(dates, '2026-03-03T10:00:00.001Z')).toBe(true);
  });

  it('leaves the whole of the day on which to look again, also when it has 23 hours', () => {
    const shortDay: DueDates = { ...dates, status: 'WAITLISTED', lookAgainOn: '2026-03-29' };
    expect(isOverdue(shortDay, '2026-03-29T21:00:00.000Z')).toBe(false);
    expect(isOverdue(shortDay, '2026-03-29T21:00:00.001Z')).toBe(true);
  });

  it('is nothing where no date was set', () => {
    const none = { respondBy: null, followUpBy: null, lookAgainOn: null, zone: 'UTC' };
    for (const status of REFERRAL_STATUSES)
      expect(isOverdue({ ...none, status }, '9999-01-01T00:00:00.000Z')).toBe(false);
  });
});
