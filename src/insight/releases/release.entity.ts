import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PeriodKind } from './release-rules.js';
import type { WorkloadSize } from './workload.js';

/** One sealed period. The database itself refuses to change or remove any row of these tables. */
@Entity('release')
@Index('ux_release_period', ['scope', 'period', 'edition'], { unique: true })
export class ReleaseRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_release' })
  id!: string;

  /** Whose figures: the network's. */
  @Column({ name: 'scope', type: 'text' })
  scope!: string;

  /** Which set of tables: STANDARD or MINI. */
  @Column({ name: 'size', type: 'text' })
  size!: WorkloadSize;

  @Column({ name: 'period', type: 'text' })
  period!: string;

  @Column({ name: 'kind', type: 'text' })
  kind!: PeriodKind;

  /** The first instant of the period. */
  @Column({ name: 'starts_at', type: 'text' })
  startsAt!: string;

  /** 1; a period that two administrators had sealed again after an incident has a 2 beside it. */
  @Column({ name: 'edition', type: 'integer' })
  edition!: number;

  @ForeignKey('ReleaseRow', { name: 'fk_release_replaces' })
  @Column({ name: 'replaces_id', type: 'text', nullable: true })
  replacesId!: string | null;

  /** Why it was sealed again. */
  @Column({ name: 'incident', type: 'text', nullable: true })
  incident!: string | null;

  /** In ten-thousandths. */
  @Column({ name: 'rho_units', type: 'integer' })
  rhoUnits!: number;

  @Column({ name: 'delta', type: 'double precision' })
  delta!: number;

  @Column({ name: 'workload_version', type: 'text' })
  workloadVersion!: string;

  /** What was declared before any data was read: dimensions with their values and names, as JSON. */
  @Column({ name: 'declared', type: 'text' })
  declared!: string;

  @Column({ name: 'sealed_at', type: 'text' })
  sealedAt!: string;

  /** Null: whoever runs the server. */
  @ForeignKey('Staff', { name: 'fk_release_sealed_by' })
  @Column({ name: 'sealed_by_id', type: 'text', nullable: true })
  sealedById!: string | null;

  /** Over everything above and the checksums of its tables. */
  @Column({ name: 'checksum', type: 'text' })
  checksum!: string;
}

@Entity('release_cube')
export class ReleaseCubeRow {
  @ForeignKey('ReleaseRow', { name: 'fk_release_cube_release' })
  @PrimaryColumn({ name: 'release_id', type: 'text', primaryKeyConstraintName: 'pk_release_cube' })
  releaseId!: string;

  @PrimaryColumn({ name: 'cube', type: 'text', primaryKeyConstraintName: 'pk_release_cube' })
  cube!: string;

  @Column({ name: 'place', type: 'integer' })
  place!: number;

  /** L: how many cells one woman may touch. */
  @Column({ name: 'most_cells', type: 'integer' })
  mostCells!: number;

  /** A fraction, `14/107`. */
  @Column({ name: 'weight', type: 'text' })
  weight!: string;

  /** The variance of the noise, a fraction. */
  @Column({ name: 'sigma_squared', type: 'text' })
  sigmaSquared!: string;

  @Column({ name: 'sigma', type: 'double precision' })
  sigma!: number;

  @Column({ name: 'threshold', type: 'integer' })
  threshold!: number;

  /** Over everything above and its cells. */
  @Column({ name: 'checksum', type: 'text' })
  checksum!: string;
}

/** A number with its noise in it. What it was without is nowhere. */
@Entity('release_cell')
export class ReleaseCellRow {
  @ForeignKey('ReleaseRow', { name: 'fk_release_cell_release' })
  @PrimaryColumn({ name: 'release_id', type: 'text', primaryKeyConstraintName: 'pk_release_cell' })
  releaseId!: string;

  @PrimaryColumn({ name: 'cube', type: 'text', primaryKeyConstraintName: 'pk_release_cell' })
  cube!: string;

  /** Its place in the declared order. */
  @PrimaryColumn({ name: 'place', type: 'integer', primaryKeyConstraintName: 'pk_release_cell' })
  place!: number;

  @Column({ name: 'key', type: 'text' })
  key!: string;

  /** Null where there can be nothing. */
  @Column({ name: 'noisy', type: 'integer', nullable: true })
  noisy!: number | null;
}

/** What was spent of the women's protection, and under which cap. Written first: of two who seal one period, one waits here. */
@Entity('release_ledger')
@Index('ux_release_ledger_period', ['scope', 'period', 'edition'], { unique: true })
export class ReleaseLedgerRow {
  @PrimaryColumn({ name: 'release_id', type: 'text', primaryKeyConstraintName: 'pk_release_ledger' })
  releaseId!: string;

  @Column({ name: 'scope', type: 'text' })
  scope!: string;

  @Column({ name: 'period', type: 'text' })
  period!: string;

  @Column({ name: 'edition', type: 'integer' })
  edition!: number;

  @Column({ name: 'starts_at', type: 'text' })
  startsAt!: string;

  @Column({ name: 'rho_units', type: 'integer' })
  rhoUnits!: number;

  @Column({ name: 'cap_units', type: 'integer' })
  capUnits!: number;

  @Column({ name: 'at', type: 'text' })
  at!: string;
}

/** What an administrator decided or asks: parameters, a higher cap, sealing again after an incident. */
@Entity('release_decision')
export class ReleaseDecisionRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_release_decision' })
  id!: string;

  @Column({ name: 'scope', type: 'text' })
  scope!: string;

  @Column({ name: 'kind', type: 'text' })
  kind!: 'PARAMETERS' | 'HIGHER_CAP' | 'SEAL_AGAIN';

  /** What is decided, as JSON. */
  @Column({ name: 'content', type: 'text' })
  content!: string;

  @ForeignKey('Staff', { name: 'fk_release_decision_by' })
  @Column({ name: 'by_id', type: 'text' })
  byId!: string;

  @Column({ name: 'at', type: 'text' })
  at!: string;
}

/** The second of two administrators; without it, what needs two is only asked. */
@Entity('release_approval')
export class ReleaseApprovalRow {
  @ForeignKey('ReleaseDecisionRow', { name: 'fk_release_approval_decision' })
  @PrimaryColumn({ name: 'decision_id', type: 'text', primaryKeyConstraintName: 'pk_release_approval' })
  decisionId!: string;

  @ForeignKey('Staff', { name: 'fk_release_approval_by' })
  @Column({ name: 'by_id', type: 'text' })
  byId!: string;

  @Column({ name: 'at', type: 'text' })
  at!: string;
}
