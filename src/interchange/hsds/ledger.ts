import type { FileCounts, Mended, Merged, NotUsed, Quarantined, RowCounts, SourceRef } from './source-records.js';

type Outcome = 'open' | 'imported' | 'merged' | 'quarantined' | 'not-used';

/** One row of the source and what became of it. It is settled once; only a row that is still open can be settled. */
export class SourceRow {
  private outcome: Outcome = 'open';

  constructor(
    private readonly ledger: Ledger,
    readonly ref: SourceRef,
    readonly table: string,
  ) {}

  get isOpen(): boolean {
    return this.outcome === 'open';
  }

  get isQuarantined(): boolean {
    return this.outcome === 'quarantined';
  }

  get became(): Outcome {
    return this.outcome;
  }

  /** It is in an organization or a listing. A row may give something to several listings, so saying it again changes nothing. */
  takeIn(): void {
    if (this.isOpen) this.outcome = 'imported';
  }

  /** Another row says the same, or says it later. */
  mergeInto(other: SourceRef): void {
    if (!this.isOpen) return;
    this.outcome = 'merged';
    this.ledger.merged.push({ ref: this.ref, into: other });
  }

  quarantine(field: string | null, reason: string): void {
    if (!this.isOpen) return;
    this.outcome = 'quarantined';
    this.ledger.quarantined.push({ ref: this.ref, table: this.table, field, reason });
  }

  leaveAside(reason: string): void {
    if (!this.isOpen) return;
    this.outcome = 'not-used';
    this.ledger.leftAside(this, reason);
  }

  /** The row comes in, this part of it does not. */
  mend(field: string, reason: string): void {
    this.ledger.mended.push({ ref: this.ref, field, reason });
  }
}

/** Every row that was read, so that the counts add up because they are counted, not because they are believed. */
export class Ledger {
  readonly quarantined: Quarantined[] = [];
  readonly mended: Mended[] = [];
  readonly merged: Merged[] = [];
  private readonly rows: SourceRow[] = [];
  private readonly aside = new Map<string, NotUsed>();

  read(file: string, row: number, table: string): SourceRow {
    const read = new SourceRow(this, { file, row }, table);
    this.rows.push(read);
    return read;
  }

  leftAside(row: SourceRow, reason: string): void {
    const { file } = row.ref;
    const key = JSON.stringify([file, row.table, reason]);
    const group = this.aside.get(key) ?? { file, table: row.table, rows: 0, reason };
    group.rows += 1;
    this.aside.set(key, group);
  }

  get notUsed(): NotUsed[] {
    return [...this.aside.values()];
  }

  /** Throws when a row was forgotten: that is a mistake of ours, and a count that hides it would be a lie. */
  counts(): FileCounts[] {
    const byTable = new Map<string, FileCounts>();
    for (const row of this.rows) {
      const key = JSON.stringify([row.ref.file, row.table]);
      const counts = byTable.get(key) ?? { file: row.ref.file, table: row.table, ...nothing() };
      byTable.set(key, counts);
      counts.read += 1;
      if (row.became === 'open') throw new Error(`${row.ref.file} row ${row.ref.row} was read and never settled`);
      if (row.became === 'quarantined') counts.quarantined += 1;
      else if (row.became === 'not-used') counts.notUsed += 1;
      else counts.imported += 1;
      if (row.became === 'merged') counts.merged += 1;
    }
    return [...byTable.values()];
  }
}

const nothing = (): RowCounts => ({ read: 0, imported: 0, merged: 0, quarantined: 0, notUsed: 0 });
