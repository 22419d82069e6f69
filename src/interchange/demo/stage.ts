import type { INestApplicationContext, Type } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail, NETWORK_CHAIN } from '../../audit/index.js';
import { OpenClient } from '../../clients/index.js';
import { ConsentRow, GiveConsent } from '../../consent/index.js';
import { ResolveVerification } from '../../directory/index.js';
import type { Actor } from '../../identity/index.js';
import { instantText, type InstantText } from '../../platform/clock.js';
import type { Database } from '../../platform/database/index.js';
import {
  DraftReferral,
  ExpireReferrals,
  PlanHandover,
  RecordHerWord,
  TakeStep,
  WithdrawConsent,
  type ReferralRow,
  type ReferralStepValue,
  type StepOutcome,
} from '../../referrals/index.js';
import type { DemoClock } from './demo-clock.js';
import type { DemoNetwork, Place } from './demo-network.js';
import type { DemoRandom } from './demo-random.js';
import type { Stories } from './demo-seeds.js';
import type { Telling } from './telling.js';

/** What she tells, as a plain value. */
export type OpeningOfClient = { [K in keyof OpenedWith]: OpenedWith[K] };
type OpenedWith = Parameters<OpenClient['open']>[1];
export type Consenting = Parameters<GiveConsent['give']>[1];
export type Drafting = Parameters<DraftReferral['draft']>[1];
export type HandoverChange = Parameters<PlanHandover['plan']>[3];
export type HerWord = Parameters<RecordHerWord['record']>[2];
export type StepDetails = Omit<Parameters<TakeStep['take']>[2], 'id' | 'version'>;

/** Where a referral stands. */
export type Standing = Pick<
  ReferralRow,
  'version' | 'status' | 'urgency' | 'outcome' | 'respondBy' | 'reasonCode' | 'reasonStep'
>;

/** What everybody in the demo's stories does, by the house's own use cases; a refused act is a mistake in the story and ends the load. */
export class Stage {
  constructor(
    readonly network: DemoNetwork,
    readonly stories: Stories,
    readonly clock: DemoClock,
    readonly telling: Telling,
    /** The application itself, built on the load's own transaction and clock. */
    private readonly house: { application: INestApplicationContext; database: Database },
  ) {}

  now(): number {
    return this.clock.millis();
  }

  instant(): InstantText {
    return instantText(this.now());
  }

  open(worker: Actor, input: OpeningOfClient): Promise<string> {
    return this.useCase(OpenClient).open(worker, input);
  }

  consent(worker: Actor, input: Consenting): Promise<string> {
    return this.useCase(GiveConsent).give(worker, input);
  }

  async renew(worker: Actor, consentId: string, expiresAt: InstantText): Promise<void> {
    const consent = await this.house.database.manager.findOneByOrFail(ConsentRow, { id: consentId });
    if (!consent.withdrawnAt) await this.useCase(GiveConsent).renew(worker, consentId, { expiresAt });
  }

  async withdrawConsent(worker: Actor, consentId: string, keepPlace: boolean): Promise<void> {
    await this.useCase(WithdrawConsent).withdraw(worker, consentId, { keepPlace, everyConsentToReceiver: false });
  }

  draft(worker: Actor, input: Drafting): Promise<string> {
    return this.useCase(DraftReferral).draft(worker, input);
  }

  /** Read often, so it is no more than the stories ask. */
  async referral(id: string): Promise<Standing> {
    const row = await this.house.database.one<Standing>(sql`
      SELECT version, status, urgency, outcome, respond_by AS "respondBy", reason_code AS "reasonCode", reason_step AS "reasonStep"
      FROM referral WHERE id = ${id}`);
    if (!row) throw new Error('a referral of the demo is gone');
    return row;
  }

  /** One step of the sending side. */
  async step(worker: Actor, id: string, step: ReferralStepValue, details: StepDetails = {}): Promise<void> {
    const { version } = await this.referral(id);
    taken(await this.useCase(TakeStep).take(worker, step, { id, version, ...details }), step);
  }

  /** One step of the receiving side; where nobody answers here, its word is written down by the worker who heard it. */
  async receiverStep(
    by: { worker: Actor; place: Place; random: DemoRandom },
    id: string,
    step: ReferralStepValue,
    details: StepDetails = {},
  ): Promise<void> {
    const { worker, place, random } = by;
    if (place.receivers.length > 0) return this.step(random.pick(place.receivers), id, step, details);
    const answeredBy = random.among(this.stories.onBehalf.answeredBy);
    return this.step(worker, id, step, { ...details, onBehalfOfReceiver: true, answeredBy });
  }

  async planHandover(by: Actor, id: string, change: HandoverChange): Promise<void> {
    const { version } = await this.referral(id);
    taken(await this.useCase(PlanHandover).plan(by, id, version, change), 'plan the handover');
  }

  async herWord(worker: Actor, id: string, word: HerWord): Promise<void> {
    await this.useCase(RecordHerWord).record(worker, id, word);
  }

  async planVersion(id: string): Promise<number> {
    const row = await this.house.database.one<{ version: number }>(sql`SELECT version FROM plan WHERE id = ${id}`);
    if (!row) throw new Error('a plan of the demo is gone');
    return row.version;
  }

  async planStep(planId: string, code: string): Promise<string> {
    const row = await this.house.database.one<{ id: string }>(
      sql`SELECT id FROM plan_step WHERE plan_id = ${planId} AND code = ${code}`,
    );
    if (!row) throw new Error(`a plan of the demo has no ${code}`);
    return row.id;
  }

  /** Her women's open referrals by which she knows a confidential door. */
  async behindDoors(worker: Actor): Promise<string[]> {
    const rows = await this.house.database.all<{ id: string }>(sql`
      SELECT r.id FROM referral r JOIN listing l ON l.id = r.listing_id JOIN client c ON c.id = r.client_id
      WHERE l.address_visibility <> 'FULL' AND r.door_opened = TRUE AND c.assigned_to_id = ${worker.staffId}
        AND r.status IN ('ACCEPTED', 'SCHEDULED', 'MISSED', 'ARRIVED')
      ORDER BY r.code`);
    return rows.map(({ id }) => id);
  }

  async expire(): Promise<void> {
    await this.useCase(ExpireReferrals).run();
  }

  /** The network asks the places that refused somebody; each says that it was a mistake, as in the listings' own words nothing changes here. */
  async verify(by: Actor): Promise<void> {
    const open = await this.house.database.all<{ id: string }>(
      sql`SELECT id FROM verification_task WHERE resolved_at IS NULL ORDER BY listing_id, attribute_code`,
    );
    for (const { id } of open) await this.useCase(ResolveVerification).write(by, { id, result: 'CONFIRMED' });
  }

  /** That this network was loaded stands in the network's own trail, before everything that happens in it. */
  recordLoad(): Promise<void> {
    return this.house.database.write((tx) =>
      this.useCase(AuditTrail).record(tx, {
        chain: NETWORK_CHAIN,
        actorId: null,
        action: 'network.load-demo',
        subjectType: 'network',
        subjectId: NETWORK_CHAIN,
      }),
    );
  }

  /** What the house itself does, in the load’s own transaction and time. */
  useCase<T>(useCase: Type<T>): T {
    return this.house.application.get(useCase);
  }
}

function taken(outcome: StepOutcome, step: string): void {
  if (outcome.kind !== 'TAKEN') throw new Error(`a demo story could not ${step}: ${outcome.kind}`);
}
