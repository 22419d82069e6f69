import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A woman's worker changed by somebody else's doing than her worker's own: taken over, or given to somebody. Both workers see it. */
@Entity('client_assignment')
@Index('ix_client_assignment_from', ['fromId', 'at'])
@Index('ix_client_assignment_to', ['toId', 'at'])
export class ClientAssignmentRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_client_assignment' })
  id!: string;

  @ForeignKey('ClientRow', { name: 'fk_client_assignment_client' })
  @Column({ name: 'client_id', type: 'text' })
  clientId!: string;

  /** Null: nobody was her worker. */
  @ForeignKey('Staff', { name: 'fk_client_assignment_from' })
  @Column({ name: 'from_id', type: 'text', nullable: true })
  fromId!: string | null;

  @ForeignKey('Staff', { name: 'fk_client_assignment_to' })
  @Column({ name: 'to_id', type: 'text' })
  toId!: string;

  @ForeignKey('Staff', { name: 'fk_client_assignment_by' })
  @Column({ name: 'by_id', type: 'text' })
  byId!: string;

  @Column({ name: 'at', type: 'text' })
  at!: string;

  /** Why, as she who did it said; null where she had said why she acted for her before. */
  @Column({ name: 'purpose', type: 'text', nullable: true })
  purpose!: string | null;
}
