import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One key of one member of staff, used once for one operation; what it made is found again by `subjectId`. */
@Entity('once_key')
export class OnceKey {
  @PrimaryColumn({ name: 'who', type: 'text', primaryKeyConstraintName: 'pk_once_key' })
  who!: string;

  @PrimaryColumn({ name: 'once_key', type: 'text', primaryKeyConstraintName: 'pk_once_key' })
  key!: string;

  @Column({ name: 'operation', type: 'text' })
  operation!: string;

  /** A keyed hash of the body: what was in it cannot be read back or guessed from here. */
  @Column({ name: 'body_hash', type: 'text' })
  bodyHash!: string;

  @Column({ name: 'subject_id', type: 'text' })
  subjectId!: string;

  @Column({ name: 'used_at', type: 'text' })
  usedAt!: string;
}
