import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The head of one chain: where the next entry goes, and what it must cover. */
@Entity('audit_chain')
export class AuditChain {
  @PrimaryColumn({ name: 'chain', type: 'text', primaryKeyConstraintName: 'pk_audit_chain' })
  chain!: string;

  @Column({ name: 'length', type: 'integer' })
  length!: number;

  @Column({ name: 'last_hash', type: 'text' })
  lastHash!: string;
}

/** Who did what to which thing, when, and (for a reading that needs one) why. Rows are added, never changed; no content is in them. */
@Entity('audit_entry')
@Index('ux_audit_entry_chain_position', ['chain', 'position'], { unique: true })
@Index('ix_audit_entry_subject', ['subjectId'])
export class AuditEntryRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_audit_entry' })
  id!: string;

  /** The organization whose trail this is, or `network`. */
  @Column({ name: 'chain', type: 'text' })
  chain!: string;

  /** 1, 2, 3 … within the chain, without a gap. */
  @Column({ name: 'position', type: 'integer' })
  position!: number;

  @Column({ name: 'at', type: 'text' })
  at!: string;

  /** Null: the system itself. */
  @Column({ name: 'actor_id', type: 'text', nullable: true })
  actorId!: string | null;

  @Column({ name: 'action', type: 'text' })
  action!: string;

  @Column({ name: 'subject_type', type: 'text' })
  subjectType!: string;

  @Column({ name: 'subject_id', type: 'text' })
  subjectId!: string;

  @Column({ name: 'purpose', type: 'text', nullable: true })
  purpose!: string | null;

  @Column({ name: 'hash', type: 'text' })
  hash!: string;
}
