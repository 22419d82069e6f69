import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key of the house itself, wrapped by ALONGSIDE_KEY; which one opens it tells which one is in use. */
@Entity('house_secret')
export class HouseSecretRow {
  @PrimaryColumn({ name: 'name', type: 'text', primaryKeyConstraintName: 'pk_house_secret' })
  name!: string;

  /** Empty: it still follows from ALONGSIDE_KEY, as it did before there was this table. */
  @Column({ name: 'wrapped', type: 'text' })
  wrapped!: string;

  /** When it was first wrapped here. */
  @Column({ name: 'since', type: 'text' })
  since!: string;
}

/** One change of ALONGSIDE_KEY. At most one is not done. */
@Entity('key_change')
export class KeyChangeRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_key_change' })
  id!: string;

  /** The new key's name, which tells nothing of it: another one cannot come in between. */
  @Column({ name: 'key_check', type: 'text' })
  keyCheck!: string;

  @Column({ name: 'state', type: 'text' })
  state!: KeyChangeState;

  @Column({ name: 'began_at', type: 'text' })
  beganAt!: string;

  @Column({ name: 'ended_at', type: 'text', nullable: true })
  endedAt!: string | null;
}

/** LEARN: every process learns to open with the new key. REWRAP: it wraps with it, too, and what the old one wrapped is wrapped anew. */
export type KeyChangeState = 'LEARN' | 'REWRAP' | 'DONE';

/** A running process that holds the key. */
@Entity('key_process')
export class KeyProcessRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_key_process' })
  id!: string;

  @Column({ name: 'public_key', type: 'text' })
  publicKey!: string;

  /** That whoever wrote this row holds the key. */
  @Column({ name: 'proof', type: 'text' })
  proof!: string;

  /** The new key, sealed for this process alone. */
  @Column({ name: 'handed', type: 'text', nullable: true })
  handed!: string | null;

  /** The state up to which it has followed a change: `LEARN ID`. */
  @Column({ name: 'followed', type: 'text' })
  followed!: string;
}
