import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AttributeFact } from '../listing-facts.js';

export const VERIFICATION_CAUSES = ['REFUSAL', 'ROUTINE', 'AGE'] as const;
export type VerificationCauseValue = (typeof VERIFICATION_CAUSES)[number];

export const VERIFICATION_RESULTS = ['CONFIRMED', 'CHANGED', 'NO_ANSWER', 'ASKED_NOT_TO_BE_LISTED'] as const;
export type VerificationResultValue = (typeof VERIFICATION_RESULTS)[number];

/** One answer of one listing that the network has to ask about again. Why is told to nobody but the network. */
@Entity('verification_task')
@Index('ix_verification_task_listing', ['listingId', 'attributeCode'])
@Index('ix_verification_task_due', ['dueAt'])
export class VerificationTaskRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_verification_task' })
  id!: string;

  @ForeignKey('ListingRow', { name: 'fk_verification_task_listing' })
  @Column({ name: 'listing_id', type: 'text' })
  listingId!: string;

  @Column({ name: 'attribute_code', type: 'text' })
  attributeCode!: string;

  @Column({ name: 'cause', type: 'text' })
  cause!: VerificationCauseValue;

  /** Why it was opened, where a refusal took the place of another cause since; null where that never changed. */
  @Column({ name: 'first_cause', type: 'text', nullable: true })
  firstCause!: VerificationCauseValue | null;

  @Column({ name: 'opened_at', type: 'text' })
  openedAt!: string;

  @Column({ name: 'due_at', type: 'text' })
  dueAt!: string;

  /** Before this instant the public face shows nothing of the task, and nothing that came of it. */
  @Column({ name: 'visible_from', type: 'text' })
  visibleFrom!: string;

  /** How often nobody answered. */
  @Column({ name: 'tries', type: 'integer' })
  tries!: number;

  @Column({ name: 'resolved_at', type: 'text', nullable: true })
  resolvedAt!: string | null;

  /** NO_ANSWER stands on tasks that are still open. */
  @Column({ name: 'result', type: 'text', nullable: true })
  result!: VerificationResultValue | null;

  /** The network's own note about the place; nothing about any woman belongs here. */
  @Column({ name: 'note', type: 'text', nullable: true })
  note!: string | null;

  @ForeignKey('Staff', { name: 'fk_verification_task_resolved_by' })
  @Column({ name: 'resolved_by_id', type: 'text', nullable: true })
  resolvedById!: string | null;

  /** What the public face goes on saying until `visibleFrom`; null while the task is open, and again once it is not needed. */
  @Column({ name: 'old_answer', type: 'simple-json', nullable: true })
  oldAnswer!: AttributeFact | null;
}

/**
 * That somebody was refused for a reason. Who, nobody can say: the key is a keyed hash of her and this listing (or of a day of calls), and there is no
 * date but the quarter. The same woman refused again in one quarter is one row, and counts once over all quarters.
 */
@Entity('refusal_evidence')
export class RefusalEvidenceRow {
  @ForeignKey('ListingRow', { name: 'fk_refusal_evidence_listing' })
  @PrimaryColumn({ name: 'listing_id', type: 'text', primaryKeyConstraintName: 'pk_refusal_evidence' })
  listingId!: string;

  @PrimaryColumn({ name: 'reason_code', type: 'text', primaryKeyConstraintName: 'pk_refusal_evidence' })
  reasonCode!: string;

  @PrimaryColumn({ name: 'source_key', type: 'text', primaryKeyConstraintName: 'pk_refusal_evidence' })
  sourceKey!: string;

  /** `2026-Q1` */
  @PrimaryColumn({ name: 'quarter', type: 'text', primaryKeyConstraintName: 'pk_refusal_evidence' })
  quarter!: string;

  /** The network found since that it is otherwise; the public face learns it from this instant on. */
  @Column({ name: 'cleared_from', type: 'text', nullable: true })
  clearedFrom!: string | null;
}
