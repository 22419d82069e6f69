import { openSolver, type Highs } from './solver.js';
import type { StatAnswer } from '../../../src/insight/releases/answers.js';
import { KEY_MARK } from '../../../src/insight/releases/workload.js';

type Tables = ReadonlyMap<string, ReadonlyMap<string, StatAnswer>>;

export interface Guessed {
  /** Cells that are not shown and hold one to four women: he was told that much. */
  targets: number;
  /** Right by the linear program that fits all tables at once. */
  byProgram: number;
  /** Right by taking what is shown of a row from what is shown of its sum. */
  bySubtraction: number;
  /** Right by always saying what is commonest. */
  byCommonest: number;
}

interface Cell {
  key: string;
  row: string;
  column: string;
}

/**
 * The same on a sealed release: its table by agency and service against its tables by agency, by service and in total. He is told which hidden cells
 * hold one to four, and he is dealt a world in which every woman has one referral, so that true tables do add up.
 */
export async function guessHiddenCells(tables: Tables, truth: ReadonlyMap<string, number>): Promise<Guessed> {
  const solver = await openSolver();
  const cells = [...answers(tables, 'agency-service').keys()].map(splitKey);
  const targets = cells.filter(({ key }) => isTarget(answers(tables, 'agency-service').get(key), truth.get(key)));
  const solution = fit(solver, tables, cells, new Set(targets.map(({ key }) => key)));
  const right = (guess: (cell: Cell) => number) => targets.filter((cell) => guess(cell) === truth.get(cell.key)).length;
  return {
    targets: targets.length,
    byProgram: right(({ key }) => oneToFour(solution.get(key) ?? 1)),
    bySubtraction: right((cell) => oneToFour(subtract(tables, cells, cell))),
    byCommonest: Math.max(...[1, 2, 3, 4].map((value) => right(() => value))),
  };
}

const answers = (tables: Tables, cube: string): ReadonlyMap<string, StatAnswer> => tables.get(cube) ?? new Map();

const isTarget = (answer: StatAnswer | undefined, actual = 0): boolean =>
  answer?.kind === 'BelowThreshold' && actual >= 1 && actual <= 4;

const oneToFour = (value: number): number => Math.min(4, Math.max(1, Math.round(value)));

function splitKey(key: string): Cell {
  const [row = '', column = ''] = key.split(KEY_MARK);
  return { key, row, column };
}

/** The whole numbers that lie least far from everything that is shown, all tables at once. */
function fit(solver: Highs, tables: Tables, cells: readonly Cell[], targets: ReadonlySet<string>): Map<string, number> {
  const nameOf = new Map(cells.map(({ key }, index) => [key, `x${index}`]));
  const rows: string[] = [];
  const misses: string[] = [];
  const near = (names: readonly string[], answer: StatAnswer | undefined) => {
    if (answer?.kind !== 'Shown' || names.length === 0) return;
    const miss = `m${misses.length}`;
    // Wider intervals weigh less.
    misses.push(`${(1 / (answer.high - answer.value + 1)).toFixed(6)} ${miss}`);
    rows.push(` a${miss}: ${names.join(' + ')} - ${miss} <= ${answer.value}`);
    rows.push(` b${miss}: ${names.join(' + ')} + ${miss} >= ${answer.value}`);
  };
  const named = (of: readonly Cell[]) => of.map(({ key }) => nameOf.get(key) ?? '');
  for (const cell of cells) near(named([cell]), answers(tables, 'agency-service').get(cell.key));
  for (const [row, answer] of answers(tables, 'agency')) near(named(cells.filter((cell) => cell.row === row)), answer);
  for (const [column, answer] of answers(tables, 'service'))
    near(named(cells.filter((cell) => cell.column === column)), answer);
  near(named(cells), answers(tables, 'total').get(''));
  const bounds = cells.map(({ key }) => {
    const answer = answers(tables, 'agency-service').get(key);
    if (targets.has(key)) return ` 1 <= ${nameOf.get(key)} <= 4`;
    return answer?.kind === 'BelowThreshold'
      ? ` 0 <= ${nameOf.get(key)} <= ${2 * answer.lessThan}`
      : ` ${nameOf.get(key)} >= 0`;
  });
  const solved = solver.solve(
    ['Minimize', ` obj: ${misses.join(' + ')}`, 'Subject To', ...rows, 'Bounds', ...bounds, 'End'].join('\n'),
  );
  if (solved.Status !== 'Optimal') throw new Error(`the linear program came out ${solved.Status}`);
  const columns = solved.Columns as Record<string, { Primal: number } | undefined>;
  return new Map(cells.map(({ key }) => [key, columns[nameOf.get(key) ?? '']?.Primal ?? 0]));
}

/** What is left of its agency's number when the others of the row are taken away; of hidden ones he takes the middle of what he was told. */
function subtract(tables: Tables, cells: readonly Cell[], target: Cell): number {
  const sum = answers(tables, 'agency').get(target.row);
  if (sum?.kind !== 'Shown') return MIDDLE;
  const others = cells.filter(({ row, key }) => row === target.row && key !== target.key);
  return others.reduce((left, { key }) => {
    const answer = answers(tables, 'agency-service').get(key);
    return left - (answer?.kind === 'Shown' ? answer.value : MIDDLE);
  }, sum.value);
}

const MIDDLE = 2;
