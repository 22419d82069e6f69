import { Injectable } from '@nestjs/common';
import { actOf, AuditTrail } from '../../audit/index.js';
import { HearRefusal, ListingRow } from '../../directory/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidInput } from '../../platform/graphql/index.js';
import { newId } from '../../platform/ids.js';
import { Once } from '../../platform/once/index.js';
import { problemsInNeeds, problemsInReason } from './asking-checks.js';
import { PlaceCallRow } from './asking.entity.js';
import type { RecordCallInput } from './asking.input.js';

/** “I rang; they would not take her because …”, in one act and with no woman in it. */
@Injectable()
export class RecordCall {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly once: Once,
    private readonly trail: AuditTrail,
    private readonly refusals: HearRefusal,
  ) {}

  /** The id of the call: the same again where the same `key` is sent again. */
  record(actor: Actor, input: RecordCallInput): Promise<string> {
    const act = { who: actor.staffId, operation: 'recordCall', key: input.key, body: input };
    return this.database.write((tx) => this.once.do(tx, act, () => this.#record(tx, actor, input)));
  }

  async #record(tx: Transaction, actor: Actor, input: RecordCallInput): Promise<string> {
    const reasonCode = input.reasonCode ?? null;
    if (!(await tx.manager.existsBy(ListingRow, { id: input.listingId, status: 'PUBLISHED' }))) throw forbidden();
    const problems = [...problemsInNeeds(input), ...problemsInReason(input.answer, reasonCode)];
    if (problems.length > 0) throw invalidInput(problems);
    const id = newId();
    await tx.manager.insert(PlaceCallRow, {
      id,
      listingId: input.listingId,
      services: [...new Set(input.services)],
      conditions: [...new Set(input.conditions)],
      answer: input.answer,
      reasonCode,
      at: this.clock.now(),
    });
    if (reasonCode) {
      const from = { callOn: this.clock.today('UTC') };
      await this.refusals.hear(tx, { listingId: input.listingId, reasonCode, from });
    }
    await this.trail.record(tx, actOf(actor, 'call.record', 'call', id));
    return id;
  }
}
