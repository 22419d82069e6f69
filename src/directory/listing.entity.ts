import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type {
  AddressVisibilityValue,
  AnswerValue,
  EvidenceSourceValue,
  HowToReferFact,
  PhoneFact,
  ScheduleFact,
} from './listing-facts.js';

export const LISTING_STATUSES = ['DRAFT', 'IN_REVIEW', 'PUBLISHED', 'PAUSED', 'RETIRED'] as const;
export type ListingStatusValue = (typeof LISTING_STATUSES)[number];

/** One service at one place (HSDS: service_at_location). Lists that are always read whole are kept as JSON beside it. */
@Entity('listing')
@Index('ix_listing_organization', ['organizationId'])
@Index('ix_listing_revision', ['revision'])
@Index('ux_listing_source_identity', ['sourceIdentity'], { unique: true })
export class ListingRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_listing' })
  id!: string;

  @ForeignKey('OrganizationRow', { name: 'fk_listing_organization' })
  @Column({ name: 'organization_id', type: 'text' })
  organizationId!: string;

  @Column({ name: 'version', type: 'integer' })
  version!: number;

  /** The directory's revision at the last change: what a search index has not seen yet has a higher one. */
  @Column({ name: 'revision', type: 'integer' })
  revision!: number;

  @Column({ name: 'status', type: 'text' })
  status!: ListingStatusValue;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'description', type: 'text', nullable: true })
  description!: string | null;

  @Column({ name: 'services', type: 'simple-json' })
  services!: string[];

  /** Null where nobody said. */
  @Column({ name: 'languages', type: 'simple-json', nullable: true })
  languages!: string[] | null;

  @Column({ name: 'schedules', type: 'simple-json' })
  schedules!: ScheduleFact[];

  @Column({ name: 'phones', type: 'simple-json' })
  phones!: PhoneFact[];

  @Column({ name: 'how_to_refer', type: 'simple-json' })
  howToRefer!: HowToReferFact;

  @Column({ name: 'address_visibility', type: 'text' })
  addressVisibility!: AddressVisibilityValue;

  @ForeignKey('AreaRow', { name: 'fk_listing_area' })
  @Column({ name: 'area_id', type: 'text', nullable: true })
  areaId!: string | null;

  @Column({ name: 'address_line', type: 'text', nullable: true })
  addressLine!: string | null;

  @Column({ name: 'city', type: 'text', nullable: true })
  city!: string | null;

  @Column({ name: 'region', type: 'text', nullable: true })
  region!: string | null;

  @Column({ name: 'postal_code', type: 'text', nullable: true })
  postalCode!: string | null;

  @Column({ name: 'country', type: 'text', nullable: true })
  country!: string | null;

  @Column({ name: 'latitude', type: 'double precision', nullable: true })
  latitude!: number | null;

  @Column({ name: 'longitude', type: 'double precision', nullable: true })
  longitude!: number | null;

  @Column({ name: 'meeting_point', type: 'text', nullable: true })
  meetingPoint!: string | null;

  @Column({ name: 'cost', type: 'text', nullable: true })
  cost!: string | null;

  @Column({ name: 'minimum_age', type: 'integer', nullable: true })
  minimumAge!: number | null;

  @Column({ name: 'maximum_age', type: 'integer', nullable: true })
  maximumAge!: number | null;

  @Column({ name: 'children_minimum_age', type: 'integer', nullable: true })
  childrenMinimumAge!: number | null;

  @Column({ name: 'children_maximum_age', type: 'integer', nullable: true })
  childrenMaximumAge!: number | null;

  @Column({ name: 'boys_maximum_age', type: 'integer', nullable: true })
  boysMaximumAge!: number | null;

  @Column({ name: 'last_confirmed_at', type: 'text', nullable: true })
  lastConfirmedAt!: string | null;

  @Column({ name: 'source_identity', type: 'text', nullable: true })
  sourceIdentity!: string | null;

  @Column({ name: 'created_at', type: 'text' })
  createdAt!: string;
}

