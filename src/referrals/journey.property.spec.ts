import fc from 'fast-check';
import {
  FINAL_STATUSES,
  JOURNEY,
  REFERRAL_STATUSES,
  REFERRAL_STEPS,
  allowedSteps,
  findStep,
  isOpen,
  isReceiverAnswer,
  stepsFrom,
  takenAs,
} from './journey.js';
import type { ReferralStatusValue, ReferralStepValue, Standing } from './journey.js';

const anyStatus = fc.constantFrom(...REFERRAL_STATUSES);
const anyStep = fc.constantFrom(...REFERRAL_STEPS);
const anyStanding: fc.Arbitrary<Standing> = fc.record({
  referrer: fc.boolean(),
  receiver: fc.boolean(),
  maker: fc.boolean(),
  mayAnswerOnBehalf: fc.boolean(),
});

/** From DRAFT, whatever is tried in whatever order; what the table does not allow changes nothing. */
const walk = (tried: ReferralStepValue[]): ReferralStatusValue[] =>
  tried.reduce<ReferralStatusValue[]>(
    (path, step) => {
      const row = findStep(path[path.length - 1] ?? 'DRAFT', step);
      return row ? [...path, row.to] : path;
    },
    ['DRAFT'],
  );
const anyWalk = fc.array(anyStep, { maxLength: 60 }).map(walk);

const reachable = (from: ReferralStatusValue, steps: readonly ReferralStepValue[] = REFERRAL_STEPS) => {
  const seen = new Set<ReferralStatusValue>([from]);
  // A Set hands out what is added while it is walked.
  for (const status of seen)
    for (const step of steps) {
      const row = findStep(status, step);
      if (row) seen.add(row.to);
    }
  return seen;
};

describe('whatever is tried', () => {
  it('no path leaves the table', () => {
    fc.assert(
      fc.property(anyWalk, (path) => {
        for (const status of path) expect(REFERRAL_STATUSES).toContain(status);
      }),
    );
  });

  it('what is over stays over, but that she may still arrive after it expired, and for corrections', () => {
    fc.assert(
      fc.property(anyWalk, (path) => {
        path.forEach((status, at) => {
          const next = path[at + 1];
          if (isOpen(status) || next === undefined) return;
          expect(next).toBe(status === 'EXPIRED' && next === 'ARRIVED' ? 'ARRIVED' : 'ENTERED_IN_ERROR');
        });
      }),
    );
    for (const status of FINAL_STATUSES)
      expect(stepsFrom(status)).toEqual(
        { EXPIRED: ['ARRIVE', 'CORRECT'], ENTERED_IN_ERROR: [] as string[] }[status as string] ?? ['CORRECT'],
      );
  });

  it('a correction is the end, and nothing returns to DRAFT', () => {
    fc.assert(
      fc.property(anyWalk, (path) => {
        expect(path.lastIndexOf('DRAFT')).toBe(0);
        const corrected = path.indexOf('ENTERED_IN_ERROR');
        if (corrected !== -1) expect(corrected).toBe(path.length - 1);
      }),
    );
  });

  it('the receiver is asked before it can answer: nothing but sending leads from DRAFT to an open status', () => {
    fc.assert(
      fc.property(anyWalk, (path) => {
        const second = path[1];
        if (second !== undefined && isOpen(second)) expect(second).toBe('SENT');
      }),
    );
  });
});

describe('from where it stands', () => {
  it('every status can be reached from DRAFT', () => {
    expect([...reachable('DRAFT')].sort()).toEqual([...REFERRAL_STATUSES].sort());
  });

  it('every open status can end, also by people alone and also by the referrer’s side alone', () => {
    const byReferrer = REFERRAL_STEPS.filter((step) => ['referrer', 'either'].includes(JOURNEY[step].by));
    for (const status of REFERRAL_STATUSES.filter(isOpen))
      expect([...reachable(status, byReferrer)].some((reached) => !isOpen(reached))).toBe(true);
  });

  it('withdrawing consent ends every open referral and touches no other', () => {
    for (const status of REFERRAL_STATUSES) expect(findStep(status, 'END_CONSENT') !== undefined).toBe(isOpen(status));
  });
});

describe('whoever asks', () => {
  it('is offered steps of the table only, none twice, and none of the system', () => {
    fc.assert(
      fc.property(anyStatus, anyStanding, (status, standing) => {
        const allowed = allowedSteps(status, standing);
        const inTable = stepsFrom(status);
        expect(new Set(allowed).size).toBe(allowed.length);
        for (const step of allowed) {
          expect(inTable).toContain(step);
          expect(JOURNEY[step].by).not.toBe('system');
        }
      }),
    );
  });

  it('receivers never send, withdraw or correct', () => {
    fc.assert(
      fc.property(anyStatus, fc.boolean(), (status, mayAnswerOnBehalf) => {
        const standing = { referrer: false, receiver: true, maker: false, mayAnswerOnBehalf };
        for (const step of allowedSteps(status, standing)) expect(['SEND', 'WITHDRAW', 'CORRECT']).not.toContain(step);
      }),
    );
  });

  it('referrers never give the receiver’s word, unless on its behalf, and then it says so', () => {
    fc.assert(
      fc.property(anyStatus, anyStanding, (status, anyone) => {
        const standing = { ...anyone, receiver: false };
        for (const step of allowedSteps(status, standing).filter(isReceiverAnswer)) {
          expect(standing).toMatchObject({ referrer: true, mayAnswerOnBehalf: true });
          expect(takenAs(step, standing)).toBe('onBehalf');
        }
      }),
    );
  });

  it('nobody who stands on no side is offered anything', () => {
    fc.assert(
      fc.property(anyStatus, fc.boolean(), (status, mayAnswerOnBehalf) => {
        const standing = { referrer: false, receiver: false, maker: false, mayAnswerOnBehalf };
        expect(allowedSteps(status, standing)).toEqual([]);
      }),
    );
  });

  it('standing on one more side never takes a step away', () => {
    fc.assert(
      fc.property(
        anyStatus,
        anyStanding,
        fc.constantFrom('referrer', 'receiver', 'maker', 'mayAnswerOnBehalf'),
        (status, standing, more) => {
          const withMore = allowedSteps(status, { ...standing, [more]: true });
          for (const step of allowedSteps(status, standing)) expect(withMore).toContain(step);
        },
      ),
    );
  });
});
