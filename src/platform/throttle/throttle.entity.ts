import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One counter: how often something was tried since its window began. Shared by every process on this database. */
@Entity('throttle')
@Index('ix_throttle_expires', ['expiresAt'])
export class ThrottleRow {
  /** The counter's name and a keyed hash of whom it counts: no address and no account stands here in clear. */
  @PrimaryColumn({ name: 'key', type: 'text', primaryKeyConstraintName: 'pk_throttle' })
  key!: string;

  @Column({ name: 'points', type: 'integer' })
  points!: number;

  @Column({ name: 'expires_at', type: 'text' })
  expiresAt!: string;
}
