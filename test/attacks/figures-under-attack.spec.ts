import { answerOf } from '../../src/insight/releases/answers.js';
import { DiscreteGaussian, type Noise } from '../../src/insight/releases/discrete-gaussian.js';
import { noiseScale, RHO_UNIT } from '../../src/insight/releases/noise-scale.js';
import type { WorkloadSize } from '../../src/insight/releases/workload.js';
import {
  asTheyAre,
  FILTERS,
  hideUnderFive,
  noiseEachTime,
  noiseKeyedOnData,
  questions,
  type Dashboard,
} from '../support/figures/dashboard.js';
import { gaussianLimit, guessMembership } from '../support/figures/membership.js';
import { AGES, heaviestWoman, womanOf, womenOf, WORLD } from '../support/figures/population.js';
import { reconstructHidden } from '../support/figures/reconstruct.js';
import { guessHiddenCells, type Guessed } from '../support/figures/reconstruct-sealed.js';
import { noteAttack, LONG } from '../support/figures/attack-table.js';
import { Sealing } from '../support/figures/sealing.js';
import { SeededRandom } from '../support/figures/seeded-random.js';

const world = { agency: WORLD.agencies, service: WORLD.services, age: AGES };
const HALF = RHO_UNIT / 2;
const NO_NOISE: Noise = { draw: () => 0 };
const gaussian = (seed: string) => new DiscreteGaussian(new SeededRandom(seed));
const exact = asTheyAre as { show: (...asked: Parameters<Dashboard['show']>) => number };

describe('on mechanisms that are weak on purpose the attacks succeed', () => {
  const data = womenOf(new SeededRandom('a quarter'), 200);

  it.each([asTheyAre, noiseKeyedOnData])('$name: of every woman who is taken out, it shows', (dashboard) => {
    expect(noteAttack(dashboard.name, 'temporal', shownWhenTakenOut(dashboard))).toBe(1);
  });

  it('hide under 5: most show', () => {
    expect(noteAttack(hideUnderFive.name, 'temporal', shownWhenTakenOut(hideUnderFive))).toBeGreaterThan(0.8);
  });

  it('noise drawn for each question: a thousand times asked, it is averaged away', () => {
    const dashboard = noiseEachTime('again and again');
    const asked = questions(world).filter((where) => FILTERS.filter((filter) => where[filter]).length === 1);
    const right = asked.filter((where) => {
      const sum = Array.from({ length: 1000 }, () => dashboard.show(data, where)).reduce<number>(
        (total, shown) => total + (shown === 'hidden' ? 0 : shown),
        0,
      );
      return Math.round(sum / 1000) === exact.show(data, where);
    });
    expect(noteAttack(dashboard.name, 'repeats', right.length / asked.length)).toBeGreaterThan(0.75);
  });

  it('hide under 5: a linear program recovers the hidden cells', async () => {
    const show = (where: object) => hideUnderFive.show(data, where);
    const recovered = await reconstructHidden(world, show, (where) => exact.show(data, where));
    expect(recovered.hidden).toBeGreaterThan(100);
    noteAttack(hideUnderFive.name, 'reconstruction (best guess)', recovered.right / recovered.hidden);
    expect(
      noteAttack(hideUnderFive.name, 'reconstruction (certain)', recovered.certain / recovered.hidden),
    ).toBeGreaterThanOrEqual(0.8);
  });

  it('none: one woman with 500 referrals moves a number by 500', () => {
    const her = womanOf(new SeededRandom('her'), 'her', 500);
    expect(
      noteAttack('none', 'one woman moves a number by', exact.show([...data, ...her], {}) - exact.show(data, {})),
    ).toBe(500);
  });

  /** The share of women whose being taken out changes anything that can be asked. */
  function shownWhenTakenOut(dashboard: Dashboard): number {
    const women = [...new Set(data.map(({ woman }) => woman))].slice(0, LONG ? 200 : 25);
    const all = questions(world);
    const before = all.map((where) => dashboard.show(data, where));
    const shown = women.filter((name) => {
      const without = data.filter(({ woman }) => woman !== name);
      return all.some((where, index) => dashboard.show(without, where) !== before[index]);
    });
    return shown.length / women.length;
  }
});

