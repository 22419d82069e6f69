import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A session is known by the hash of its token: who reads the database cannot sign in with what stands in it. */
@Entity('staff_session')
@Index('ix_staff_session_staff', ['staffId'])
@Index('ux_staff_session_id', ['id'], { unique: true })
export class StaffSession {
  @PrimaryColumn({ name: 'token_hash', type: 'text', primaryKeyConstraintName: 'pk_staff_session' })
  tokenHash!: string;

  /** By which its owner names it; it opens nothing. */
  @Column({ name: 'id', type: 'text' })
  id!: string;

  @ForeignKey('Staff', { name: 'fk_staff_session_staff' })
  @Column({ name: 'staff_id', type: 'text' })
  staffId!: string;

  @Column({ name: 'began_at', type: 'text' })
  beganAt!: string;

  /** To the minute: not every question is written down. */
  @Column({ name: 'last_used_at', type: 'text' })
  lastUsedAt!: string;

  @Column({ name: 'expires_at', type: 'text' })
  expiresAt!: string;
}
