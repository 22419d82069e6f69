import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import sql, { empty, join, type Sql } from 'sql-template-tag';
import { Clock, dayOf, endOfDay, startOfDay } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import { Database } from '../platform/database/index.js';
import { SETTINGS } from '../platform/settings.js';
import { readCohort } from './cohort.js';
import type { Direction } from './direction.js';
import { entriesOf, factOf } from './fact.js';
import { Figures } from './figures.js';
import { FoldFigures } from './fold-figures.js';
import { entriesOfNeed, needsOf, writeNeed } from './needs.js';
import { Sums } from './sums.js';

export interface FigureQuestion {
  organizationId: string;
  direction: Direction;
  from: string;
  to: string;
  /** Received only: the listings that the reader answers for; null where she sees all. */
  answersFor: readonly string[] | null;
}

/** The figures of one organization and side, exact and of this moment: from the sums, or where much waits to be folded from the referrals. */
@Injectable()
export class ReadFigures {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly folding: FoldFigures,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async read(question: FigureQuestion): Promise<Figures> {
    return (await this.folding.caughtUp()) ? this.fromSums(question) : this.fromReferrals(question);
  }

  async fromSums(question: FigureQuestion): Promise<Figures> {
    const { organizationId, direction, from, to, answersFor } = question;
    const narrowed = direction === 'RECEIVED' && answersFor !== null ? narrowedTo(answersFor) : empty;
    const theirs = sql`organization_id = ${organizationId} AND side = ${direction} ${narrowed}`;
    const figures = new Figures();
    const stored = await this.database.all<{ period: string; sums: string }>(
      sql`SELECT period, sums FROM figure_sum WHERE ${theirs} AND period IN (${join(periodsOf(from, to))})`,
    );
    for (const { period, sums } of stored) figures.addPeriod(period, Sums.read(sums));
    const late = await this.database.one<{ count: number }>(sql`
      SELECT CAST(COUNT(*) AS INTEGER) AS count FROM figure_fact
      WHERE ${theirs} AND due_at < ${this.clock.now()} AND day >= ${from} AND day <= ${to}`);
    figures.overdue = late?.count ?? 0;
    return figures;
  }

  /** The long way, referral by referral. */
  async fromReferrals({ from, to, ...question }: FigureQuestion): Promise<Figures> {
    const zone = this.settings.networkTimezone;
    const now = this.clock.now();
    const figures = new Figures();
    const cohort = { ...question, from: startOfDay(from, zone), before: endOfDay(to, zone) };
    for await (const page of readCohort(this.database, cohort)) {
      const months = new Map<string, Sums>();
      const monthOf = (sentAt: string): Sums => {
        const month = dayOf(sentAt, zone).slice(0, 'YYYY-MM'.length);
        return months.get(month) ?? months.set(month, new Sums()).get(month) ?? new Sums();
      };
      for (const referral of page) {
        const fact = factOf(referral, question.direction, zone);
        for (const [key, counts] of entriesOf(fact)) monthOf(referral.sentAt).add(key, counts);
        if (fact.funnel.endsWith('1') && referral.dueAt !== null && referral.dueAt < now) figures.overdue += 1;
      }
      if (question.direction === 'SENT') await this.#addNeeds(page, monthOf);
      for (const [month, sums] of months) figures.addPeriod(month, sums);
    }
    return figures;
  }

  /** Each need at its first referral: once, and only where that one is of these days. */
  async #addNeeds(page: readonly { id: string }[], monthOf: (sentAt: string) => Sums): Promise<void> {
    if (page.length === 0) return;
    const ids = new Set(page.map(({ id }) => id));
    for (const need of await needsOf(this.database, [...ids]))
      if (need.first && ids.has(need.first.id))
        for (const [key, counts] of entriesOfNeed(writeNeed(need))) monthOf(need.first.sentAt).add(key, counts);
  }
}

const narrowedTo = (listings: readonly string[]): Sql => sql`AND narrowed_to IN (${join(['', ...listings])})`;

/** Whole months as one, and the days before and after them. */
function periodsOf(from: string, to: string): string[] {
  const periods: string[] = [];
  const last = DateTime.fromISO(to, { zone: 'utc' });
  for (let day = DateTime.fromISO(from, { zone: 'utc' }); day <= last;) {
    const whole = day.day === 1 && day.endOf('month').startOf('day') <= last;
    periods.push(day.toFormat(whole ? 'yyyy-MM' : 'yyyy-MM-dd'));
    day = day.plus(whole ? { months: 1 } : { days: 1 });
  }
  return periods;
}
