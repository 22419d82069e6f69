import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import sql, { bulk, join } from 'sql-template-tag';
import { dayOf } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { Jobs } from '../platform/jobs/index.js';
import { SETTINGS } from '../platform/settings.js';
import { readCounted } from './cohort.js';
import { entriesOf, factOf, readFact, RULES, writeFact } from './fact.js';
import type { FigureFactRow } from './figure.entity.js';
import { entriesOfNeed, needsOf, writeNeed } from './needs.js';
import { saveSums, SumChanges } from './save-sums.js';

/** How many marks are folded in one transaction, and how many a reader waits for. */
const BATCH = 1000;
const WAITS_FOR = 2000;

/**
 * Brings the sums up to what the referrals say. Whatever touched a referral left a mark in its own transaction; what it counted as before is taken
 * out of the sums and what it counts as now is put in, together, in one transaction. Done again it changes nothing.
 */
@Injectable()
export class FoldFigures implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'figures', everySeconds: 20, run: () => this.run() });
  }

  /** Folds until nothing waits; says how many marks there were. */
  async run(progress: (folded: number) => void = () => undefined): Promise<number> {
    if ((await this.#countedBy()) !== this.#rules) await this.#beginAnew(this.#rules);
    let folded = 0;
    for (let batch = await this.#fold(); batch > 0; batch = await this.#fold()) {
      progress((folded += batch));
      await setImmediate();
    }
    return folded;
  }

  /** Everything anew, from the referrals alone. Until it is done figures are counted the long way, and are as right. */
  async rebuild(progress?: (folded: number) => void): Promise<number> {
    await this.#beginAnew(this.#rules);
    return this.run(progress);
  }

  /** True once the sums say what the referrals say; false where so much waits that a reader had better count for herself. */
  async caughtUp(): Promise<boolean> {
    const found = await this.database.one<{ counted: string; marks: number }>(sql`
      SELECT counted_by AS counted,
        (SELECT CAST(COUNT(*) AS INTEGER) FROM (SELECT 1 FROM figure_mark LIMIT ${WAITS_FOR + 1}) AS m) AS marks
      FROM figure_state`);
    if (!found || found.marks > WAITS_FOR) return false;
    const isNew = found.counted !== this.#rules;
    if (isNew && (await this.#isLarge())) return false;
    if (isNew || found.marks > 0) await this.run();
    return true;
  }

  /** By what rules a fact is made: those of the code, and where the network's days begin. */
  get #rules(): string {
    return `${RULES} ${this.settings.networkTimezone}`;
  }

  async #countedBy(): Promise<string | undefined> {
    return (await this.database.one<{ counted: string }>(sql`SELECT counted_by AS counted FROM figure_state`))?.counted;
  }

  async #isLarge(): Promise<boolean> {
    return (await this.database.all(sql`SELECT 1 FROM referral LIMIT ${WAITS_FOR + 1}`)).length > WAITS_FOR;
  }

  /** Marks everything, in the order of sending: a batch then touches few days. */
  #beginAnew(rules: string): Promise<void> {
    return this.database.write(async (tx) => {
      await tx.run(sql`UPDATE figure_state SET counted_by = ${rules}`);
      for (const table of [sql`figure_mark`, sql`figure_fact`, sql`figure_sum`])
        await tx.run(sql`DELETE FROM ${table}`);
      await tx.run(
        sql`INSERT INTO figure_mark (id, referral_id) SELECT sent_at || id, id FROM referral WHERE sent_at IS NOT NULL`,
      );
    });
  }

  #fold(): Promise<number> {
    return this.database.write(async (tx) => {
      // One at a time: two that fold the same mark would count it twice. A server that counts by other rules leaves it alone.
      if (!(await tx.run(sql`UPDATE figure_state SET counted_by = counted_by WHERE counted_by = ${this.#rules}`)))
        return 0;
      const marks = await tx.all<{ id: string; referralId: string }>(
        sql`SELECT id, referral_id AS "referralId" FROM figure_mark ORDER BY id LIMIT ${BATCH}`,
      );
      if (marks.length === 0) return 0;
      await this.#replace(tx, [...new Set(marks.map(({ referralId }) => referralId))]);
      await tx.run(sql`DELETE FROM figure_mark WHERE id IN (${join(marks.map(({ id }) => id))})`);
      return marks.length;
    });
  }

  async #replace(tx: Transaction, ids: readonly string[]): Promise<void> {
    const needs = await needsOf(tx, ids);
    const chains = [...new Set([...ids, ...needs.flatMap(({ linkIds }) => linkIds)])];
    const old = await takeOut(tx, ids, chains);
    const now = [...(await this.#referrals(tx, ids)), ...this.#needs(needs)];
    const changes = new SumChanges();
    for (const fact of old) changes.add(fact, entriesIn(fact), -1);
    for (const fact of now) changes.add(fact, entriesIn(fact), 1);
    if (now.length > 0)
      await tx.run(sql`
        INSERT INTO figure_fact (referral_id, side, organization_id, narrowed_to, day, due_at, fact)
        VALUES ${bulk(now.map((row) => [row.referralId, row.side, row.organizationId, row.narrowedTo, row.day, row.dueAt, row.fact]))}`);
    await saveSums(tx, changes);
  }

  async #referrals(tx: Transaction, ids: readonly string[]): Promise<FigureFactRow[]> {
    const zone = this.settings.networkTimezone;
    const rows: FigureFactRow[] = [];
    for (const side of ['SENT', 'RECEIVED'] as const)
      for (const each of await readCounted(tx, side, ids)) {
        const fact = factOf(each, side, zone);
        rows.push({
          ...{ referralId: each.id, side, organizationId: each.ownId, narrowedTo: each.narrowedTo },
          ...{ day: dayOf(each.sentAt, zone), dueAt: fact.funnel.endsWith('1') ? each.dueAt : null },
          fact: writeFact(fact),
        });
      }
    return rows;
  }

  #needs(needs: Awaited<ReturnType<typeof needsOf>>): FigureFactRow[] {
    return needs.flatMap(({ first, rootId, organizationId, ...need }) => {
      const common = { referralId: rootId, side: 'NEED' as const, organizationId, narrowedTo: '', dueAt: null };
      return first
        ? [{ ...common, day: dayOf(first.sentAt, this.settings.networkTimezone), fact: writeNeed(need) }]
        : [];
    });
  }
}

const entriesIn = ({ side, fact }: FigureFactRow) =>
  side === 'NEED' ? entriesOfNeed(fact) : entriesOf(readFact(fact));

async function takeOut(tx: Transaction, ids: readonly string[], chains: readonly string[]): Promise<FigureFactRow[]> {
  // By the key first: every id is one of a chain.
  const theirs = sql`referral_id IN (${join([...chains])}) AND (side = 'NEED' OR referral_id IN (${join([...ids])}))`;
  const old = await tx.all<FigureFactRow>(sql`
    SELECT referral_id AS "referralId", side, organization_id AS "organizationId", narrowed_to AS "narrowedTo", day,
      due_at AS "dueAt", fact FROM figure_fact WHERE ${theirs}`);
  if (old.length > 0) await tx.run(sql`DELETE FROM figure_fact WHERE ${theirs}`);
  return old;
}
