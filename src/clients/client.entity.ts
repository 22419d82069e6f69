import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AgeBandValue, PregnancyValue } from './client-details.js';

/** A woman as her own organization knows her: a random code, never a name. What could point at her is sealed under a key of her own. */
@Entity('client')
@Index('ux_client_code', ['code'], { unique: true })
@Index('ux_client_passphrase', ['organizationId', 'passphraseHash'], { unique: true })
@Index('ux_client_came_by', ['cameByReferralId'], { unique: true })
@Index('ix_client_assigned_to', ['assignedToId'])
@Index('ix_client_counted_as', ['countMe', 'id', 'countedAs'])
export class ClientRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_client' })
  id!: string;

  @ForeignKey('OrganizationRow', { name: 'fk_client_organization' })
  @Column({ name: 'organization_id', type: 'text' })
  organizationId!: string;

  @Column({ name: 'version', type: 'integer' })
  version!: number;

  @Column({ name: 'code', type: 'text' })
  code!: string;

  @ForeignKey('Staff', { name: 'fk_client_assigned_to' })
  @Column({ name: 'assigned_to_id', type: 'text', nullable: true })
  assignedToId!: string | null;

  /** Coarse on purpose: figures need it, and it points at nobody. */
  @Column({ name: 'age_band', type: 'text' })
  ageBand!: AgeBandValue;

  @Column({ name: 'pregnancy', type: 'text' })
  pregnancy!: PregnancyValue;

  @Column({ name: 'count_me', type: 'boolean' })
  countMe!: boolean;

  /** ClientDetails as JSON, sealed under her key. */
  @Column({ name: 'details', type: 'text' })
  details!: string;

  /** A keyed hash of words she chose. */
  @Column({ name: 'passphrase_hash', type: 'text', nullable: true })
  passphraseHash!: string | null;

  /** The referral by which she came from another organization, so that she is counted once. */
  @Column({ name: 'came_by_referral_id', type: 'text', nullable: true })
  cameByReferralId!: string | null;

  /**
   * One woman, one key, wherever she was opened: random, and carried over from the woman whom her referral belongs to. Figures count by it; no field
   * serves it, and nothing compares two women by it for a reader.
   */
  @Column({ name: 'counted_as', type: 'text', default: '' })
  countedAs!: string;

  @Column({ name: 'opened_at', type: 'text' })
  openedAt!: string;

  /** From then on it is an empty stub, so that counts stay right; to every reader she does not exist. */
  @Column({ name: 'erased_at', type: 'text', nullable: true })
  erasedAt!: string | null;
}

/** Her key, wrapped by the deployment's. Without this row, nothing that was sealed under it can be read again. */
@Entity('client_key')
export class ClientKeyRow {
  @ForeignKey('ClientRow', { name: 'fk_client_key_client' })
  @PrimaryColumn({ name: 'client_id', type: 'text', primaryKeyConstraintName: 'pk_client_key' })
  clientId!: string;

  @Column({ name: 'wrapped', type: 'text' })
  wrapped!: string;
}

/** A colleague or manager looked at her, and said why. Her worker sees it. */
@Entity('client_opening')
@Index('ix_client_opening_client', ['clientId', 'staffId'])
export class ClientOpeningRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_client_opening' })
  id!: string;

  @ForeignKey('ClientRow', { name: 'fk_client_opening_client' })
  @Column({ name: 'client_id', type: 'text' })
  clientId!: string;

  @ForeignKey('Staff', { name: 'fk_client_opening_staff' })
  @Column({ name: 'staff_id', type: 'text' })
  staffId!: string;

  @Column({ name: 'purpose', type: 'text' })
  purpose!: string;

  @Column({ name: 'opened_at', type: 'text' })
  openedAt!: string;

  /** Until then she may also act for her: a shift, no more. */
  @Column({ name: 'until', type: 'text' })
  until!: string;
}
