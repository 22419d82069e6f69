import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import sql, { empty, join, type Sql } from 'sql-template-tag';
import { Clock, dayOf, endOfDay, startOfDay } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import { Database, type Reader } from '../platform/database/index.js';
import { SETTINGS } from '../platform/settings.js';
import { readCohort } from './cohort.js';
import type { Direction } from './direction.js';
import { entriesOf, factOf } from './fact.js';
import type { FigureFactRow } from './figure.entity.js';
import { Figures } from './figures.js';
import { FoldFigures } from './fold-figures.js';
import { entriesOfNeed, needsOf, writeNeed } from './needs.js';
import { Sums } from './sums.js';
import { turnOf, type Turn } from './turn.js';

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
    const waiting = await this.folding.waiting();
    return waiting === null ? this.fromReferrals(question) : this.fromSums(question, waiting > 0);
  }

  /** What waits to be folded is reckoned in here: nobody who reads has to write first. */
  async fromSums(question: FigureQuestion, andMarks = true): Promise<Figures> {
    const now = this.clock.now();
    const work = async (reader: Reader) => ({
      stored: await reader.all<{ period: string; sums: string }>(sql`
        SELECT period, sums FROM figure_sum
        WHERE ${theirs(question)} AND period IN (${join(periodsOf(question.from, question.to))})`),
      late: await reader.one<{ count: number }>(sql`
        SELECT CAST(COUNT(*) AS INTEGER) AS count FROM figure_fact
        WHERE ${theirs(question)} AND due_at < ${now} AND day >= ${question.from} AND day <= ${question.to}`),
      turn: andMarks ? await this.#waiting(reader) : NO_TURN,
    });
    const { stored, late, turn } = await (andMarks ? this.#inOneMoment(work) : work(this.database));
    const figures = new Figures();
    for (const { period, sums } of stored) figures.addPeriod(period, (whole) => whole.addStored(sums));
    figures.overdue = late?.count ?? 0;
    for (const fact of turn.before) if (isOf(question, fact)) figures.addFact(fact, -1, now);
    for (const fact of turn.after) if (isOf(question, fact)) figures.addFact(fact, 1, now);
    return figures;
  }

  /** On SQLite nobody else writes while we could; a connection of its own, as a snapshot takes, costs more than all the reading. */
  #inOneMoment<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    return this.database.kind === 'sqlite' ? this.database.write(work) : this.database.snapshot(work);
  }

  async #waiting(reader: Reader): Promise<Turn> {
    const marked = await reader.all<{ id: string }>(sql`SELECT DISTINCT referral_id AS id FROM figure_mark`);
    if (marked.length === 0) return NO_TURN;
    return turnOf(
      reader,
      marked.map(({ id }) => id),
      this.settings.networkTimezone,
    );
  }

  /** The long way, referral by referral. */
  fromReferrals(question: FigureQuestion): Promise<Figures> {
    const work = (reader: Reader) => this.#countReferrals(reader, question);
    // SQLite's statements are short and in order as they are; a snapshot would keep its log from being tidied meanwhile.
    return this.database.kind === 'sqlite' ? work(this.database) : this.database.snapshot(work);
  }

  async #countReferrals(reader: Reader, { from, to, ...question }: FigureQuestion): Promise<Figures> {
    const zone = this.settings.networkTimezone;
    const now = this.clock.now();
    const figures = new Figures();
    const cohort = { ...question, from: startOfDay(from, zone), before: endOfDay(to, zone) };
    for await (const page of readCohort(reader, cohort)) {
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
      if (question.direction === 'SENT') await this.#addNeeds(reader, page, monthOf);
      for (const [month, sums] of months) figures.addPeriod(month, (whole) => whole.addAll(sums));
    }
    return figures;
  }

  /** Each need at its first referral: once, and only where that one is of these days. */
  async #addNeeds(reader: Reader, page: readonly { id: string }[], monthOf: (sentAt: string) => Sums): Promise<void> {
    if (page.length === 0) return;
    const ids = new Set(page.map(({ id }) => id));
    for (const need of await needsOf(reader, [...ids]))
      if (need.first && ids.has(need.first.id))
        for (const [key, counts] of entriesOfNeed(writeNeed(need))) monthOf(need.first.sentAt).add(key, counts);
  }
}

const NO_TURN: Turn = { before: [], after: [] };

/** The listings' own among what was received; null where the reader sees all. */
const narrowedTo = ({ direction, answersFor }: FigureQuestion): string[] | null =>
  direction === 'RECEIVED' && answersFor !== null ? ['', ...answersFor] : null;

function theirs(question: FigureQuestion): Sql {
  const narrowed = narrowedTo(question);
  return sql`organization_id = ${question.organizationId} AND side = ${question.direction}
    ${narrowed ? sql`AND narrowed_to IN (${join(narrowed)})` : empty}`;
}

/** The same rule, for a fact that is in no sum yet. */
const isOf = (question: FigureQuestion, { organizationId, side, narrowedTo: listing, day }: FigureFactRow): boolean =>
  organizationId === question.organizationId &&
  (side === 'RECEIVED' ? 'RECEIVED' : 'SENT') === question.direction &&
  day >= question.from &&
  day <= question.to &&
  (narrowedTo(question)?.includes(listing) ?? true);

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
