import { Injectable } from '@nestjs/common';
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import { AuditTrail, NETWORK_CHAIN } from '../../audit/index.js';
import { Clock, plusDays } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import type { ClockDoubted } from '../clock/clock-doubted.js';
import { ClockGuard } from '../clock/clock-guard.js';
import { Erasure } from '../erase/erasure.js';
import { daysOf, type NightlyCode } from '../retention-classes.js';
import { DUE_RECORDS, type DueRecords } from './due-records.js';
import { DUE_ROWS, type DueRows } from './due-rows.js';

/** As many records as one transaction erases: nobody waits long behind it, and a stop in the middle loses nothing. */
const BATCH = 25;

export interface RetentionCount {
  code: NightlyCode;
  erased: number;
  /** Due, and kept by a legal hold. */
  held: number;
}

export interface RetentionReport {
  /** Null: by a clock that can be relied on. */
  refused: ClockDoubted | null;
  counts: RetentionCount[];
}

interface Due {
  id: string;
  organization_id: string;
  client_id: string;
}

/** Of one organization, or of nobody's. */
interface Counted {
  organization_id: string | null;
  due: number;
  held: number;
}

/**
 * Every night: what is older than seeds/retention.json lets it be is erased, and how much stands in the trail of the network and of each
 * organization. What was erased is due no more, so that running twice does nothing twice. A dry run counts by the same statements and writes nothing.
 */
@Injectable()
export class RunRetention {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly guard: ClockGuard,
    private readonly erasure: Erasure,
    private readonly trail: AuditTrail,
  ) {}

  async dryRun(): Promise<RetentionReport> {
    const counts: RetentionCount[] = [];
    for (const { code, query } of [...DUE_ROWS.map(countRows), ...DUE_RECORDS.map(countRecords)])
      counts.push(tally(code, await this.database.all<Counted>(query(this.#before(code)))));
    return { refused: await this.guard.doubt(this.database), counts };
  }

  async run(): Promise<RetentionReport> {
    const refused = await this.guard.look();
    if (refused !== null) return { refused, counts: [] };
    const runId = newId();
    const counts: RetentionCount[] = [];
    for (const rows of DUE_ROWS) counts.push(await this.#rows(runId, rows));
    for (const records of DUE_RECORDS) counts.push(await this.#records(runId, records));
    await this.database.write(async (tx) => {
      await this.guard.ran(tx);
      await this.#record(tx, runId, 'retention.run', [[NETWORK_CHAIN, sayCounts(counts)]]);
    });
    return { refused: null, counts };
  }

  #before = (code: NightlyCode): string => plusDays(this.clock.now(), -daysOf(code));

  #rows(runId: string, rows: DueRows): Promise<RetentionCount> {
    const before = this.#before(rows.code);
    return this.database.write(async (tx) => {
      const counted = await tx.all<Counted>(countRows(rows).query(before));
      for (const { table, which, ofWoman } of rows.tables)
        await tx.run(sql`DELETE FROM ${raw(table)} WHERE ${which(before)} ${ofWoman ? NOT_HELD : empty}`);
      await this.#say(tx, runId, rows.code, counted);
      return tally(rows.code, counted);
    });
  }

  async #records(runId: string, records: DueRecords): Promise<RetentionCount> {
    const before = this.#before(records.code);
    const all = await this.database.all<Counted>(countRecords(records).query(before));
    const { held } = tally(records.code, all);
    let erased = 0;
    for (let batch = -1; batch !== 0; erased += batch < 0 ? 0 : batch)
      batch = await this.database.write((tx) => this.#batch(tx, runId, records, before));
    return { code: records.code, erased, held };
  }

  /** How many: 0 when nothing is left that may go. */
  async #batch(tx: Transaction, runId: string, { code, kind, due }: DueRecords, before: string): Promise<number> {
    const looked = await tx.all<Due>(sql`
      SELECT due.id, due.organization_id, due.client_id FROM (${due(before)}) due
      WHERE NOT ${HELD} ORDER BY due.id LIMIT ${BATCH}`);
    const found = await stillFree(tx, looked);
    for (const { id } of found) await this.erasure.erase(tx, kind, id);
    const organizations = [...new Set(found.map((each) => each.organization_id))];
    await this.#say(
      tx,
      runId,
      code,
      organizations.map((id) => ({
        ...{ organization_id: id, held: 0 },
        due: found.filter((each) => each.organization_id === id).length,
      })),
    );
    return found.length;
  }

  /** Each organization reads in its own trail how much of its own went; the network's says how much in all. */
  async #say(tx: Transaction, runId: string, code: NightlyCode, counted: readonly Counted[]): Promise<void> {
    const { erased } = tally(code, counted);
    if (erased === 0) return;
    const own = counted.flatMap(({ organization_id, due }): [string, string][] =>
      organization_id && due > 0 ? [[organization_id, `${code} ${due}`]] : [],
    );
    await this.#record(tx, runId, 'retention.erase', [...own, [NETWORK_CHAIN, `${code} ${erased}`]]);
  }

  /** The numbers stand where another entry has its purpose: they are covered by its hash like everything else. */
  #record(tx: Transaction, runId: string, action: string, said: readonly (readonly [string, string])[]): Promise<void> {
    return this.trail.record(
      tx,
      ...said.map(([chain, purpose]) => ({
        ...{ chain, actorId: null, action, purpose },
        ...{ subjectType: 'retention', subjectId: runId },
      })),
    );
  }
}

