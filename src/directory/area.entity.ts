import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A named place people say aloud. Its centre is fixed and stands for every confidential door in it. */
@Entity('area')
@Index('ix_area_parent', ['parentId'])
export class AreaRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_area' })
  id!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  @ForeignKey('AreaRow', { name: 'fk_area_parent' })
  @Column({ name: 'parent_id', type: 'text', nullable: true })
  parentId!: string | null;

  @Column({ name: 'latitude', type: 'double precision' })
  latitude!: number;

  @Column({ name: 'longitude', type: 'double precision' })
  longitude!: number;
}
