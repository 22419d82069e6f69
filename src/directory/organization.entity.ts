import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An agency of the network, or one that the network only knows of. */
@Entity('organization')
@Index('ux_organization_source_identity', ['sourceIdentity'], { unique: true })
export class OrganizationRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_organization' })
  id!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  /** What receivers see as the sender where the name alone would tell; null: the name itself. */
  @Column({ name: 'neutral_name', type: 'text', nullable: true })
  neutralName!: string | null;

  @Column({ name: 'description', type: 'text', nullable: true })
  description!: string | null;

  @Column({ name: 'website', type: 'text', nullable: true })
  website!: string | null;

  /** Where an import found it; the same source finds it again and never doubles it. */
  @Column({ name: 'source_identity', type: 'text', nullable: true })
  sourceIdentity!: string | null;

  /** A prison, or another place of custody: its staff learn nothing of a woman while she is in custody. */
  @Column({ name: 'custodial', type: 'boolean', default: () => 'false' })
  custodial!: boolean;

  /** Counts what people wrote by hand; null until somebody did, which counts as the first. */
  @Column({ name: 'version', type: 'integer', nullable: true })
  version!: number | null;

  @Column({ name: 'created_at', type: 'text' })
  createdAt!: string;
}
