import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import type { ClientRow } from '../clients/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import type { Transaction } from '../platform/database/index.js';
import { newId } from '../platform/ids.js';
import type { SealingKey } from '../platform/secrets/index.js';
import { PlanDateRow } from './plan.entity.js';
import { dateNoteOf } from './plan-content.js';

/** The days that a plan hung on, who said so and when; and the trail. */
@Injectable()
export class PlanLedger {
  constructor(
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
  ) {}

  async writeDate(
    tx: Transaction,
    actor: Actor,
    planId: string,
    said: { date: string | null; happened: boolean; note?: string | null; key: SealingKey },
  ): Promise<void> {
    const { date, happened, note, key } = said;
    const id = newId();
    const place = (await tx.manager.countBy(PlanDateRow, { planId })) + 1;
    await tx.manager.insert(PlanDateRow, {
      ...{ id, planId, place, date, happened, at: this.clock.now(), byId: actor.staffId },
      note: note ? key.seal(note, dateNoteOf(id)) : null,
    });
  }

  /** In the trail of her own organization, whoever acted: a receiver's must not say that there is a plan. */
  async record(
    tx: Transaction,
    actor: Actor | null,
    action: string,
    planId: string,
    client: Pick<ClientRow, 'organizationId'>,
  ): Promise<void> {
    await this.trail.record(tx, {
      chain: client.organizationId,
      actorId: actor?.staffId ?? null,
      action,
      subjectType: 'plan',
      subjectId: planId,
    });
  }
}
