import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When the house last looked at its clock and found it right, and when it last erased what was due. One row. */
@Entity('clock_seen')
export class ClockSeenRow {
  @PrimaryColumn({ name: 'id', type: 'integer', primaryKeyConstraintName: 'pk_clock_seen' })
  id!: number;

  @Column({ name: 'seen_at', type: 'text' })
  seenAt!: string;

  @Column({ name: 'ran_at', type: 'text', nullable: true })
  ranAt!: string | null;

  /** When an administrator said that the clock is right, whatever was seen before. */
  @Column({ name: 'confirmed_at', type: 'text', nullable: true })
  confirmedAt!: string | null;

  /** The newest entry of any trail at that moment: it may bear a time that never was, and is believed no more. */
  @Column({ name: 'trail_at', type: 'text', nullable: true })
  trailAt!: string | null;
}
