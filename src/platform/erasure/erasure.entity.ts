import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was erased, by its id only. Rows are added and never taken away. */
@Entity('erasure')
export class ErasureRow {
  /** What it was: `consent`, `client`. */
  @PrimaryColumn({ name: 'kind', type: 'text', primaryKeyConstraintName: 'pk_erasure' })
  kind!: string;

  @PrimaryColumn({ name: 'subject_id', type: 'text', primaryKeyConstraintName: 'pk_erasure' })
  subjectId!: string;

  @Column({ name: 'at', type: 'text' })
  at!: string;
}
