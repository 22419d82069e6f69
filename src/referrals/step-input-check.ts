import { invalidInput } from '../platform/graphql/index.js';
import { JOURNEY, reasonFits, type JourneyStep, type ReferralStepValue, type TakenAs } from './journey.js';
import { findReason } from './reasons.js';
import type { ReferralRow } from './referral.entity.js';
import type { ReferralStepInput } from './referral-step.input.js';

interface Problem {
  path: string;
  message: string;
}

/** Clocks on phones differ a little. */
const SLACK_MILLIS = 5 * 60_000;

/** What a step needs and what does not belong to it, from the journey table; says all that is to be mended at once. */
export function checkStepInput(
  step: ReferralStepValue,
  as: TakenAs,
  input: ReferralStepInput,
  referral: ReferralRow,
  now: { instant: string; today: string },
): void {
  const problems = [
    ...checkReason(step, input, referral),
    ...checkFields(step, input),
    ...checkTimes(input, referral, now),
    ...checkSending(step, input),
    ...checkOnBehalf(as, input),
  ];
  if (problems.length > 0) throw invalidInput(problems);
}

function checkReason(step: ReferralStepValue, input: ReferralStepInput, referral: ReferralRow): Problem[] {
  const problem = (message: string) => [{ path: 'reasonCode', message }];
  if (!input.reasonCode) return reasonFits(step, null) ? [] : problem('Say why: this step needs a reason.');
  const reason = findReason(input.reasonCode);
  if (!reason) return problem('There is no such reason: choose one of the taxonomy.');
  if (!reasonFits(step, reason.side) || !reason.steps.includes(step))
    return problem('This reason does not belong to this step: the taxonomy says which steps it fits.');
  if (reason.neverForServices?.some((service) => referral.services.includes(service)))
    return problem('This never ends the need for such a service: what is left of it goes on.');
  return [];
}

const OPTIONAL_FIELDS = [
  'outcome',
  'appointmentAt',
  'lookAgainOn',
  'holdUntil',
  'condition',
  'stillWithHerWhenReceived',
] as const;

function checkFields(step: ReferralStepValue, input: ReferralStepInput): Problem[] {
  const { needs }: JourneyStep = JOURNEY[step];
  return OPTIONAL_FIELDS.flatMap((field) => {
    const given = input[field] !== undefined && input[field] !== null;
    if (needs[field] === true && !given) return [{ path: field, message: NEEDED[field] }];
    return !needs[field] && given ? [{ path: field, message: 'This does not belong to this step: leave it out.' }] : [];
  });
}

const NEEDED = {
  outcome: 'Say what she got: received, partly received or not received.',
  appointmentAt: 'Say when she is expected.',
  lookAgainOn: 'Say on which day you look again.',
  holdUntil: 'Say until when the place is held.',
  condition: 'Say on which condition.',
  stillWithHerWhenReceived: 'Say whether she was still accompanied.',
} as const;

function checkTimes(
  input: ReferralStepInput,
  referral: ReferralRow,
  now: { instant: string; today: string },
): Problem[] {
  const problems: Problem[] = [];
  const { effectiveAt, appointmentAt, holdUntil, lookAgainOn } = input;
  if (effectiveAt && Date.parse(effectiveAt) > Date.parse(now.instant) + SLACK_MILLIS)
    problems.push({ path: 'effectiveAt', message: 'This has not happened yet: choose a time that has passed.' });
  if (effectiveAt && effectiveAt < referral.draftedAt)
    problems.push({ path: 'effectiveAt', message: 'This lies before the referral was made.' });
  if (appointmentAt && appointmentAt <= (effectiveAt ?? now.instant))
    problems.push({ path: 'appointmentAt', message: 'Choose a time that lies ahead.' });
  if (holdUntil && holdUntil <= now.instant)
    problems.push({ path: 'holdUntil', message: 'Choose a time that lies ahead.' });
  if (lookAgainOn && lookAgainOn < now.today)
    problems.push({ path: 'lookAgainOn', message: 'Choose today or a later day.' });
  return problems;
}

/** Nothing crosses before it is sent, whatever is said: the share is frozen and the clock starts at this moment. */
const checkSending = (step: ReferralStepValue, input: ReferralStepInput): Problem[] =>
  step === 'SEND' && input.effectiveAt
    ? [{ path: 'effectiveAt', message: 'It is sent now, and not at another time: leave it out.' }]
    : [];

/** What the receiver said elsewhere is marked as such, and how it came is said. */
function checkOnBehalf(as: TakenAs, input: ReferralStepInput): Problem[] {
  if (as !== 'onBehalf')
    return input.answeredBy
      ? [{ path: 'answeredBy', message: 'Only with an answer recorded on behalf: leave it out.' }]
      : [];
  const problems: Problem[] = [];
  if (!input.onBehalfOfReceiver)
    problems.push({
      path: 'onBehalfOfReceiver',
      message: 'This is the receiver’s answer: say that you record it on its behalf.',
    });
  if (!input.answeredBy) problems.push({ path: 'answeredBy', message: 'Say how the answer came.' });
  return problems;
}