/** One answer of one listing. What has no row is UNKNOWN. */
@Entity('listing_attribute')
export class ListingAttributeRow {
  @ForeignKey('ListingRow', { name: 'fk_listing_attribute_listing' })
  @PrimaryColumn({ name: 'listing_id', type: 'text', primaryKeyConstraintName: 'pk_listing_attribute' })
  listingId!: string;

  @PrimaryColumn({ name: 'code', type: 'text', primaryKeyConstraintName: 'pk_listing_attribute' })
  code!: string;

  @Column({ name: 'answer', type: 'text' })
  answer!: AnswerValue;

  @Column({ name: 'note', type: 'text', nullable: true })
  note!: string | null;

  @Column({ name: 'source', type: 'text', nullable: true })
  source!: EvidenceSourceValue | null;

  @Column({ name: 'confirmed_at', type: 'text', nullable: true })
  confirmedAt!: string | null;
}

/** The last word on places free; it counts for hours. */
@Entity('listing_capacity')
export class ListingCapacityRow {
  @ForeignKey('ListingRow', { name: 'fk_listing_capacity_listing' })
  @PrimaryColumn({ name: 'listing_id', type: 'text', primaryKeyConstraintName: 'pk_listing_capacity' })
  listingId!: string;

  @Column({ name: 'places_free', type: 'integer', nullable: true })
  placesFree!: number | null;

  @Column({ name: 'family_places_free', type: 'integer', nullable: true })
  familyPlacesFree!: number | null;

  @Column({ name: 'waitlist_open', type: 'boolean', nullable: true })
  waitlistOpen!: boolean | null;

  @Column({ name: 'said_at', type: 'text' })
  saidAt!: string;

  @Column({ name: 'said_by', type: 'text' })
  saidBy!: EvidenceSourceValue;

  @Column({ name: 'valid_until', type: 'text' })
  validUntil!: string;
}

/** What an agency wants to say and the network has not looked at yet: the old value stays public until it has. */
@Entity('listing_change')
@Index('ix_listing_change_listing', ['listingId'])
@Index('ix_listing_change_waiting', ['decidedAt', 'proposedAt'])
export class ListingChangeRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_listing_change' })
  id!: string;

  @ForeignKey('ListingRow', { name: 'fk_listing_change_listing' })
  @Column({ name: 'listing_id', type: 'text' })
  listingId!: string;

  /** `attributes`, `address`, `minimumAge` … as in UpdateListingInput; `listing` for a new one. */
  @Column({ name: 'field', type: 'text' })
  field!: string;

  @Column({ name: 'proposed', type: 'simple-json' })
  proposed!: unknown;

  @Column({ name: 'proposed_by', type: 'text' })
  proposedBy!: string;

  @Column({ name: 'proposed_at', type: 'text' })
  proposedAt!: string;

  @Column({ name: 'decided_at', type: 'text', nullable: true })
  decidedAt!: string | null;

  @Column({ name: 'accepted', type: 'boolean', nullable: true })
  accepted!: boolean | null;

  @Column({ name: 'decision_note', type: 'text', nullable: true })
  decisionNote!: string | null;

  /** As whom it was said. Null in what was written before this was kept. */
  @Column({ name: 'source', type: 'text', nullable: true })
  source!: EvidenceSourceValue | null;

  /** What stood there until it became true, in the shape of `proposed`; null while it waits, and where it was not kept. */
  @Column({ name: 'previous', type: 'simple-json', nullable: true })
  previous!: unknown;

  /** The administrator who looked at it; null where it was true at once. */
  @Column({ name: 'decided_by', type: 'text', nullable: true })
  decidedBy!: string | null;

  /** When the place said that it has read the decision. */
  @Column({ name: 'seen_at', type: 'text', nullable: true })
  seenAt!: string | null;
}

/** One row: how many times the directory changed. A search index asks it whether it is still current. */
@Entity('directory_revision')
export class DirectoryRevisionRow {
  @PrimaryColumn({ name: 'id', type: 'integer', primaryKeyConstraintName: 'pk_directory_revision' })
  id!: number;

  @Column({ name: 'revision', type: 'integer' })
  revision!: number;
}