describe('on sealed releases they fail', () => {
  describe.each<[WorkloadSize, number]>([
    ['MINI', HALF],
    ['STANDARD', HALF],
    ['STANDARD', HALF / 2],
  ])('%s at rho %d ten-thousandths', (size, rhoUnits) => {
    const sealing = new Sealing(size, rhoUnits);
    const label = `sealed, ${size}, rho ${rhoUnits / RHO_UNIT}`;
    const others = womenOf(new SeededRandom('the others'), 150);

    it.each([
      ['an ordinary woman', () => womanOf(new SeededRandom('ordinary'), 'her', 2)],
      ['the heaviest user', () => heaviestWoman(new SeededRandom('heavy'), 'her')],
    ])('who knows everybody but %s cannot tell whether she is in it', (who, make) => {
      const trials = LONG ? 30_000 : 3000;
      const random = new SeededRandom(`${label} ${who}`);
      const guessed = guessMembership(sealing, others, make(), { trials, noise: gaussian(`${label} ${who}`), random });
      expect(guessed.cellsTouched).toBeGreaterThan(0);
      noteAttack(label, `membership, ${who}`, guessed.right);
      expect(guessed.right).toBeLessThanOrEqual(gaussianLimit(rhoUnits / RHO_UNIT) + 0.03);
    });

    it('one woman with 500 referrals moves every table by so many cells as it allows, and each cell by one', () => {
      const her = heaviestWoman(new SeededRandom('heavy'), 'her');
      const [before, after] = [sealing.counts(others), sealing.counts([...others, ...her])];
      sealing.cubes.forEach(({ cube, mostCells }, index) => {
        const moves = [...(after[index] ?? [])].map((count, cell) => count - (before[index]?.[cell] ?? 0));
        expect([cube, moves.every((move) => move === 0 || move === 1)]).toEqual([cube, true]);
        expect([cube, moves.filter(Boolean).length]).toEqual([cube, mostCells]);
      });
      noteAttack(label, 'one woman moves a number by', 1);
    });

    it('what it costs is what is declared: the tables together spend rho and no more', () => {
      const spent = sealing.cubes.map(({ mostCells, weight, ofWeight }) => {
        const { sigmaSquared } = noiseScale({ mostCells, weight, ofWeight, rhoUnits });
        return (mostCells * Number(sigmaSquared.den)) / (2 * Number(sigmaSquared.num));
      });
      expect(spent.reduce((sum, each) => sum + each, 0)).toBeCloseTo(rhoUnits / RHO_UNIT, 9);
    });

    it('zero and four give the same answer, to the last byte', () => {
      for (const sealed of sealing.seal([], NO_NOISE)) {
        const answers = Array.from({ length: sealed.threshold }, (_, noisy) => JSON.stringify(answerOf(noisy, sealed)));
        answers.push(JSON.stringify(answerOf(-20, sealed)));
        expect([sealed.cube, new Set(answers).size]).toEqual([sealed.cube, 1]);
        expect(sealed.threshold).toBeGreaterThanOrEqual(10);
      }
    });
  });

  it('told that a hidden cell holds one to four, nobody guesses it better than by what is commonest', async () => {
    const sealing = new Sealing('STANDARD', HALF);
    const sum: Guessed = { targets: 0, byProgram: 0, bySubtraction: 0, byCommonest: 0 };
    for (let world = 0; world < (LONG ? 60 : 12); world += 1) {
      const random = new SeededRandom(`world ${world}`);
      const data = Array.from({ length: 250 }, (_, index) => womanOf(random, `w${index}`, 1)).flat();
      const index = sealing.cubes.findIndex(({ cube }) => cube === 'agency-service');
      const counts = sealing.counts(data)[index];
      const truth = new Map(sealing.cubes[index]?.cells.map(({ key }, cell) => [key, counts?.[cell] ?? 0]));
      const guessed = await guessHiddenCells(sealing.publish(data, gaussian(`noise ${world}`)), truth);
      for (const key of Object.keys(sum) as (keyof Guessed)[]) sum[key] += guessed[key];
    }
    expect(sum.targets).toBeGreaterThan(100);
    const label = `sealed, STANDARD, rho ${HALF / RHO_UNIT}`;
    const share = (right: number) => right / sum.targets;
    noteAttack(label, 'always the commonest', share(sum.byCommonest));
    const best = Math.max(
      noteAttack(label, 'reconstruction (best guess)', share(sum.byProgram)),
      noteAttack(label, 'differencing', share(sum.bySubtraction)),
    );
    expect(best).toBeLessThanOrEqual(share(sum.byCommonest) + 0.05);
  });

  it('without its noise the same attack would succeed: it is the noise that protects', async () => {
    const sealing = new Sealing('STANDARD', HALF);
    const random = new SeededRandom('no noise');
    const her = heaviestWoman(random, 'her');
    const others = womenOf(random, 150);
    const guessed = guessMembership(sealing, others, her, { trials: 300, noise: NO_NOISE, random });
    expect(noteAttack('sealed without noise', 'membership, the heaviest user', guessed.right)).toBe(1);
  });
});
