import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ContactMeans } from './may-contact.js';

/** Her worker means to reach her then: that something waits, and nothing of what. */
@Entity('planned_contact')
@Index('ix_planned_contact_client', ['clientId', 'at'])
export class PlannedContactRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_planned_contact' })
  id!: string;

  @ForeignKey('ClientRow', { name: 'fk_planned_contact_client' })
  @Column({ name: 'client_id', type: 'text' })
  clientId!: string;

  @Column({ name: 'means', type: 'text' })
  means!: ContactMeans;

  @Column({ name: 'at', type: 'text' })
  at!: string;

  @Column({ name: 'voicemail', type: 'boolean' })
  voicemail!: boolean;

  /** Her worker says that it lies within the times that she told in words. */
  @Column({ name: 'within_safe_times', type: 'boolean' })
  withinSafeTimes!: boolean;

  @ForeignKey('Staff', { name: 'fk_planned_contact_planned_by' })
  @Column({ name: 'planned_by_id', type: 'text' })
  plannedById!: string;

  @Column({ name: 'planned_at', type: 'text' })
  plannedAt!: string;
}
