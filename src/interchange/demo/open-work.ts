import { instantText } from '../../platform/clock.js';
import { Attempt, HOUR } from './attempt.js';
import { drawNeed } from './demo-needs.js';
import { found } from './demo-network.js';
import type { DemoRandom } from './demo-random.js';
import { drawWoman, type Woman } from './demo-women.js';
import { OPEN_WORK, type OpenWork } from './open-work-today.js';
import type { Stage } from './stage.js';
import type { Story } from './telling.js';

const PREGNANT_THERE = new Set(['eastside-pregnancy', 'hospital-joint-clinic', 'hospital-maternity']);

/** Beyond every number that the other women of the demo have. */
const FIRST_NUMBER = 320;

const tries = (work: OpenWork): number => 1 + (work.next ? tries(work.next) : 0);

/** What it adds to the network. */
export const OPEN_WORK_SIZE = {
  women: OPEN_WORK.length,
  referrals: OPEN_WORK.reduce((sum, work) => sum + tries(work), 0),
};

/** Begins what lies on the desks today, each with a woman of its own. */
export function beginOpenWork(stage: Stage, now: number, random: DemoRandom): void {
  OPEN_WORK.forEach((work, index) => {
    const her = random.fork(index);
    const openedAt = now - work.sent * HOUR - 2 * HOUR;
    const woman = herOf(stage, work, { number: FIRST_NUMBER + index, openedAt, needsMore: true }, her);
    stage.telling.later(openedAt, async () => {
      const clientId = await stage.open(woman.worker, woman.told);
      const told: Told = { stage, woman, clientId, now, random: her };
      stage.telling.begin(workStory(told, work, null), now - work.sent * HOUR - 0.6 * HOUR);
    });
  });
}

function herOf(
  { stories, network }: Stage,
  work: OpenWork,
  which: { number: number; openedAt: number; needsMore: boolean },
  random: DemoRandom,
): Woman {
  const woman = drawWoman({ stories, network }, which, random);
  const pregnancy = PREGNANT_THERE.has(work.place) ? 'PREGNANT' : woman.told.pregnancy;
  return { ...woman, worker: found(network.staff, work.worker), told: { ...woman.told, pregnancy, avoid: undefined } };
}

interface Told {
  stage: Stage;
  woman: Woman;
  clientId: string;
  now: number;
  random: DemoRandom;
}

async function* workStory(told: Told, work: OpenWork, replacesId: string | null): Story {
  const { stage, woman, clientId, now, random } = told;
  const place = stage.network.places.find(({ key }) => key === work.place);
  if (!place) throw new Error(`the demo network has no place ${work.place}`);
  const drawn = drawNeed(stage.stories, woman, random);
  const { urgency, assistance } = work;
  const need = {
    ...{ urgency, assistance, services: place.services.slice(0, 1) },
    handover: { ...drawn.handover, assistance, companion: assistance === 'ACCOMPANIED' ? ('PEER' as const) : null },
  };
  const attempt = new Attempt(stage, { woman, clientId, need, place, replacesId }, random);
  await attempt.draft();
  if (work.stays === 'a draft') return;
  await attempt.askConsent();
  yield now - work.sent * HOUR;
  await attempt.send();
  for (const { ago, act } of work.acts) {
    yield now - ago * HOUR;
    await act(attempt, (hours) => instantText(now + hours * HOUR));
  }
  if (!work.next) return;
  yield now - work.next.sent * HOUR - 0.3 * HOUR;
  yield* workStory(told, work.next, attempt.id);
}
