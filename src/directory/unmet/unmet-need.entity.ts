import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What a search or a question to places ended without, on that day. Nothing in it says who looked, for whom, where exactly or when on that day, and
 * there is no count: the same needs on the same day are one row, whoever had them. No column refers to any other table.
 */
@Entity('unmet_need')
export class UnmetNeedRow {
  /** `YYYY-MM-DD` in the network's time zone. */
  @PrimaryColumn({ name: 'day', type: 'text', primaryKeyConstraintName: 'pk_unmet_need' })
  day!: string;

  /** Of services, conditions and area, and of nothing else. */
  @PrimaryColumn({ name: 'needs_hash', type: 'text', primaryKeyConstraintName: 'pk_unmet_need' })
  needsHash!: string;

  /** Codes of services and groups, in the order of the alphabet; empty where none was named. */
  @Column({ name: 'services', type: 'simple-json' })
  services!: string[];

  /** Codes of attributes, and of other things that had to be so (`hours` `age` `children` `languages` `capacity`) without what they had to be. */
  @Column({ name: 'conditions', type: 'simple-json' })
  conditions!: string[];

  /** The area that was named; null where none was, and where a point was given. */
  @Column({ name: 'area_id', type: 'text', nullable: true })
  areaId!: string | null;
}
