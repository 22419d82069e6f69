import type { ScheduleFact } from '../listing-facts.js';
import { nextOpening, openAt, type Openness } from './index.js';

const hours = (opensAt: string, closesAt: string, said: Partial<ScheduleFact> = {}): ScheduleFact => ({
  byday: [],
  opensAt,
  closesAt,
  timezone: null,
  validFrom: null,
  validTo: null,
  womenOnly: false,
  closed: false,
  description: null,
  ...said,
});

interface Example {
  zone: string;
  what: string;
  schedule: ScheduleFact;
  says: [at: string, answer: Openness][];
  next?: [from: string, at: string];
}

const EXAMPLES: Example[] = [
  {
    zone: 'Europe/Berlin',
    what: 'opens at the end of the hour that spring leaves out',
    schedule: hours('02:30', '04:00'),
    says: [
      ['2026-03-29T01:59:59+01:00', false],
      ['2026-03-29T03:00:00+02:00', true],
      ['2026-03-29T03:59:59+02:00', true],
      ['2026-03-29T04:00:00+02:00', false],
    ],
    next: ['2026-03-29T00:00:00+01:00', '2026-03-29T03:00:00+02:00'],
  },
  {
    zone: 'Europe/Berlin',
    what: 'does not open at all when it would have closed within that hour',
    schedule: hours('02:10', '02:40'),
    says: [['2026-03-29T03:00:00+02:00', false]],
    next: ['2026-03-29T00:00:00+01:00', '2026-03-30T02:10:00+02:00'],
  },
  {
    zone: 'America/New_York',
    what: 'opens both times in the hour that autumn repeats',
    schedule: hours('01:00', '01:30'),
    says: [
      ['2026-11-01T01:15:00-04:00', true],
      ['2026-11-01T01:45:00-04:00', false],
      ['2026-11-01T01:15:00-05:00', true],
      ['2026-11-01T01:45:00-05:00', false],
    ],
    next: ['2026-11-01T01:30:00-04:00', '2026-11-01T01:00:00-05:00'],
  },
  {
    zone: 'America/New_York',
    what: 'keeps a night an hour longer when the night is longer',
    schedule: hours('22:00', '06:00', { byday: ['SA'] }),
    says: [
      ['2026-10-31T22:00:00-04:00', true],
      ['2026-11-01T01:30:00-05:00', true],
      ['2026-11-01T05:59:59-05:00', true],
      ['2026-11-01T06:00:00-05:00', false],
    ],
  },
  {
    zone: 'Australia/Lord_Howe',
    what: 'changes by half an hour: the half that comes twice',
    schedule: hours('01:30', '01:45'),
    says: [
      ['2026-04-05T01:40:00+11:00', true],
      ['2026-04-05T01:50:00+11:00', false],
      ['2026-04-05T01:40:00+10:30', true],
      ['2026-04-05T01:45:00+10:30', false],
    ],
    next: ['2026-04-05T01:46:00+11:00', '2026-04-05T01:30:00+10:30'],
  },
  {
    zone: 'Australia/Lord_Howe',
    what: 'changes by half an hour: the half that is left out',
    schedule: hours('02:15', '03:00'),
    says: [
      ['2026-10-04T01:59:59+10:30', false],
      ['2026-10-04T02:30:00+11:00', true],
    ],
    next: ['2026-10-04T01:00:00+10:30', '2026-10-04T02:30:00+11:00'],
  },
  {
    zone: 'America/Sao_Paulo',
    what: 'has a day without a midnight',
    schedule: hours('00:00', '24:00', { byday: ['SU'] }),
    says: [
      ['2018-11-03T23:59:59-03:00', false],
      ['2018-11-04T01:00:00-02:00', true],
      ['2018-11-04T23:59:59-02:00', true],
      ['2018-11-05T00:00:00-02:00', false],
    ],
    next: ['2018-11-03T12:00:00-03:00', '2018-11-04T01:00:00-02:00'],
  },
  {
    zone: 'America/Sao_Paulo',
    what: 'has a Saturday whose last hour comes twice',
    schedule: hours('23:00', '23:30', { byday: ['SA'] }),
    says: [
      ['2018-02-17T23:15:00-02:00', true],
      ['2018-02-17T23:45:00-02:00', false],
      ['2018-02-17T23:15:00-03:00', true],
      ['2018-02-18T00:00:00-03:00', false],
    ],
    next: ['2018-02-17T23:30:00-02:00', '2018-02-17T23:00:00-03:00'],
  },
  {
    zone: 'Pacific/Apia',
    what: 'has no 30 December 2011, a Friday',
    schedule: hours('09:00', '17:00', { byday: ['TH', 'FR', 'SA'] }),
    says: [
      ['2011-12-29T16:59:59-10:00', true],
      ['2011-12-29T23:59:59-10:00', false],
      ['2011-12-31T00:00:00+14:00', false],
      ['2011-12-31T09:00:00+14:00', true],
    ],
    next: ['2011-12-29T17:00:00-10:00', '2011-12-31T09:00:00+14:00'],
  },
  {
    zone: 'Pacific/Apia',
    what: 'opens the night of that Friday with the first instant of the Saturday',
    schedule: hours('22:00', '06:00', { byday: ['FR'] }),
    says: [
      ['2011-12-29T23:59:59-10:00', false],
      ['2011-12-31T00:00:00+14:00', true],
      ['2011-12-31T06:00:00+14:00', false],
    ],
    next: ['2011-12-29T12:00:00-10:00', '2011-12-31T00:00:00+14:00'],
  },
  {
    zone: 'America/St_Johns',
    what: 'goes back to yesterday a minute after midnight, as it did until 2010',
    schedule: hours('23:01', '23:02', { byday: ['SA'] }),
    says: [
      ['2010-11-06T23:01:00-02:30', true],
      ['2010-11-07T00:00:00-02:30', false],
      ['2010-11-06T23:01:00-03:30', true],
    ],
    next: ['2010-11-07T00:00:30-02:30', '2010-11-06T23:01:00-03:30'],
  },
];

describe.each(EXAMPLES)('$zone $what', ({ zone, schedule, says, next }) => {
  it('says so at each instant', () =>
    expect(says.map(([at]) => [at, openAt([schedule], Date.parse(at), zone)])).toEqual(says));

  if (next)
    it('finds the earliest start', () =>
      expect(nextOpening([schedule], Date.parse(next[0]), zone)).toEqual({ at: Date.parse(next[1]) }));
});

it("never asks for the machine's own time zone", () => {
  const spies = (['getHours', 'getMinutes', 'getDay', 'getDate', 'getMonth', 'getTimezoneOffset'] as const).map(
    (name) => {
      const real = Object.getOwnPropertyDescriptor(Date.prototype, name)!;
      Object.defineProperty(Date.prototype, name, { ...real, value: () => fail(name) });
      return () => Object.defineProperty(Date.prototype, name, real);
    },
  );
  try {
    const [{ zone, schedule, says, next }] = EXAMPLES as [Example];
    for (const [at, answer] of says) expect(openAt([schedule], Date.parse(at), zone)).toBe(answer);
    expect(nextOpening([schedule], Date.parse(next![0]), zone)).toEqual({ at: Date.parse(next![1]) });
  } finally {
    spies.forEach((restore) => restore());
  }
});

function fail(name: string): never {
  throw new Error(`Date.${name} reads the machine's own time zone.`);
}
