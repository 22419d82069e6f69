import { readFileSync } from 'node:fs';
import {
  FINAL_STATUSES,
  JOURNEY,
  OPEN_STATUSES,
  REFERRAL_STATUSES,
  REFERRAL_STEPS,
  SIDES,
  allowedSteps,
  findStep,
  isOpen,
  isReceiverAnswer,
  reasonFits,
  reasonSharedWithOtherSide,
  stepsFrom,
  takenAs,
} from './journey.js';
import type { JourneyStep, ReferralStepValue, Side, Standing } from './journey.js';

// Written out a second time, as the network's people agreed it, so that a slip in the one table shows.
const AGREED = `
  SEND        | DRAFT                                                                 | SENT             | referrer | consent
  ACKNOWLEDGE | SENT                                                                  | ACKNOWLEDGED     | receiver |
  ACCEPT      | SENT ACKNOWLEDGED WAITLISTED                                          | ACCEPTED         | receiver | holdUntil condition
  WAITLIST    | SENT ACKNOWLEDGED                                                     | WAITLISTED       | receiver | lookAgainOn
  DECLINE     | SENT ACKNOWLEDGED WAITLISTED                                          | DECLINED         | receiver | reason
  SCHEDULE    | ACCEPTED SCHEDULED MISSED                                             | SCHEDULED        | either   | appointmentAt
  MISS        | SCHEDULED                                                             | MISSED           | either   | reason
  ARRIVE      | SENT ACKNOWLEDGED WAITLISTED ACCEPTED SCHEDULED MISSED EXPIRED        | ARRIVED          | receiver | stillWithHerWhenReceived
  TURN_AWAY   | ACCEPTED SCHEDULED MISSED ARRIVED                                     | NOT_COMPLETED    | either   | reason
  COMPLETE    | ARRIVED                                                               | COMPLETED        | receiver | outcome
  CLOSE       | WAITLISTED ACCEPTED SCHEDULED MISSED ARRIVED                          | NOT_COMPLETED    | either   | reason
  WITHDRAW    | DRAFT SENT ACKNOWLEDGED WAITLISTED ACCEPTED SCHEDULED MISSED          | WITHDRAWN        | referrer | reason
  CORRECT     | DRAFT SENT ACKNOWLEDGED WAITLISTED ACCEPTED SCHEDULED MISSED ARRIVED COMPLETED DECLINED NOT_COMPLETED WITHDRAWN EXPIRED | ENTERED_IN_ERROR | maker |
  EXPIRE      | SENT ACKNOWLEDGED WAITLISTED                                          | EXPIRED          | system   | reason
  END_CONSENT | DRAFT SENT ACKNOWLEDGED WAITLISTED ACCEPTED SCHEDULED MISSED ARRIVED  | WITHDRAWN        | system   | reason`;

const STRANGER: Standing = { referrer: false, receiver: false, maker: false, mayAnswerOnBehalf: false };
const REFERRER: Standing = { ...STRANGER, referrer: true, maker: true };
const FOR_A_SILENT_RECEIVER: Standing = { ...REFERRER, mayAnswerOnBehalf: true };
const RECEIVER: Standing = { ...STRANGER, receiver: true };

describe('the journey', () => {
  it('is the one that was agreed, row by row', () => {
    const rows = REFERRAL_STEPS.map((step) => {
      const { from, to, by, needs }: JourneyStep = JOURNEY[step];
      return [step, from.join(' '), to, by, Object.keys(needs).join(' ')];
    });
    const agreed = AGREED.trim().split('\n');
    expect(rows).toEqual(agreed.map((line) => line.split('|').map((cell) => cell.trim())));
  });

  it('has every status once, open or final', () => {
    expect(new Set(REFERRAL_STATUSES).size).toBe(14);
    expect(REFERRAL_STATUSES.filter(isOpen)).toEqual(OPEN_STATUSES);
    expect(FINAL_STATUSES.some(isOpen)).toBe(false);
  });

  it('says which steps leave a status, whoever takes them', () => {
    expect(stepsFrom('DRAFT')).toEqual(['SEND', 'WITHDRAW', 'CORRECT', 'END_CONSENT']);
    expect(stepsFrom('EXPIRED')).toEqual(['ARRIVE', 'CORRECT']);
    expect(stepsFrom('ENTERED_IN_ERROR')).toEqual([]);
    expect(findStep('SENT', 'ACCEPT')).toBe(JOURNEY.ACCEPT);
    expect(findStep('DRAFT', 'ACCEPT')).toBeUndefined();
  });
});

