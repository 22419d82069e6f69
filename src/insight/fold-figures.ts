import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import sql from 'sql-template-tag';
import type { Settings } from '../platform/config.js';
import { Database, type Reader, type Transaction } from '../platform/database/index.js';
import { Jobs } from '../platform/jobs/index.js';
import { SETTINGS } from '../platform/settings.js';
import { RULES } from './fact.js';
import type { FactSide } from './figure.entity.js';
import { followIndexes, isOneOf, selectRows } from './lists.js';
import { saveSums } from './save-sums.js';
import { turnOf, type Turn } from './turn.js';

/** How many are folded in one transaction, how many a reader adds up herself, and from how many on they are folded before their time. */
const BATCH = 2000;
const ADDS_UP = 2000;
const FEW = 200;

const JOB = 'figures';

/** While everything is counted anew the state says up to where, behind this sign. */
const UP_TO = ' up to ';

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
    this.jobs.register({ name: JOB, everySeconds: 20, run: () => this.run() });
  }

  /** Folds until nothing waits; says how many there were. */
  async run(progress: (folded: number) => void = () => undefined): Promise<number> {
    if (!this.#isOurs(await stateOf(this.database))) await this.#beginAnew();
    let folded = 0;
    for (let batch = await this.#step(); batch > 0; batch = await this.#step()) {
      progress((folded += batch));
      await setImmediate();
    }
    return folded;
  }

  /** Everything anew, from the referrals alone. Until it is done figures are counted the long way, and are as right. */
  async rebuild(progress?: (folded: number) => void): Promise<number> {
    await this.#beginAnew();
    return this.run(progress);
  }

  /** How many marks a reader has to reckon in beside the sums; null where so much waits that she had better count for herself. */
  async waiting(): Promise<number | null> {
    const found = await this.database.one<{ state: string; marks: number }>(sql`
      SELECT counted_by AS state,
        (SELECT CAST(COUNT(*) AS INTEGER) FROM (SELECT 1 FROM figure_mark LIMIT ${ADDS_UP + 1}) AS m) AS marks
      FROM figure_state`);
    if (!found || found.marks > ADDS_UP) return null;
    if (found.state === this.#rules) {
      if (found.marks > FEW) this.jobs.soon(JOB);
      return found.marks;
    }
    if (await this.#isLarge()) return null;
    await this.run();
    return 0;
  }

  /** By what rules a fact is made: those of the code, and where the network's days begin. */
  get #rules(): string {
    return `${RULES} ${this.settings.networkTimezone}`;
  }

  #isOurs(state: string): boolean {
    return state === this.#rules || state.startsWith(this.#rules + UP_TO);
  }

  async #isLarge(): Promise<boolean> {
    return (await this.database.all(sql`SELECT 1 FROM referral LIMIT ${ADDS_UP + 1}`)).length > ADDS_UP;
  }

  #beginAnew(): Promise<void> {
    return this.database.write(async (tx) => {
      await writeState(tx, this.#rules + UP_TO);
      for (const table of [sql`figure_mark`, sql`figure_fact`, sql`figure_sum`])
        await tx.run(sql`DELETE FROM ${table}`);
    });
  }

  #step(): Promise<number> {
    return this.database.write(async (tx) => {
      // One at a time: two that fold the same would count it twice. A server that counts by other rules leaves it alone.
      await tx.run(sql`UPDATE figure_state SET counted_by = counted_by`);
      const state = await stateOf(tx);
      if (!this.#isOurs(state)) return 0;
      return state === this.#rules ? this.#fold(tx) : this.#goOn(tx, state.slice(this.#rules.length + UP_TO.length));
    });
  }

  async #fold(tx: Transaction): Promise<number> {
    const marks = await tx.all<{ id: string; referralId: string }>(
      sql`SELECT id, referral_id AS "referralId" FROM figure_mark ORDER BY id LIMIT ${BATCH}`,
    );
    if (marks.length === 0) return 0;
    await this.#replace(tx, [...new Set(marks.map(({ referralId }) => referralId))]);
    const ids = marks.map(({ id }) => id);
    await tx.run(sql`DELETE FROM figure_mark WHERE ${isOneOf(tx, sql`id`, ids)}`);
    return marks.length;
  }

  /** In the order of sending: a batch then touches few days. What changes behind it has its mark. */
  async #goOn(tx: Transaction, upTo: string): Promise<number> {
    const [sentAt = '', id = ''] = upTo.split(' ');
    await followIndexes(tx);
    const sent = await tx.all<{ id: string; sentAt: string }>(sql`
      SELECT id, sent_at AS "sentAt" FROM referral WHERE (sent_at, id) > (${sentAt}, ${id})
      ORDER BY sent_at, id LIMIT ${BATCH}`);
    const last = sent.at(-1);
    await writeState(tx, last ? `${this.#rules}${UP_TO}${last.sentAt} ${last.id}` : this.#rules);
    if (!last) return this.#fold(tx);
    await this.#replace(
      tx,
      sent.map((each) => each.id),
    );
    return sent.length;
  }

  async #replace(tx: Transaction, ids: readonly string[]): Promise<void> {
    const turn = await turnOf(tx, ids, this.settings.networkTimezone);
    await saveFacts(tx, turn);
    await saveSums(tx, turn);
  }
}

const stateOf = async (reader: Reader): Promise<string> =>
  (await reader.one<{ state: string }>(sql`SELECT counted_by AS state FROM figure_state`))?.state ?? '';

const writeState = (tx: Transaction, state: string): Promise<number> =>
  tx.run(sql`UPDATE figure_state SET counted_by = ${state}`);

async function saveFacts(tx: Transaction, { before, after }: Turn): Promise<void> {
  for (const side of SIDES) {
    const gone = before.filter((fact) => fact.side === side).map(({ referralId }) => referralId);
    if (gone.length > 0)
      await tx.run(sql`DELETE FROM figure_fact WHERE side = ${side} AND ${isOneOf(tx, sql`referral_id`, gone)}`);
  }
  if (after.length === 0) return;
  const rows = after.map((row) => [
    ...[row.referralId, row.side, row.organizationId, row.narrowedTo],
    ...[row.day, row.dueAt, row.fact],
  ]);
  await tx.run(sql`
    INSERT INTO figure_fact (referral_id, side, organization_id, narrowed_to, day, due_at, fact) ${selectRows(tx, rows)}`);
}

const SIDES: readonly FactSide[] = ['SENT', 'RECEIVED', 'NEED'];
