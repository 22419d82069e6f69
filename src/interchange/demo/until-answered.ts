import { instantText, millisOf } from '../../platform/clock.js';
import type { UrgencyValue } from '../../referrals/index.js';
import { DAY, HOUR, type Attempt } from './attempt.js';
import { aClosing, aCondition, aRefusal } from './demo-phrases.js';
import type { Standing } from './stage.js';
import type { Story } from './telling.js';
import { received, wayThere } from './way-there.js';

/** From the draft on: asked, sent, and then whatever comes of it. */
export async function* referralStory(attempt: Attempt): Story {
  const { stage, random } = attempt;
  await attempt.draft();
  if (random.chance(stage.stories.stillDraft)) {
    yield attempt.hours(24 * random.between(15, 40));
    return attempt.sender('WITHDRAW', { reasonCode: attempt.reason(stage.stories.withdrawn.reasons) });
  }
  yield attempt.hours(random.between(0.05, 0.4));
  await attempt.askConsent();
  yield attempt.hours(random.between(0.02, 0.1));
  await attempt.send();
  if (random.chance(stage.stories.enteredInError)) {
    yield attempt.hours(random.between(0.1, 5));
    return attempt.sender('CORRECT');
  }
  consentLater(attempt);
  if (random.chance(stage.stories.withdrawn.probability))
    attempt.willBeTakenBack(attempt.hours(random.logNormal({ median: 30, spread: 1, longest: 480 })));
  yield* answer(attempt);
}

/** What may happen to her consent whatever happens to the referral. */
function consentLater({ stage, random, consentId, errand }: Attempt): void {
  const { consent } = stage.stories;
  const { worker } = errand.woman;
  if (random.chance(consent.withdrawn)) {
    const keepsPlace = random.chance(consent.keepsPlaceWhenWithdrawn);
    const at = stage.now() + random.logNormal({ median: 40, spread: 1.2, longest: 1200 }) * HOUR;
    stage.telling.later(at, () => stage.withdrawConsent(worker, consentId, keepsPlace));
  } else if (random.chance(consent.renewed)) {
    const at = stage.now() + random.between(8, 13) * DAY;
    stage.telling.later(at, () => stage.renew(worker, consentId, instantText(at + 90 * DAY)));
  }
}

async function* answer(attempt: Attempt): Story {
  const { random, errand } = attempt;
  const { behaviour } = errand.place;
  const sentAt = attempt.stage.now();
  const patience = (lastMoment(await attempt.row()) - sentAt) / HOUR;
  const hours = random.logNormal(behaviour.answerHours);
  // What would come after everybody had given up is given in time, if late: those who never answer are a share of their own.
  const answersIn = hours < patience ? hours : patience * random.between(0.5, 0.95);
  if (random.chance(behaviour.acknowledgeFirst)) {
    if (!(yield* attempt.until(attempt.hours(answersIn * random.between(0.05, 0.7))))) return;
    await attempt.receiver('ACKNOWLEDGE');
  }
  const answered = random.among(behaviour.answer);
  if (answered === 'silent') return yield* silence(attempt);
  if (!(yield* attempt.until(sentAt + answersIn * HOUR))) return;
  if (answered === 'accept') return yield* accepted(attempt);
  if (answered === 'waitlist') return yield* waitlisted(attempt);
  await refuse(attempt);
}

const refuse = (attempt: Attempt): Promise<void> =>
  attempt.receiver('DECLINE', {
    reasonCode: attempt.reason(attempt.errand.place.behaviour.declineReasons),
    note: attempt.random.chance(0.35) ? aRefusal(attempt.random) : null,
  });

async function* accepted(attempt: Attempt): Story {
  const { random, stage } = attempt;
  const holdsFor = random.chance(stage.stories.holdsPlace) ? random.pick([2, 4, 12, 24]) : null;
  await attempt.receiver('ACCEPT', {
    holdUntil: holdsFor === null ? null : attempt.instantIn(holdsFor),
    note: random.chance(0.3) ? aCondition(random) : null,
  });
  yield* wayThere(attempt);
}

async function* waitlisted(attempt: Attempt): Story {
  const { random, errand } = attempt;
  const days = Math.max(1, Math.round(random.logNormal({ median: 6, spread: 0.6, longest: 28 })));
  await attempt.receiver('WAITLIST', { lookAgainOn: attempt.dayIn(days) });
  if (!(yield* attempt.until(attempt.hours(24 * days - random.between(0, 6))))) return;
  if (random.chance(errand.place.behaviour.waitlistThenAccepted)) return yield* accepted(attempt);
  const otherwise = random.among({ refused: 40, closed: 35, forgotten: 25 });
  if (otherwise === 'refused') return refuse(attempt);
  if (otherwise === 'closed')
    return attempt.sender('CLOSE', {
      reasonCode: attempt.reason({ 'found-elsewhere': 5, 'lost-contact': 3, 'changed-mind': 2 }),
      note: random.chance(0.4) ? aClosing(random) : null,
    });
  yield* silence(attempt);
}

/** Nobody says anything until the house gives up; now and then she goes there all the same. */
async function* silence(attempt: Attempt): Story {
  const { random, stage } = attempt;
  while (yield* attempt.until(attempt.hours(8)));
  if ((await attempt.row()).status !== 'EXPIRED' || !random.chance(stage.stories.silence.arrivesAfterExpiry)) return;
  yield attempt.hours(random.between(5, 50));
  yield* received(attempt);
}

/** As long again as an answer may take at that urgency, working days counted as days: the house waits no shorter than this. */
const PATIENCE: Readonly<Record<UrgencyValue, number>> = {
  NOW: HOUR,
  TODAY: 4 * HOUR,
  SOON: 2 * DAY,
  ROUTINE: 5 * DAY,
};

const lastMoment = ({ respondBy, urgency }: Standing): number =>
  (respondBy === null ? 0 : millisOf(respondBy)) + PATIENCE[urgency];
