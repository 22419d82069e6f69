import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Her authenticator. Its secret is wrapped by the house's key: a copy of the database makes no codes. */
@Entity('staff_second_factor')
export class StaffSecondFactorRow {
  @ForeignKey('Staff', { name: 'fk_staff_second_factor_staff' })
  @PrimaryColumn({ name: 'staff_id', type: 'text', primaryKeyConstraintName: 'pk_staff_second_factor' })
  staffId!: string;

  /** Null until the first enrolment is confirmed. */
  @Column({ name: 'secret', type: 'text', nullable: true })
  secret!: string | null;

  /** The thirty seconds (counted from 1970) whose code was used last; of those and earlier ones none is taken again. */
  @Column({ name: 'last_step', type: 'integer', nullable: true })
  lastStep!: number | null;

  /** Shown to her and not yet confirmed with a code. */
  @Column({ name: 'pending_secret', type: 'text', nullable: true })
  pendingSecret!: string | null;

  @Column({ name: 'pending_until', type: 'text', nullable: true })
  pendingUntil!: string | null;
}

/** One code for the day on which the authenticator is lost; its row goes when it is used. */
@Entity('staff_recovery_code')
export class StaffRecoveryCodeRow {
  @ForeignKey('Staff', { name: 'fk_staff_recovery_code_staff' })
  @PrimaryColumn({ name: 'staff_id', type: 'text', primaryKeyConstraintName: 'pk_staff_recovery_code' })
  staffId!: string;

  /** SHA-256 is enough: what is hashed is 80 random bits, which nobody can try. */
  @PrimaryColumn({ name: 'code_hash', type: 'text', primaryKeyConstraintName: 'pk_staff_recovery_code' })
  codeHash!: string;
}
