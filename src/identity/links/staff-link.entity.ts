import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export type LinkPurpose = 'INVITATION' | 'RECOVERY';

/** A link that lets somebody choose a password, once. One of a kind for each member of staff: a newer one takes the older one's place. */
@Entity('staff_link')
@Index('ux_staff_link_staff', ['staffId', 'purpose'], { unique: true })
@Index('ux_staff_link_token', ['tokenHash'], { unique: true })
export class StaffLinkRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_staff_link' })
  id!: string;

  @ForeignKey('Staff', { name: 'fk_staff_link_staff' })
  @Column({ name: 'staff_id', type: 'text' })
  staffId!: string;

  @Column({ name: 'purpose', type: 'text' })
  purpose!: LinkPurpose;

  /** Null: a recovery that waits for the second person; there is no link yet. */
  @Column({ name: 'token_hash', type: 'text', nullable: true })
  tokenHash!: string | null;

  /** Of the word that the first person was told: a recovery's link does nothing without it. */
  @Column({ name: 'word_hash', type: 'text', nullable: true })
  wordHash!: string | null;

  /** The authenticator is lost too. */
  @Column({ name: 'second_factor_too', type: 'boolean' })
  secondFactorToo!: boolean;

  /** Null: whoever runs the server, at its console. */
  @ForeignKey('Staff', { name: 'fk_staff_link_asked_by' })
  @Column({ name: 'asked_by_id', type: 'text', nullable: true })
  askedById!: string | null;

  @Column({ name: 'asked_at', type: 'text' })
  askedAt!: string;

  /** Until the second person has said yes: when the request lapses; then: when the link does. */
  @Column({ name: 'expires_at', type: 'text' })
  expiresAt!: string;
}
