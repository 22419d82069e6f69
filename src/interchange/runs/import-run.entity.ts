import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export const IMPORT_STATUSES = ['READING', 'SAVING', 'DONE', 'FAILED'] as const;
export type ImportStatusValue = (typeof IMPORT_STATUSES)[number];

/** One import that an administrator started, and how far it is. What was uploaded is not kept. */
@Entity('import_run')
@Index('ix_import_run_started', ['startedAt'])
export class ImportRunRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_import_run' })
  id!: string;

  @Column({ name: 'source', type: 'text' })
  source!: string;

  @Column({ name: 'rehearsal', type: 'boolean' })
  rehearsal!: boolean;

  @Column({ name: 'status', type: 'text' })
  status!: ImportStatusValue;

  @ForeignKey('Staff', { name: 'fk_import_run_staff' })
  @Column({ name: 'started_by', type: 'text' })
  startedBy!: string;

  @Column({ name: 'started_at', type: 'text' })
  startedAt!: string;

  /** When the process that runs it last said so: one that fell silent was cut off. */
  @Column({ name: 'seen_at', type: 'text' })
  seenAt!: string;

  @Column({ name: 'finished_at', type: 'text', nullable: true })
  finishedAt!: string | null;

  @Column({ name: 'bytes_read', type: 'integer' })
  bytesRead!: number;

  @Column({ name: 'bytes_total', type: 'integer' })
  bytesTotal!: number;

  /** JSON of ImportNumbers, once it is done. */
  @Column({ name: 'report', type: 'text', nullable: true })
  report!: string | null;

  /** Why nothing of it came in, in words; only where it failed. */
  @Column({ name: 'problem', type: 'text', nullable: true })
  problem!: string | null;
}

export const IMPORT_PROBLEM_KINDS = ['QUARANTINED', 'LEFT_UNKNOWN'] as const;
export type ImportProblemKindValue = (typeof IMPORT_PROBLEM_KINDS)[number];

/** A row, or a field of one, that did not come in. The value is not repeated. */
@Entity('import_problem')
export class ImportProblemRow {
  @ForeignKey('ImportRunRow', { name: 'fk_import_problem_run' })
  @PrimaryColumn({ name: 'import_id', type: 'text', primaryKeyConstraintName: 'pk_import_problem' })
  importId!: string;

  @PrimaryColumn({ name: 'position', type: 'integer', primaryKeyConstraintName: 'pk_import_problem' })
  position!: number;

  @Column({ name: 'kind', type: 'text' })
  kind!: ImportProblemKindValue;

  @Column({ name: 'file', type: 'text' })
  file!: string;

  /** Null where it is about all rows of a table. */
  @Column({ name: 'row', type: 'integer', nullable: true })
  row!: number | null;

  @Column({ name: 'rows', type: 'integer' })
  rows!: number;

  @Column({ name: 'table_name', type: 'text', nullable: true })
  table!: string | null;

  @Column({ name: 'field', type: 'text', nullable: true })
  field!: string | null;

  @Column({ name: 'reason', type: 'text' })
  reason!: string;
}
