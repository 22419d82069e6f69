import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ConsentMethodValue, SharedFieldValue } from './consent-terms.js';

/** One consent, one receiver, one purpose. */
@Entity('consent')
@Index('ix_consent_client', ['clientId'])
@Index('ix_consent_receiver', ['receiverId'])
@Index('ix_consent_until_plan', ['untilPlanId'])
export class ConsentRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_consent' })
  id!: string;

  @ForeignKey('ClientRow', { name: 'fk_consent_client' })
  @Column({ name: 'client_id', type: 'text' })
  clientId!: string;

  @ForeignKey('OrganizationRow', { name: 'fk_consent_receiver' })
  @Column({ name: 'receiver_id', type: 'text' })
  receiverId!: string;

  @ForeignKey('ListingRow', { name: 'fk_consent_listing' })
  @Column({ name: 'listing_id', type: 'text', nullable: true })
  listingId!: string | null;

  /** Sealed under her key: it stays hers to read after the consent's own key is gone. */
  @Column({ name: 'purpose', type: 'text' })
  purpose!: string;

  @Column({ name: 'fields', type: 'simple-json' })
  fields!: SharedFieldValue[];

  @Column({ name: 'method', type: 'text' })
  method!: ConsentMethodValue;

  @Column({ name: 'told_she_may_refuse', type: 'boolean' })
  toldSheMayRefuse!: boolean;

  @Column({ name: 'statement_version', type: 'text' })
  statementVersion!: string;

  @Column({ name: 'language', type: 'text' })
  language!: string;

  @Column({ name: 'given_at', type: 'text' })
  givenAt!: string;

  @Column({ name: 'expires_at', type: 'text' })
  expiresAt!: string;

  /** Given until the end of this plan: it expires with it, if that comes first. */
  @Column({ name: 'until_plan_id', type: 'text', nullable: true })
  untilPlanId!: string | null;

  @Column({ name: 'withdrawn_at', type: 'text', nullable: true })
  withdrawnAt!: string | null;

  @ForeignKey('Staff', { name: 'fk_consent_taken_by' })
  @Column({ name: 'taken_by_id', type: 'text' })
  takenById!: string;
}

/** The consent's key, wrapped. Withdrawal deletes this row, and with it everybody's way to what was shared. */
@Entity('consent_key')
export class ConsentKeyRow {
  @ForeignKey('ConsentRow', { name: 'fk_consent_key_consent' })
  @PrimaryColumn({ name: 'consent_id', type: 'text', primaryKeyConstraintName: 'pk_consent_key' })
  consentId!: string;

  @Column({ name: 'wrapped', type: 'text' })
  wrapped!: string;
}
