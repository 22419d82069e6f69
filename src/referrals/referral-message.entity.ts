import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { MessageKindValue } from './referral-terms.js';

/** Between the two sides, sealed like what was shared. */
@Entity('referral_message')
@Index('ix_referral_message_referral', ['referralId', 'at'])
export class ReferralMessageRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_referral_message' })
  id!: string;

  @ForeignKey('ReferralRow', { name: 'fk_referral_message_referral' })
  @Column({ name: 'referral_id', type: 'text' })
  referralId!: string;

  @Column({ name: 'at', type: 'text' })
  at!: string;

  @Column({ name: 'from_id', type: 'text' })
  fromId!: string;

  @Column({ name: 'kind', type: 'text', default: 'WORD' })
  kind!: MessageKindValue;

  /** The question that it answers. */
  @Column({ name: 'answer_to_id', type: 'text', nullable: true })
  answerToId!: string | null;

  @Column({ name: 'text', type: 'text' })
  text!: string;
}
