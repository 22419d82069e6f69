import { DAY, HOUR } from './attempt.js';
import { drawNeed, isUrgent, type Need } from './demo-needs.js';
import type { DemoRandom } from './demo-random.js';
import type { Stories } from './demo-seeds.js';
import { drawWoman, type Woman } from './demo-women.js';
import { needStory } from './need-story.js';
import type { Stage } from './stage.js';

export interface Span {
  begins: number;
  now: number;
}

interface HerStory {
  woman: Woman;
  openedAt: number;
  needs: { at: number; need: Need }[];
}

/** Begins the stories of so many women, who bring so many needs between them. */
export function beginWomensStories(
  stage: Stage,
  { women, needs }: { women: number; needs: number },
  span: Span,
  random: DemoRandom,
): void {
  const counts = needsEach(stage.stories, { women, needs }, random);
  counts.forEach((count, number) => {
    const her = random.fork(`woman ${number}`);
    const { woman, openedAt, needs: hers } = drawStory(stage, { number, count, span }, her);
    stage.telling.later(openedAt, async () => {
      const clientId = await stage.open(woman.worker, woman.told);
      hers.forEach(({ at, need }, index) => {
        stage.telling.begin(needStory(stage, { woman, clientId }, need, her.fork(`need ${index}`)), at);
      });
    });
  });
}

/** As the seeds weigh it, and then one more or less here and there until the sum is right; at least one each. */
function needsEach(stories: Stories, { women, needs }: { women: number; needs: number }, random: DemoRandom): number[] {
  const counts = Array.from({ length: women }, () => Number(random.among(stories.referralsPerClient)));
  let missing = Math.max(needs, women) - counts.reduce((sum, count) => sum + count, 0);
  while (women > 0 && missing !== 0) {
    const index = Math.floor(random.next() * women);
    const count = counts[index] ?? 0;
    const step = missing > 0 ? 1 : -1;
    if (count + step < 1) continue;
    counts[index] = count + step;
    missing -= step;
  }
  return counts;
}

function drawStory(
  stage: Stage,
  { number, count, span }: { number: number; count: number; span: Span },
  random: DemoRandom,
): HerStory {
  const around = momentOf(stage.stories, span, random);
  const moments = Array.from({ length: count }, () => near(around, stage.stories, span, random)).sort((a, b) => a - b);
  const first = moments[0] ?? around;
  const openedAt = Math.max(span.begins, first - (random.chance(0.6) ? 0.5 * HOUR : random.between(1, 20) * DAY));
  const woman = drawWoman(stage, { number, openedAt, needsMore: count > 1 }, random);
  const needs = moments.map((moment) => {
    const need = drawNeed(stage.stories, woman, random);
    return { need, at: Math.max(atThatHour(stage.stories, moment, need, span, random), openedAt + 0.2 * HOUR) };
  });
  return { woman, openedAt, needs };
}

/** Some day of the network's life: as many as it could carry then. */
function momentOf({ referralsByMonth }: Stories, { begins, now }: Span, random: DemoRandom): number {
  const months = referralsByMonth.map((weight, index) => ({ weight, index }));
  const month = random.pickBy(months, ({ weight }) => weight)?.index ?? 0;
  return begins + ((month + random.next()) / months.length) * (now - begins);
}

/** Her needs come within some months of each other. */
function near(around: number, stories: Stories, span: Span, random: DemoRandom): number {
  for (let tries = 0; tries < 100; tries++) {
    const moment = momentOf(stories, span, random);
    if (Math.abs(moment - around) < 120 * DAY) return moment;
  }
  return around;
}

function atThatHour(
  { hours }: Stories,
  moment: number,
  { urgency }: Need,
  { begins, now }: Span,
  random: DemoRandom,
): number {
  const atNight = random.chance((isUrgent(urgency) ? hours.urgent : hours.default).nightShare);
  const midnight = Math.floor(moment / DAY) * DAY;
  const weekday = new Date(midnight).getUTCDay();
  const toFriday = !isUrgent(urgency) && (weekday === 0 || weekday === 6) && random.chance(0.8) ? 2 * DAY : 0;
  const at = midnight - toFriday + (atNight ? random.between(21, 30) : random.between(8.5, 19)) * HOUR;
  if (at > now - HOUR) return at - 2 * DAY;
  return Math.max(at, begins);
}
