import { declaredByNetwork, womenOfQuarter } from './support/women.mjs';
import { house } from './support/house.mjs';

/** What a reader loses by the noise, at the sizes that networks have. A small network has the small set of tables. */
const NETWORKS = [
  { women: 112, size: 'MINI' },
  { women: 1000, size: 'STANDARD' },
  { women: 8000, size: 'STANDARD' },
];
/** The usual spending of a quarter, and of a half-year. */
const RHO_UNITS = [2500, 5000];

/** The share of cells with anybody in them that are not shown, and by how much those that are shown are off. The sampler is the house's, over the operating system's generator. */
export async function utility({ record, size }) {
  const { declareCubes } = await house('insight/releases/workload.js');
  const { WomenCounter } = await house('insight/releases/count-women.js');
  const { sealCubes } = await house('insight/releases/seal-cubes.js');
  const { DiscreteGaussian } = await house('insight/releases/discrete-gaussian.js');
  const { SystemRandom } = await house('insight/releases/random-source.js');
  const noise = new DiscreteGaussian(new SystemRandom());
  for (const { women, size: tables } of NETWORKS) {
    const cubes = declareCubes(tables, declaredByNetwork());
    for (const rhoUnits of RHO_UNITS) {
      const runs = Array.from({ length: size.repeats }, (_, run) => {
        const counter = new WomenCounter(cubes);
        for (const referral of womenOfQuarter(women, run + 1)) counter.add(referral);
        const exact = counter.counts();
        const sealed = sealCubes(
          cubes,
          exact.map((counts) => counts.slice()),
          rhoUnits,
          noise,
        );
        return lossOf(exact, sealed);
      });
      const what = `${women} women, ${tables}, rho ${rhoUnits / 10_000}`;
      const of = (name) => runs.map((run) => run[name]);
      record.add({
        part: 'utility',
        database: 'none',
        what: `${what}: not shown`,
        unit: '% of cells with anybody',
        runs: of('hidden'),
      });
      record.add({
        part: 'utility',
        database: 'none',
        what: `${what}: error`,
        unit: '% of a shown cell, median',
        runs: of('error'),
      });
      record.add({
        part: 'utility',
        database: 'none',
        what: `${what}: women in shown cells`,
        unit: '% of women in cells',
        runs: of('covered'),
      });
    }
  }
  record.print('utility', 'none');
}

function lossOf(exact, sealed) {
  const cells = { all: 0, hidden: 0, women: 0, shownWomen: 0 };
  const errors = [];
  for (const [index, { noisy, threshold }] of sealed.entries())
    for (const [cell, number] of noisy.entries()) {
      const count = exact[index][cell];
      if (count === 0 || number === null) continue;
      cells.all += 1;
      cells.women += count;
      if (number < threshold) cells.hidden += 1;
      else {
        cells.shownWomen += count;
        errors.push(Math.abs(number - count) / count);
      }
    }
  return {
    hidden: (100 * cells.hidden) / cells.all,
    error: 100 * errors.sort((one, other) => one - other)[Math.floor(errors.length / 2)],
    covered: (100 * cells.shownWomen) / cells.women,
  };
}
