import { Attempt, DAY, HOUR } from './attempt.js';
import { choosePlace, type Need } from './demo-needs.js';
import type { Place } from './demo-network.js';
import { oddsTimes, type DemoRandom } from './demo-random.js';
import type { Stories } from './demo-seeds.js';
import type { Woman } from './demo-women.js';
import type { HerWord, Stage, Standing } from './stage.js';
import type { Story } from './telling.js';
import { referralStory } from './until-answered.js';

const MOST_TRIES = 4;

/** One need of hers, from place to place until it is met or nobody tries again. */
export async function* needStory(
  stage: Stage,
  she: { woman: Woman; clientId: string },
  need: Need,
  random: DemoRandom,
): Story {
  const tried = new Set<string>();
  let replacesId: string | null = null;
  for (let round = 1; round <= MOST_TRIES; round++) {
    const next = nextPlace(stage.network.places, need, she.woman, tried, random);
    if (!next) return;
    tried.add(next.place.key);
    const attempt: Attempt = new Attempt(stage, { ...she, ...next, replacesId }, random.fork(round));
    yield* referralStory(attempt);
    const row = await attempt.row();
    herWordLater(attempt, row);
    if (!random.chance(triesAgain(stage.stories, row))) return;
    yield stage.now() + random.logNormal(stage.stories.secondTry.hours) * HOUR;
    replacesId = attempt.id;
  }
}

/** Some workers look for all that she needs together, others for the first of it first, as do all where nobody offers it together. */
const ALL_TOGETHER = 0.5;

function nextPlace(
  places: readonly Place[],
  need: Need,
  woman: Woman,
  tried: ReadonlySet<string>,
  random: DemoRandom,
): { place: Place; need: Need } | null {
  const first = need.services.slice(0, 1);
  for (const services of random.chance(ALL_TOGETHER) ? [need.services, first] : [first]) {
    const place = choosePlace(places, services, woman, tried, random);
    if (place) return { place, need: { ...need, services } };
  }
  return null;
}

/** After these there is no second try of the same need. */
const SETTLED = new Set(['changed-mind', 'found-elsewhere', 'moved', 'died', 'arrested', 'duplicate']);

function triesAgain({ secondTry }: Stories, row: Standing): number {
  if (row.reasonCode && SETTLED.has(row.reasonCode)) return 0;
  if (row.status === 'DECLINED') return secondTry.afterDecline;
  if (row.status === 'EXPIRED') return secondTry.afterExpiry;
  if (row.status !== 'NOT_COMPLETED') return 0;
  return row.reasonStep === 'TURN_AWAY' ? secondTry.afterTurnAway : secondTry.afterNotCompleted;
}

/** What she says herself, some days later, if she is asked. */
function herWordLater({ stage, id, errand, random }: Attempt, row: Standing): void {
  const { askedWhenCompleted, askedWhenNotCompleted } = stage.stories.herWord;
  const asked = { COMPLETED: askedWhenCompleted, NOT_COMPLETED: askedWhenNotCompleted }[row.status as string] ?? 0;
  if (row.reasonCode === 'died' || !random.chance(asked)) return;
  const word = whatSheSays(stage.stories, row, errand, random);
  stage.telling.later(stage.now() + random.between(0.5, 12) * DAY, () => stage.herWord(errand.woman.worker, id, word));
}

function whatSheSays(
  { herWord, handover }: Stories,
  row: Standing,
  { place, need }: Attempt['errand'],
  random: DemoRandom,
): HerWord {
  const { respect, wouldReturn } = place.behaviour;
  const turnedAway = row.reasonStep === 'TURN_AWAY' ? 0.2 : 1;
  const respected = random.chance(oddsTimes(respect, handover.respectOddsTimes[need.assistance] * turnedAway));
  const word: HerWord = {
    gotHelp: random.chance(herWord.gotHelp[row.outcome ?? 'notCompleted']),
    treatedWithRespect: respected,
    wouldReturn: random.chance(oddsTimes(wouldReturn, respected ? 1 : 0.15)),
  };
  if (!random.chance(herWord.leavesOneQuestionOpen)) return word;
  return { ...word, [random.pick(['gotHelp', 'treatedWithRespect', 'wouldReturn'])]: undefined };
}
