import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A place that is kept free until then. For whom, and who asked, stands nowhere in it. */
@Entity('listing_hold')
@Index('ix_listing_hold_listing', ['listingId'])
export class ListingHoldRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_listing_hold' })
  id!: string;

  @ForeignKey('ListingRow', { name: 'fk_listing_hold_listing' })
  @Column({ name: 'listing_id', type: 'text' })
  listingId!: string;

  /** It takes a family's place where the listing tells those apart. */
  @Column({ name: 'with_children', type: 'boolean' })
  withChildren!: boolean;

  @Column({ name: 'held_from', type: 'text' })
  heldFrom!: string;

  @Column({ name: 'held_until', type: 'text' })
  heldUntil!: string;
}
