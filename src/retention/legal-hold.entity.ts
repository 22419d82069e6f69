import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Nothing of one woman may be erased, because somebody said so and why: until it is ended, as explicitly. It opens nothing to anybody. */
@Entity('legal_hold')
@Index('ix_legal_hold_client', ['clientId', 'endedAt'])
@Index('ix_legal_hold_organization', ['organizationId', 'endedAt'])
export class LegalHoldRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_legal_hold' })
  id!: string;

  @ForeignKey('ClientRow', { name: 'fk_legal_hold_client' })
  @Column({ name: 'client_id', type: 'text' })
  clientId!: string;

  @ForeignKey('OrganizationRow', { name: 'fk_legal_hold_organization' })
  @Column({ name: 'organization_id', type: 'text' })
  organizationId!: string;

  /** Sealed under her key, as `endReason`: it may name a court or a person. */
  @Column({ name: 'reason', type: 'text' })
  reason!: string;

  @ForeignKey('Staff', { name: 'fk_legal_hold_placed_by' })
  @Column({ name: 'placed_by_id', type: 'text' })
  placedById!: string;

  @Column({ name: 'placed_at', type: 'text' })
  placedAt!: string;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason!: string | null;

  @ForeignKey('Staff', { name: 'fk_legal_hold_ended_by' })
  @Column({ name: 'ended_by_id', type: 'text', nullable: true })
  endedById!: string | null;

  @Column({ name: 'ended_at', type: 'text', nullable: true })
  endedAt!: string | null;
}
