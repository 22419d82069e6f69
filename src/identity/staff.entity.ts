import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { RoleValue } from './role.js';

/** Somebody who works for one organization. There is no table of women's names, and none of staff's beyond what they are called at work. */
@Entity('staff')
@Index('ux_staff_email', ['email'], { unique: true })
@Index('ix_staff_organization', ['organizationId'])
export class Staff {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_staff' })
  id!: string;

  /** In lower case. */
  @Column({ name: 'email', type: 'text' })
  email!: string;

  @Column({ name: 'display_name', type: 'text' })
  displayName!: string;

  @ForeignKey('OrganizationRow', { name: 'fk_staff_organization' })
  @Column({ name: 'organization_id', type: 'text' })
  organizationId!: string;

  @Column({ name: 'roles', type: 'simple-json' })
  roles!: RoleValue[];

  /** The listings she answers for; null where it is all of her organization's. */
  @Column({ name: 'answers_for', type: 'simple-json', nullable: true })
  answersFor!: string[] | null;

  /** Empty until she has chosen a password: no password fits it. */
  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string;

  @Column({ name: 'active', type: 'boolean' })
  active!: boolean;

  /** Null: invited and not yet confirmed; such staff may do nothing. */
  @Column({ name: 'confirmed_at', type: 'text', nullable: true })
  confirmedAt!: string | null;

  @Column({ name: 'second_factor', type: 'boolean' })
  secondFactor!: boolean;

  @Column({ name: 'created_at', type: 'text' })
  createdAt!: string;

  /**
   * Of roles and of whether she works here; a step with an older one is refused. Null: none of it has changed yet (1). Without a default in the
   * database: with one, TypeORM writes ids of SQLite's into the wrong objects when it inserts several.
   */
  @Column({ name: 'version', type: 'integer', nullable: true })
  version!: number | null;

  /** An account of the invented network needs no second factor, except in production, where it needs one like everybody. Null: a real one. */
  @Column({ name: 'demo_since', type: 'text', nullable: true })
  demoSince!: string | null;
}