describe('who may take a step', () => {
  it.each([
    ['a referrer', 'DRAFT', REFERRER, ['SEND', 'WITHDRAW', 'CORRECT']],
    ['a receiver', 'DRAFT', RECEIVER, []],
    ['a receiver', 'SENT', RECEIVER, ['ACKNOWLEDGE', 'ACCEPT', 'WAITLIST', 'DECLINE', 'ARRIVE']],
    ['a referrer', 'SENT', REFERRER, ['WITHDRAW', 'CORRECT']],
    [
      'a referrer whose receiver does not answer here',
      'SENT',
      FOR_A_SILENT_RECEIVER,
      ['ACKNOWLEDGE', 'ACCEPT', 'WAITLIST', 'DECLINE', 'ARRIVE', 'WITHDRAW', 'CORRECT'],
    ],
    ['a receiver', 'SCHEDULED', RECEIVER, ['SCHEDULE', 'MISS', 'ARRIVE', 'TURN_AWAY', 'CLOSE']],
    ['a referrer', 'SCHEDULED', REFERRER, ['SCHEDULE', 'MISS', 'TURN_AWAY', 'CLOSE', 'WITHDRAW', 'CORRECT']],
    ['a receiver', 'ARRIVED', RECEIVER, ['TURN_AWAY', 'COMPLETE', 'CLOSE']],
    ['a referrer', 'ARRIVED', REFERRER, ['TURN_AWAY', 'CLOSE', 'CORRECT']],
    ['a referrer who did not draft it', 'ARRIVED', { ...REFERRER, maker: false }, ['TURN_AWAY', 'CLOSE']],
    ['a receiver', 'EXPIRED', RECEIVER, ['ARRIVE']],
    ['a referrer', 'COMPLETED', REFERRER, ['CORRECT']],
    ['a stranger', 'SENT', STRANGER, []],
    ['a stranger who claims to answer for it', 'SENT', { ...STRANGER, mayAnswerOnBehalf: true }, []],
  ] as const)('%s, at %s', (_, status, standing, steps) => {
    expect(allowedSteps(status, standing)).toEqual(steps);
  });

  it('knows as whom she takes it', () => {
    expect(takenAs('ACCEPT', RECEIVER)).toBe('receiver');
    expect(takenAs('ACCEPT', FOR_A_SILENT_RECEIVER)).toBe('onBehalf');
    expect(takenAs('ACCEPT', { ...FOR_A_SILENT_RECEIVER, receiver: true })).toBe('receiver');
    expect(takenAs('CLOSE', FOR_A_SILENT_RECEIVER)).toBe('referrer');
    expect(takenAs('CLOSE', RECEIVER)).toBe('receiver');
    expect(takenAs('CLOSE', { ...REFERRER, receiver: true })).toBe('referrer');
    expect(takenAs('CORRECT', REFERRER)).toBe('referrer');
    expect(takenAs('EXPIRE', { referrer: true, receiver: true, maker: true, mayAnswerOnBehalf: true })).toBeNull();
  });

  it('lets only the receiver’s own word be recorded on its behalf', () => {
    expect(REFERRAL_STEPS.filter(isReceiverAnswer)).toEqual([
      'ACKNOWLEDGE',
      'ACCEPT',
      'WAITLIST',
      'DECLINE',
      'ARRIVE',
      'COMPLETE',
    ]);
  });
});

describe('reasons', () => {
  const NONE: Side[] = [];
  const sidesOf = (step: ReferralStepValue) => SIDES.filter((side) => reasonFits(step, side));

  it.each([
    ['DECLINE', ['RECEIVER']],
    ['TURN_AWAY', ['RECEIVER']],
    ['CLOSE', [...SIDES]],
    ['WITHDRAW', ['WOMAN', 'CIRCUMSTANCE', 'REFERRER']],
    ['EXPIRE', ['REFERRER', 'RECEIVER']],
    ['END_CONSENT', ['WOMAN']],
  ] as const)('%s needs one, from %j', (step, sides) => {
    expect(reasonFits(step, null)).toBe(false);
    expect(sidesOf(step)).toEqual(sides);
  });

  it.each([
    ['MISS', ['CIRCUMSTANCE']],
    ['CORRECT', NONE],
    ['SEND', NONE],
    ['ACKNOWLEDGE', NONE],
    ['ACCEPT', NONE],
    ['WAITLIST', NONE],
    ['SCHEDULE', NONE],
    ['ARRIVE', NONE],
    ['COMPLETE', NONE],
  ] as const)('%s goes without, or from %j', (step, sides) => {
    expect(reasonFits(step, null)).toBe(true);
    expect(sidesOf(step)).toEqual(sides);
  });

  it('of the network fit the steps they are offered for, and no step lacks one that it needs', () => {
    const seeds = new URL('../../seeds/reasons.json', import.meta.url);
    const reasons = JSON.parse(readFileSync(seeds, 'utf8')) as { side: Side; steps: ReferralStepValue[] }[];
    for (const { side, steps } of reasons)
      expect(steps.map((step) => [step, side, reasonFits(step, side)])).toEqual(
        steps.map((step) => [step, side, true]),
      );
    const offered = new Set(reasons.flatMap(({ steps }) => steps));
    expect(REFERRAL_STEPS.filter((step) => !reasonFits(step, null) && !offered.has(step))).toEqual([]);
  });

  it('cross to the other side only from a refusal, from silence, or when the receiver itself closed', () => {
    const crossing = (by: 'referrer' | 'receiver' | 'system') =>
      REFERRAL_STEPS.filter((step) => reasonSharedWithOtherSide(step, by));
    expect(crossing('receiver')).toEqual(['DECLINE', 'TURN_AWAY', 'CLOSE', 'EXPIRE']);
    expect(crossing('referrer')).toEqual(['DECLINE', 'TURN_AWAY', 'EXPIRE']);
    expect(crossing('system')).toEqual(['DECLINE', 'TURN_AWAY', 'EXPIRE']);
  });
});
