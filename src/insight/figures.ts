import { FUNNEL, HER_WORD, type BreakdownName, type FunnelCounts, type HerWordCounts, type TimeName } from './fact.js';
import type { FigureFactRow } from './figure.entity.js';
import { Sums } from './sums.js';
import { figuresOf, type TimeFigures } from './time-scale.js';
import { entriesIn } from './turn.js';

/** One group for each value that occurs. */
export type Breakdown = Map<string, FunnelCounts>;

/** The completion audit before it has names: numbers read out of sums. */
export class Figures {
  readonly whole = new Sums();
  readonly #months = new Map<string, number[]>();
  overdue = 0;

  /** What one day or month adds to the whole. */
  addPeriod(period: string, add: (whole: Sums) => void): void {
    const before = [...this.whole.of('all')];
    add(this.whole);
    const month = period.slice(0, 'YYYY-MM'.length);
    const known = this.#months.get(month) ?? FUNNEL.map(() => 0);
    const now = this.whole.of('all');
    this.#months.set(
      month,
      known.map((count, place) => count + (now[place] ?? 0) - (before[place] ?? 0)),
    );
  }

  /** One fact more (or less). */
  addFact(fact: FigureFactRow, times: 1 | -1, now: string): void {
    this.addPeriod(fact.day, (whole) => {
      for (const [key, counts] of entriesIn(fact)) whole.add(key, counts, times);
    });
    if (fact.dueAt !== null && fact.dueAt < now) this.overdue += times;
  }

  get all(): FunnelCounts {
    return funnelFrom(this.whole.of('all'));
  }

  by(name: BreakdownName): Breakdown {
    return new Map([...this.whole.under(`${name}|`)].map(([key, counts]) => [key, funnelFrom(counts)]));
  }

  /** In the order of time; a month in which nothing was sent has no row. */
  byMonth(): Breakdown {
    const months = [...this.#months].filter(([, [sent]]) => sent);
    return new Map(months.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, of]) => [key, funnelFrom(of)]));
  }

  /** By code. */
  reasons(): Map<string, number> {
    return new Map([...this.whole.under('reason|')].map(([code, [count = 0]]) => [code, count]));
  }

  serviceReasons(): { service: string; reason: string; count: number }[] {
    return [...this.whole.under('serviceReason|')].map(([key, [count = 0]]) => {
      const [service = '', reason = ''] = key.split('|');
      return { service, reason, count };
    });
  }

  time(name: TimeName): TimeFigures {
    return figuresOf(new Map([...this.whole.under(`${name}Time|`)].map(([at, [count = 0]]) => [Number(at), count])));
  }

  /** By what the receiver said that she got. */
  herWord(): Map<string, HerWordCounts> {
    return new Map(
      [...this.whole.under('word|')].map(([outcome, counts]) => [
        outcome,
        Object.fromEntries(HER_WORD.map((name, place) => [name, counts[place] ?? 0])) as HerWordCounts,
      ]),
    );
  }

  needs(): { needs: number; met: number; attempts: Map<number, number> } {
    const [needs = 0, met = 0] = this.whole.of('need');
    const attempts = [...this.whole.under('attempts|')].map(([at, [count = 0]]) => [Number(at), count] as const);
    return { needs, met, attempts: new Map(attempts.sort(([one], [other]) => one - other)) };
  }
}

const funnelFrom = (counts: readonly number[]): FunnelCounts =>
  Object.fromEntries(FUNNEL.map((name, place) => [name, counts[place] ?? 0])) as FunnelCounts;
