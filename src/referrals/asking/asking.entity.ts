import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { UrgencyValue } from '../referral-terms.js';

export type PlaceAnswerValue = 'YES' | 'NO' | 'CONDITIONAL' | 'NO_ANSWER';

/*
 * What stands in these tables must not lead to a woman: no column refers to a client or a referral, and none repeats a time or a text of hers.
 */

/** What was said on the phone. Who rang is in the audit trail, and nowhere else. */
@Entity('place_call')
@Index('ix_place_call_listing', ['listingId', 'at'])
export class PlaceCallRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_place_call' })
  id!: string;

  @ForeignKey('ListingRow', { name: 'fk_place_call_listing' })
  @Column({ name: 'listing_id', type: 'text' })
  listingId!: string;

  @Column({ name: 'services', type: 'simple-json' })
  services!: string[];

  @Column({ name: 'conditions', type: 'simple-json' })
  conditions!: string[];

  @Column({ name: 'answer', type: 'text' })
  answer!: PlaceAnswerValue;

  @Column({ name: 'reason_code', type: 'text', nullable: true })
  reasonCode!: string | null;

  @Column({ name: 'at', type: 'text' })
  at!: string;

  /** The day on which who recorded it said that it was an error; it teaches nothing any more. */
  @Column({ name: 'corrected_on', type: 'text', nullable: true })
  correctedOn!: string | null;
}

/** What was asked of several places at once. */
@Entity('place_question')
@Index('ix_place_question_organization', ['organizationId', 'askedAt'])
@Index('ix_place_question_closes', ['closesAt'])
export class PlaceQuestionRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_place_question' })
  id!: string;

  /** Null, as the organization, once its details are forgotten. */
  @ForeignKey('Staff', { name: 'fk_place_question_asked_by' })
  @Column({ name: 'asked_by_id', type: 'text', nullable: true })
  askedById!: string | null;

  @ForeignKey('OrganizationRow', { name: 'fk_place_question_organization' })
  @Column({ name: 'organization_id', type: 'text', nullable: true })
  organizationId!: string | null;

  @Column({ name: 'services', type: 'simple-json' })
  services!: string[];

  @Column({ name: 'conditions', type: 'simple-json' })
  conditions!: string[];

  @Column({ name: 'children_ages', type: 'simple-json' })
  childrenAges!: number[];

  @Column({ name: 'urgency', type: 'text' })
  urgency!: UrgencyValue;

  @Column({ name: 'asked_at', type: 'text' })
  askedAt!: string;

  @Column({ name: 'closes_at', type: 'text' })
  closesAt!: string;

  /** The day only: the moment would be that of the draft which settled it, and lead from here to her. */
  @Column({ name: 'settled_on', type: 'text', nullable: true })
  settledOn!: string | null;
}

/** One place that was asked, and what it answered last. */
@Entity('asked_place')
@Index('ix_asked_place_listing', ['listingId'])
export class AskedPlaceRow {
  @ForeignKey('PlaceQuestionRow', { name: 'fk_asked_place_question' })
  @PrimaryColumn({ name: 'question_id', type: 'text', primaryKeyConstraintName: 'pk_asked_place' })
  questionId!: string;

  @ForeignKey('ListingRow', { name: 'fk_asked_place_listing' })
  @PrimaryColumn({ name: 'listing_id', type: 'text', primaryKeyConstraintName: 'pk_asked_place' })
  listingId!: string;

  /** In the order in which the worker named them. */
  @Column({ name: 'place', type: 'integer' })
  place!: number;

  @Column({ name: 'answer', type: 'text', nullable: true })
  answer!: PlaceAnswerValue | null;

  @Column({ name: 'reason_code', type: 'text', nullable: true })
  reasonCode!: string | null;

  @Column({ name: 'note', type: 'text', nullable: true })
  note!: string | null;

  @Column({ name: 'hold_until', type: 'text', nullable: true })
  holdUntil!: string | null;

  /** The directory's hold that this answer made; without a foreign key, because it is forgotten there on its own. */
  @Column({ name: 'hold_id', type: 'text', nullable: true })
  holdId!: string | null;

  @Column({ name: 'answered_at', type: 'text', nullable: true })
  answeredAt!: string | null;
}
