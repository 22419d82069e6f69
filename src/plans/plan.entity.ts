import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PlanStepKindValue, StepRule } from './plan-templates.js';

/** Steps that serve one aim of hers, and the day they hang on. Days stand in the clear because work is found by them; words are sealed. */
@Entity('plan')
@Index('ix_plan_client', ['clientId', 'endedAt'])
export class PlanRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_plan' })
  id!: string;

  @Column({ name: 'version', type: 'integer' })
  version!: number;

  @ForeignKey('ClientRow', { name: 'fk_plan_client' })
  @Column({ name: 'client_id', type: 'text' })
  clientId!: string;

  @Column({ name: 'template_code', type: 'text' })
  templateCode!: string;

  /** The day that is expected; of a month its first day. */
  @Column({ name: 'hangs_on', type: 'text' })
  hangsOn!: string;

  /** The day on which it happened: she is out, the child is born. */
  @Column({ name: 'happened_on', type: 'text', nullable: true })
  happenedOn!: string | null;

  /** Until a worker says that she is out, whatever day it is. */
  @Column({ name: 'in_custody', type: 'boolean' })
  inCustody!: boolean;

  /** PlanContent as JSON, sealed under her key. */
  @Column({ name: 'content', type: 'text' })
  content!: string;

  @Column({ name: 'ends_on', type: 'text' })
  endsOn!: string;

  /** In the network's time zone. */
  @Column({ name: 'started_on', type: 'text' })
  startedOn!: string;

  @Column({ name: 'started_at', type: 'text' })
  startedAt!: string;

  @ForeignKey('Staff', { name: 'fk_plan_started_by' })
  @Column({ name: 'started_by_id', type: 'text' })
  startedById!: string;

  /** What is kept of her counts its time from the last of these. */
  @Column({ name: 'ended_at', type: 'text', nullable: true })
  endedAt!: string | null;

  @Column({ name: 'end_code', type: 'text', nullable: true })
  endCode!: string | null;
}

/** A day that the plan hung on, or on which it happened; never changed, only followed by another. */
@Entity('plan_date')
@Index('ux_plan_date_place', ['planId', 'place'], { unique: true })
export class PlanDateRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_plan_date' })
  id!: string;

  @ForeignKey('PlanRow', { name: 'fk_plan_date_plan' })
  @Column({ name: 'plan_id', type: 'text' })
  planId!: string;

  @Column({ name: 'place', type: 'integer' })
  place!: number;

  /** Null: it has not happened after all. */
  @Column({ name: 'date', type: 'text', nullable: true })
  date!: string | null;

  @Column({ name: 'happened', type: 'boolean' })
  happened!: boolean;

  @Column({ name: 'at', type: 'text' })
  at!: string;

  @ForeignKey('Staff', { name: 'fk_plan_date_by' })
  @Column({ name: 'by_id', type: 'text' })
  byId!: string;

  /** Sealed under her key. */
  @Column({ name: 'note', type: 'text', nullable: true })
  note!: string | null;
}

@Entity('plan_step')
@Index('ux_plan_step_place', ['planId', 'place'], { unique: true })
@Index('ix_plan_step_due', ['state', 'actFrom'])
export class PlanStepRow {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'pk_plan_step' })
  id!: string;

  @ForeignKey('PlanRow', { name: 'fk_plan_step_plan' })
  @Column({ name: 'plan_id', type: 'text' })
  planId!: string;

  @Column({ name: 'place', type: 'integer' })
  place!: number;

  /** Of the template; null: added for her alone. */
  @Column({ name: 'code', type: 'text', nullable: true })
  code!: string | null;

  @Column({ name: 'kind', type: 'text' })
  kind!: PlanStepKindValue;

  @Column({ name: 'services', type: 'simple-json' })
  services!: string[];

  /** As it was when the plan began: a template that changes later changes no plan. */
  @Column({ name: 'rule', type: 'simple-json' })
  rule!: StepRule;

  @Column({ name: 'lead_days', type: 'integer' })
  leadDays!: number;

  /** The day as far as it is known; `waits`: of something that has not happened yet, counted from when it is expected. */
  @Column({ name: 'due_on', type: 'text' })
  dueOn!: string;

  @Column({ name: 'waits', type: 'boolean' })
  waits!: boolean;

  /** From this day on it is work; null while there is nothing to do yet. */
  @Column({ name: 'act_from', type: 'text', nullable: true })
  actFrom!: string | null;

  @Column({ name: 'state', type: 'text' })
  state!: 'OPEN' | 'DONE' | 'SKIPPED';

  @Column({ name: 'done_on', type: 'text', nullable: true })
  doneOn!: string | null;

  /** The referral by which she got it; null: a worker said that it is done. */
  @Column({ name: 'met_by_id', type: 'text', nullable: true })
  metById!: string | null;

  @Column({ name: 'skip_code', type: 'text', nullable: true })
  skipCode!: string | null;

  /** Of a step added for her alone; sealed under her key, as `note`. */
  @Column({ name: 'name', type: 'text', nullable: true })
  name!: string | null;

  @Column({ name: 'note', type: 'text', nullable: true })
  note!: string | null;
}