/** Whoever places a hold on one of these women now waits until this is over; who was quicker is heeded. */
async function stillFree(tx: Transaction, found: readonly Due[]): Promise<readonly Due[]> {
  if (tx.kind === 'sqlite' || found.length === 0) return found;
  const women = [...new Set(found.map(({ client_id }) => client_id))].sort();
  await tx.all(sql`SELECT id FROM client WHERE id IN (${join(women)}) ORDER BY id FOR UPDATE`);
  const held = await tx.all<{ client_id: string }>(
    sql`SELECT client_id FROM legal_hold WHERE ended_at IS NULL AND client_id IN (${join(women)})`,
  );
  return found.filter(({ client_id }) => !held.some((each) => each.client_id === client_id));
}

const HOLD = 'SELECT 1 FROM legal_hold h WHERE h.ended_at IS NULL AND h.client_id';
const HELD = sql`EXISTS (${raw(HOLD)} = due.client_id)`;
const NOT_HELD = sql`AND client_id NOT IN (SELECT h.client_id FROM legal_hold h WHERE h.ended_at IS NULL)`;

interface Counting {
  code: NightlyCode;
  query: (before: string) => Sql;
}

const countRecords = ({ code, due }: DueRecords): Counting => ({ code, query: (before) => counting(due(before)) });

const countRows = ({ code, tables }: DueRows): Counting => ({
  code,
  query: (before) => {
    const [first, ...more] = tables.map(({ table, which, ofWoman }) =>
      ofWoman
        ? sql`SELECT w.organization_id, w.id AS client_id FROM (SELECT client_id FROM ${raw(table)} WHERE ${which(before)}) x
            JOIN client w ON w.id = x.client_id`
        : sql`SELECT CAST(NULL AS TEXT) AS organization_id, CAST(NULL AS TEXT) AS client_id FROM ${raw(table)} WHERE ${which(before)}`,
    );
    return counting(more.reduce((all, each) => sql`${all} UNION ALL ${each}`, first ?? sql``));
  },
});

const counting = (due: Sql): Sql => sql`
  SELECT due.organization_id, CAST(SUM(CASE WHEN ${HELD} THEN 0 ELSE 1 END) AS INTEGER) AS due,
    CAST(SUM(CASE WHEN ${HELD} THEN 1 ELSE 0 END) AS INTEGER) AS held
  FROM (${due}) due GROUP BY due.organization_id ORDER BY due.organization_id`;

const tally = (code: NightlyCode, counted: readonly Counted[]): RetentionCount => ({
  code,
  erased: counted.reduce((sum, { due }) => sum + due, 0),
  held: counted.reduce((sum, { held }) => sum + held, 0),
});

/** `woman 12 (held 1), plan 3`; `nothing` where nothing was due. */
export function sayCounts(counts: readonly RetentionCount[]): string {
  const said = counts
    .filter(({ erased, held }) => erased > 0 || held > 0)
    .map(({ code, erased, held }) => `${code} ${erased}${held > 0 ? ` (held ${held})` : ''}`);
  return said.join(', ') || 'nothing';
}
