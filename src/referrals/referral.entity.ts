import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AgeBandValue, PregnancyValue } from '../clients/index.js';
import type { ReferralStatusValue, ReferralStepValue } from './journey.js';
import type { AssistanceValue, CompanionValue, OutcomeValue, TransportValue, UrgencyValue } from './referral-terms.js';

/** Where a referral stands, and what figures may know of it. What was written for her or shared is sealed in `content`. */
@Entity('referral')
@Index('ux_referral_code', ['code'], { unique: true })
@Index('ix_referral_from', ['fromId', 'sentAt'])
@Index('ix_referral_to', ['toId', 'sentAt'])
@Index('ix_referral_counted', [
  ...['sentAt', 'id', 'draw', 'clientId', 'toId', 'listingId', 'status', 'outcome', 'reasonCode', 'services'],
  ...['ageBand', 'pregnancy', 'arrivedAt', 'completedAt'],
])
@Index('ix_referral_client', ['clientId'])
@Index('ix_referral_listing', ['listingId'])
@Index('ix_referral_consent', ['consentId'])
@Index('ux_referral_replaces', ['replacesId'], { unique: true })
@Index('ix_referral_due', ['status', 'dueAt'])
@Index('ix_referral_plan_step', ['planStepId'])
@Index(
  'ix_referral_pmtct',
  ['fromId', 'sentAt', 'id', 'clientId', 'listingId', 'arrivedAt', 'outcome', 'status', 'pregnancy', 'services'],
  { where: `"pregnancy" = 'PREGNANT' AND "services" LIKE '%"pmtct"%'` },
)
export class ReferralRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_referral' })
  id!: string;

  @Column({ name: 'version', type: 'integer' })
  version!: number;

  /** The receiver's name for her in this referral; another in every referral. */
  @Column({ name: 'code', type: 'text' })
  code!: string;

  @Column({ name: 'status', type: 'text' })
  status!: ReferralStatusValue;

  @ForeignKey('ClientRow', { name: 'fk_referral_client' })
  @Column({ name: 'client_id', type: 'text' })
  clientId!: string;

  /** The consent it was sent under; null until then. */
  @ForeignKey('ConsentRow', { name: 'fk_referral_consent' })
  @Column({ name: 'consent_id', type: 'text', nullable: true })
  consentId!: string | null;

  @ForeignKey('OrganizationRow', { name: 'fk_referral_from' })
  @Column({ name: 'from_id', type: 'text' })
  fromId!: string;

  @ForeignKey('OrganizationRow', { name: 'fk_referral_to' })
  @Column({ name: 'to_id', type: 'text' })
  toId!: string;

  @ForeignKey('ListingRow', { name: 'fk_referral_listing' })
  @Column({ name: 'listing_id', type: 'text' })
  listingId!: string;

  @Column({ name: 'services', type: 'simple-json' })
  services!: string[];

  @Column({ name: 'urgency', type: 'text' })
  urgency!: UrgencyValue;

  /** How far the worker walks with her; kept beside the sealed handover because completion is audited by it. */
  @Column({ name: 'assistance', type: 'text' })
  assistance!: AssistanceValue;

  /** Of the handover, what completion is audited by beside it; where and when they meet is sealed only. */
  @Column({ name: 'companion', type: 'text', nullable: true })
  companion!: CompanionValue | null;

  @Column({ name: 'transport', type: 'text', nullable: true })
  transport!: TransportValue | null;

  @Column({ name: 'childcare_arranged', type: 'boolean', nullable: true })
  childcareArranged!: boolean | null;

  /** As they were when it was sent: a figure must not change because she had a birthday. */
  @Column({ name: 'age_band', type: 'text' })
  ageBand!: AgeBandValue;

  @Column({ name: 'pregnancy', type: 'text' })
  pregnancy!: PregnancyValue;

  @Column({ name: 'reason_code', type: 'text', nullable: true })
  reasonCode!: string | null;

  @Column({ name: 'reason_step', type: 'text', nullable: true })
  reasonStep!: ReferralStepValue | null;

  /** Whose act gave the reason: it decides who may see it. */
  @Column({ name: 'reason_by', type: 'text', nullable: true })
  reasonBy!: 'referrer' | 'receiver' | 'system' | null;

  @Column({ name: 'outcome', type: 'text', nullable: true })
  outcome!: OutcomeValue | null;

  @Column({ name: 'her_got_help', type: 'boolean', nullable: true })
  herGotHelp!: boolean | null;

  @Column({ name: 'her_respect', type: 'boolean', nullable: true })
  herRespect!: boolean | null;

  @Column({ name: 'her_return', type: 'boolean', nullable: true })
  herReturn!: boolean | null;

  @Column({ name: 'her_noted_at', type: 'text', nullable: true })
  herNotedAt!: string | null;

  @Column({ name: 'still_with_her', type: 'boolean', nullable: true })
  stillWithHer!: boolean | null;

  /** By when the receiver must have answered; set at sending. */
  @Column({ name: 'respond_by', type: 'text', nullable: true })
  respondBy!: string | null;

  /** What is due next, whoever owes it: the answer, another look at the waiting list, word after yes. Null where no clock runs. */
  @Column({ name: 'due_at', type: 'text', nullable: true })
  dueAt!: string | null;

  @Column({ name: 'deadline', type: 'text', nullable: true })
  deadline!: string | null;

  @Column({ name: 'needed_from', type: 'text', nullable: true })
  neededFrom!: string | null;

  @Column({ name: 'appointment_at', type: 'text', nullable: true })
  appointmentAt!: string | null;

  @Column({ name: 'look_again_on', type: 'text', nullable: true })
  lookAgainOn!: string | null;

  @Column({ name: 'hold_until', type: 'text', nullable: true })
  holdUntil!: string | null;

  /** The directory's hold that its yes made; without a foreign key, because it is forgotten there on its own. */
  @Column({ name: 'hold_id', type: 'text', nullable: true })
  holdId!: string | null;

  /** The receiver asked something, and the sender's answer is due by then; null where no question waits. */
  @Column({ name: 'question_due_at', type: 'text', nullable: true })
  questionDueAt!: string | null;

  @ForeignKey('Staff', { name: 'fk_referral_drafted_by' })
  @Column({ name: 'drafted_by_id', type: 'text' })
  draftedById!: string;

  @Column({ name: 'drafted_at', type: 'text' })
  draftedAt!: string;

  @Column({ name: 'sent_at', type: 'text', nullable: true })
  sentAt!: string | null;

  @Column({ name: 'answered_at', type: 'text', nullable: true })
  answeredAt!: string | null;

  @Column({ name: 'accepted_at', type: 'text', nullable: true })
  acceptedAt!: string | null;

  @Column({ name: 'arrived_at', type: 'text', nullable: true })
  arrivedAt!: string | null;

  @Column({ name: 'completed_at', type: 'text', nullable: true })
  completedAt!: string | null;

  @Column({ name: 'changed_at', type: 'text' })
  changedAt!: string;

  /** The place itself said yes (or received her): only that opens a confidential door to the worker who walks with her. */
  @Column({ name: 'door_opened', type: 'boolean' })
  doorOpened!: boolean;

  /** ReferralContent as JSON, sealed: under her key while it is a draft, under the consent's from the moment it is sent. */
  @Column({ name: 'content', type: 'text' })
  content!: string;

  @Column({ name: 'replaces_id', type: 'text', nullable: true })
  replacesId!: string | null;

  /** The step of a plan of hers that asked for it; of every link of the chain. Never shown to the receiver. */
  @Column({ name: 'plan_step_id', type: 'text', nullable: true })
  planStepId!: string | null;

  /** A random number, given once: which of her referrals a published table counts is drawn before anybody knows what it says. */
  @Column({ name: 'draw', type: 'integer' })
  draw!: number;
}

