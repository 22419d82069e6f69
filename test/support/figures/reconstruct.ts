import { openSolver, type Highs } from './solver.js';
import { FILTERS, questions, type Filter, type Shown, type Where } from './dashboard.js';

type World = Record<Filter, readonly string[]>;

export interface Recovered {
  hidden: number;
  /** Known for certain: no other number is possible, and it is the right one. */
  certain: number;
  /** The best guess is exactly right. */
  right: number;
}

/**
 * What somebody with a solver makes of tables in which small cells are hidden: every answer is an equation about the hidden ones, every "hidden" says
 * that it is 1 to 4. Each hidden cell is pushed as low and as high as the equations let it go.
 */
export async function reconstructHidden(
  world: World,
  show: (where: Where) => Shown,
  truth: (where: Where) => number,
): Promise<Recovered> {
  const solver = await openSolver();
  const leaves = questions(world).filter((where) => FILTERS.every((filter) => where[filter] !== undefined));
  const hidden = leaves.filter((where) => show(where) === 'hidden');
  const equations = equationsOf(world, hidden, show);
  const tally: Recovered = { hidden: hidden.length, certain: 0, right: 0 };
  for (const [index, where] of hidden.entries()) {
    const low = Math.ceil(push(solver, 'Minimize', index, hidden.length, equations) - 1e-6);
    const high = Math.floor(push(solver, 'Maximize', index, hidden.length, equations) + 1e-6);
    const actual = truth(where);
    if (low > actual || high < actual) throw new Error('the equations exclude what is true: they are wrong');
    if (low === high) tally.certain += 1;
    if (Math.floor((low + high) / 2) === actual) tally.right += 1;
  }
  return tally;
}

/** Rows of a linear program in the hidden cells: what is shown of a sum, less what is shown of its parts. */
function equationsOf(world: World, hidden: readonly Where[], show: (where: Where) => Shown): string[] {
  const coarser = questions(world).filter((where) => FILTERS.some((filter) => where[filter] === undefined));
  const leaves = questions(world).filter((where) => FILTERS.every((filter) => where[filter] !== undefined));
  return coarser.flatMap((where, row) => {
    const within = (leaf: Where) =>
      FILTERS.every((filter) => where[filter] === undefined || where[filter] === leaf[filter]);
    const unknown = hidden.flatMap((leaf, index) => (within(leaf) ? [`x${index}`] : []));
    if (unknown.length === 0) return [];
    const known = leaves.filter(within).reduce((sum, leaf) => {
      const shown = show(leaf);
      return sum + (shown === 'hidden' ? 0 : shown);
    }, 0);
    const sum = show(where);
    const left = unknown.join(' + ');
    return sum === 'hidden'
      ? [` r${row}a: ${left} >= ${1 - known}`, ` r${row}b: ${left} <= ${4 - known}`]
      : [` r${row}: ${left} = ${sum - known}`];
  });
}

function push(
  solver: Highs,
  way: 'Minimize' | 'Maximize',
  index: number,
  count: number,
  equations: readonly string[],
): number {
  const bounds = Array.from({ length: count }, (_, each) => ` 1 <= x${each} <= 4`);
  const text = [way, ` obj: x${index}`, 'Subject To', ...equations, 'Bounds', ...bounds, 'End'].join('\n');
  const solved = solver.solve(text);
  if (solved.Status !== 'Optimal') throw new Error(`the linear program came out ${solved.Status}`);
  return solved.ObjectiveValue;
}
