import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** From which side a referral is counted, or that it is a need of hers, which may have taken several. */
export type FactSide = 'SENT' | 'RECEIVED' | 'NEED';

/** Something about this referral may have changed since it was counted: written by the database itself, with every change, in its transaction. */
@Entity('figure_mark')
export class FigureMarkRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_figure_mark' })
  id!: string;

  @Column({ name: 'referral_id', type: 'text' })
  referralId!: string;
}

/** What one referral has put into the sums, so that it can be taken out again. No note and nothing sealed; no foreign key, because it outlives what it counted by a moment. */
@Entity('figure_fact')
@Index('ix_figure_fact_due', ['organizationId', 'side', 'dueAt', 'day', 'narrowedTo'])
export class FigureFactRow {
  @PrimaryColumn({ name: 'referral_id', type: 'text', primaryKeyConstraintName: 'pk_figure_fact' })
  referralId!: string;

  @PrimaryColumn({ name: 'side', type: 'text', primaryKeyConstraintName: 'pk_figure_fact' })
  side!: FactSide;

  @Column({ name: 'organization_id', type: 'text' })
  organizationId!: string;

  /** The listing that consent narrows it to; empty where it does not. */
  @Column({ name: 'narrowed_to', type: 'text' })
  narrowedTo!: string;

  /** The day it was sent, as the network counts its days. */
  @Column({ name: 'day', type: 'text' })
  day!: string;

  /** What is due next while it is open: whether it is late is asked of the clock, not kept. */
  @Column({ name: 'due_at', type: 'text', nullable: true })
  dueAt!: string | null;

  @Column({ name: 'fact', type: 'text' })
  fact!: string;
}

/** The sums of one day or one month, `2026-03-04` or `2026-03`. */
@Entity('figure_sum')
export class FigureSumRow {
  @PrimaryColumn({ name: 'organization_id', type: 'text', primaryKeyConstraintName: 'pk_figure_sum' })
  organizationId!: string;

  @PrimaryColumn({ name: 'side', type: 'text', primaryKeyConstraintName: 'pk_figure_sum' })
  side!: 'SENT' | 'RECEIVED';

  @PrimaryColumn({ name: 'period', type: 'text', primaryKeyConstraintName: 'pk_figure_sum' })
  period!: string;

  @PrimaryColumn({ name: 'narrowed_to', type: 'text', primaryKeyConstraintName: 'pk_figure_sum' })
  narrowedTo!: string;

  @Column({ name: 'sums', type: 'text' })
  sums!: string;
}

/** How the facts were made: where a server counts otherwise, they are made anew. One row. */
@Entity('figure_state')
export class FigureStateRow {
  @PrimaryColumn({ name: 'id', type: 'integer', primaryKeyConstraintName: 'pk_figure_state' })
  id!: number;

  @Column({ name: 'counted_by', type: 'text' })
  countedBy!: string;
}