/** One step, as it was taken and as it was written down. */
@Entity('referral_event')
@Index('ux_referral_event_place', ['referralId', 'place'], { unique: true })
export class ReferralEventRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_referral_event' })
  id!: string;

  @ForeignKey('ReferralRow', { name: 'fk_referral_event_referral' })
  @Column({ name: 'referral_id', type: 'text' })
  referralId!: string;

  /** The referral's version after it: 1, 2, 3 … */
  @Column({ name: 'place', type: 'integer' })
  place!: number;

  @Column({ name: 'at', type: 'text' })
  at!: string;

  @Column({ name: 'effective_at', type: 'text' })
  effectiveAt!: string;

  /** Null for an act that is no step: a handover planned, her word noted. */
  @Column({ name: 'step', type: 'text', nullable: true })
  step!: ReferralStepValue | null;

  @Column({ name: 'by_organization_id', type: 'text', nullable: true })
  byOrganizationId!: string | null;

  @Column({ name: 'by_staff_id', type: 'text', nullable: true })
  byStaffId!: string | null;

  @Column({ name: 'by_role', type: 'text', nullable: true })
  byRole!: string | null;

  @Column({ name: 'by_side', type: 'text' })
  bySide!: 'referrer' | 'receiver' | 'system';

  @Column({ name: 'on_behalf', type: 'boolean' })
  onBehalf!: boolean;

  @Column({ name: 'answered_by', type: 'text', nullable: true })
  answeredBy!: string | null;

  @Column({ name: 'status', type: 'text' })
  status!: ReferralStatusValue;

  @Column({ name: 'reason_code', type: 'text', nullable: true })
  reasonCode!: string | null;

  /** Sealed: the referrer's under her key, the receiver's under the consent's. */
  @Column({ name: 'note', type: 'text', nullable: true })
  note!: string | null;
}
