import { instantText } from '../../platform/clock.js';
import { findStep } from '../../referrals/index.js';
import { DAY, HOUR, MINUTE, type Attempt } from './attempt.js';
import { aClosing, aMeetingPoint } from './demo-phrases.js';
import { oddsTimes } from './demo-random.js';
import type { Story } from './telling.js';

/** From yes to being there, or not. */
export async function* wayThere(attempt: Attempt): Story {
  const { random, errand } = attempt;
  const { behaviour } = errand.place;
  const expected = attempt.stage.now() + Math.max(20 * MINUTE, random.logNormal(behaviour.daysToArrival) * DAY);
  if (random.chance(0.3)) {
    if (!(yield* attempt.until(attempt.hours(random.between(0.1, 1))))) return;
    await attempt.plan({ meetAt: instantText(expected - 30 * MINUTE), meetingPoint: aMeetingPoint(random) });
  }
  if (!random.chance(behaviour.schedule)) return yield* theDay(attempt, expected, 'without appointment');
  if (!(yield* attempt.until(attempt.hours(random.between(0.1, 3))))) return;
  const appointment = onTheHalfHour(Math.max(expected, attempt.hours(1)));
  await attempt.either('SCHEDULE', { appointmentAt: instantText(appointment) });
  yield* theDay(attempt, appointment, 'with appointment');
}

const onTheHalfHour = (at: number): number => Math.ceil(at / (30 * MINUTE)) * 30 * MINUTE;

type Kind = 'without appointment' | 'with appointment' | 'second appointment';

async function* theDay(attempt: Attempt, at: number, kind: Kind): Story {
  const { random, errand, stage } = attempt;
  const { behaviour } = errand.place;
  const { assistance, handover: planned } = errand.need;
  const { arrivalOddsTimes, turnedAwayOddsTimes, transportNotSolvedArrivalOddsTimes } = stage.stories.handover;
  const onTheWay = planned.transport === 'NOT_SOLVED' ? transportNotSolvedArrivalOddsTimes : 1;
  if (!(yield* attempt.until(at + random.between(0, 25) * MINUTE))) return;
  if (random.chance(oddsTimes(behaviour.turnedAway, turnedAwayOddsTimes[assistance]))) {
    yield* turnedAway(attempt);
  } else if (random.chance(oddsTimes(behaviour.arrives, arrivalOddsTimes[assistance] * onTheWay))) {
    yield* received(attempt);
  } else {
    yield* notThere(attempt, kind);
  }
}

/** At the door, sometimes after she was let in. */
async function* turnedAway(attempt: Attempt): Story {
  const { random, errand } = attempt;
  const arrivedFirst = random.chance(0.2);
  if (arrivedFirst) await attempt.arrive();
  if (!(yield* attempt.until(attempt.hours(random.between(0.1, 2))))) return;
  await attempt.either('TURN_AWAY', { reasonCode: attempt.reason(errand.place.behaviour.turnAwayReasons) });
}

/** She is there. Some desks write it down hours later: then it says since when. */
export async function* received(attempt: Attempt): Story {
  const { random, errand, stage } = attempt;
  const arrivedAt = attempt.stage.instant();
  if (random.chance(0.2)) {
    yield attempt.hours(random.between(1, 9));
    if (!findStep((await attempt.row()).status, 'ARRIVE')) return;
    await attempt.arrive(arrivedAt);
  } else await attempt.arrive();
  const { assistance } = errand.need;
  const stillWithHer = stage.stories.handover.stillWithHerWhenReceived[assistance];
  if (stillWithHer !== undefined) {
    if (!(yield* attempt.until(attempt.hours(random.between(0.2, 4))))) return;
    await attempt.plan({ stillWithHerWhenReceived: random.chance(stillWithHer) });
  }
  if (!(yield* attempt.until(attempt.hours(random.logNormal({ median: 26, spread: 1, longest: 300 }))))) return;
  const { behaviour } = errand.place;
  if (random.chance(behaviour.completes))
    await attempt.receiver('COMPLETE', { outcome: random.among(behaviour.outcome) });
  else await attempt.either('CLOSE', { reasonCode: attempt.reason(stage.stories.notCompletedAfterArrival) });
}

async function* notThere(attempt: Attempt, kind: Kind): Story {
  const { random, stage, errand } = attempt;
  const { missedFirst, missReasons, triesAgainAfterMiss, closeReasons } = stage.stories.notArrived;
  if (kind !== 'without appointment' && random.chance(missedFirst)) {
    if (!(yield* attempt.until(attempt.hours(random.between(1, 20))))) return;
    const why = attempt.reason(missReasons);
    await attempt.either('MISS', { reasonCode: why === 'none' ? null : why });
    if (kind === 'with appointment' && random.chance(triesAgainAfterMiss)) {
      if (!(yield* attempt.until(attempt.hours(random.between(10, 70))))) return;
      const again = onTheHalfHour(attempt.stage.now() + random.between(1, 8) * DAY);
      await attempt.either('SCHEDULE', { appointmentAt: instantText(again) });
      return yield* theDay(attempt, again, 'second appointment');
    }
  }
  if (!(yield* attempt.until(attempt.stage.now() + random.between(20, 280) * HOUR))) return;
  // Of a woman of whom more is told later it is not told that she died.
  const reasonCode = attempt.reason({ ...closeReasons, ...(errand.woman.needsMore ? { died: 0 } : {}) });
  await attempt.either('CLOSE', { reasonCode, note: random.chance(0.3) ? aClosing(random) : null });
}
