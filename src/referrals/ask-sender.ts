import { Inject, Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import type { Actor } from '../identity/index.js';
import type { Settings } from '../platform/config.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { forbidden, invalidAt } from '../platform/graphql/index.js';
import { SETTINGS } from '../platform/settings.js';
import { respondBy } from './answer-clock.js';
import { allowedSteps, isOpen } from './journey.js';
import { ReferralAccess, type SeenReferral } from './referral-access.js';
import { ReferralMessageRow } from './referral-message.entity.js';
import { ReferralRow } from './referral.entity.js';
import { ANSWER_CLOCKS } from './response-times.js';
import { StepEffect } from './step-effect.js';
import type { StepOutcome } from './take-step.js';
import { WritingDesk } from './writing-desk.js';

export interface Asked {
  referralId: string;
  text: string;
  key: string | null;
}

export interface AskedAnswer extends Asked {
  questionId: string;
}

/** The receiver asks the sender something, and a clock runs on the sender's side until it is answered. */
@Injectable()
export class AskSender {
  constructor(
    private readonly database: Database,
    private readonly access: ReferralAccess,
    private readonly effects: StepEffect,
    private readonly desk: WritingDesk,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  ask(actor: Actor, asked: Asked): Promise<StepOutcome> {
    return this.database.write(async (tx) => {
      const seen = await this.access.toActOn(tx, actor, asked.referralId);
      if (!seen.sight.receiver) throw forbidden();
      return this.#write(tx, actor, seen, { ...asked, kind: 'QUESTION', operation: 'askSender' }, async () => {
        if (seen.row.questionDueAt === null)
          await tx.manager.update(ReferralRow, { id: seen.row.id }, { questionDueAt: this.#answerBy(seen.row) });
      });
    });
  }

  answer(actor: Actor, said: AskedAnswer): Promise<StepOutcome> {
    return this.database.write(async (tx) => {
      const seen = await this.access.toActOn(tx, actor, said.referralId);
      if (!seen.sight.standing.referrer) throw forbidden();
      const { row } = seen;
      const question = { id: said.questionId, referralId: row.id, kind: 'QUESTION' as const };
      if (!(await tx.manager.existsBy(ReferralMessageRow, question)))
        throw invalidAt('questionId', 'There is no such question in this referral.');
      return this.#write(tx, actor, seen, { ...said, kind: 'ANSWER', operation: 'answerQuestion' }, () =>
        this.#settle(tx, row),
      );
    });
  }

  async #write(
    tx: Transaction,
    actor: Actor,
    seen: SeenReferral,
    said: Asked & { kind: 'QUESTION' | 'ANSWER'; operation: string; questionId?: string },
    then: () => Promise<void>,
  ): Promise<StepOutcome> {
    const { row, sight } = seen;
    if (!isOpen(row.status))
      return { kind: 'NOT_ALLOWED', status: row.status, allowed: allowedSteps(row.status, sight.standing) };
    const key = await this.desk.keyBetween(tx, seen);
    if (!key) return { kind: 'CONSENT_MISSING', receiverId: row.toId, missing: [] };
    const { operation, kind, questionId, ...body } = said;
    const message = {
      kind,
      fromId: kind === 'QUESTION' ? row.toId : row.fromId,
      text: body.text,
      answerToId: questionId ?? null,
    };
    const id = await this.desk.once(tx, actor, operation, Object.assign(body, { questionId }), async () => {
      await this.desk.message(tx, key, row.id, message);
      await then();
      await this.desk.record(tx, actor, kind === 'QUESTION' ? 'referral.ask' : 'referral.answer', row.id);
      return row.id;
    });
    return { kind: 'TAKEN', id };
  }

  /** Nothing waits any more: the receiver's own clock starts anew, because it could not answer before. */
  async #settle(tx: Transaction, row: ReferralRow): Promise<void> {
    const waiting = await tx.one(sql`
      SELECT q.id FROM referral_message q WHERE q.referral_id = ${row.id} AND q.kind = 'QUESTION' AND NOT EXISTS (
        SELECT 1 FROM referral_message a WHERE a.answer_to_id = q.id)`);
    if (waiting) return;
    const { id, version, status } = row;
    await tx.manager.update(ReferralRow, { id }, { questionDueAt: null });
    // A step that comes at the same moment sets its own clocks.
    if (status === 'SENT' || status === 'ACKNOWLEDGED')
      await tx.manager.update(ReferralRow, { id, version, status }, await this.effects.ofCheckIn(tx, row, null));
  }

  /** As soon as an answer to the referral itself would be due. */
  #answerBy({ urgency, deadline }: ReferralRow): string {
    return respondBy({
      sentAt: this.desk.now(),
      urgency,
      respondsWithinMinutes: null,
      neededFrom: null,
      deadline,
      zone: this.settings.networkTimezone,
      clocks: ANSWER_CLOCKS,
    });
  }
}
