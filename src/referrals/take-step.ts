import { Injectable } from '@nestjs/common';
import type { SharedFieldValue } from '../consent/index.js';
import type { Actor } from '../identity/index.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import {
  allowedSteps,
  findStep,
  isReceiverAnswer,
  takenAs,
  type ReferralStatusValue,
  type ReferralStepValue,
  type TakenAs,
} from './journey.js';
import { ReferralAccess, type SeenReferral } from './referral-access.js';
import { ReferralRow } from './referral.entity.js';
import { ReferralLedger } from './referral-ledger.js';
import type { ReferralStepInput } from './referral-step.input.js';
import { SendUnderConsent } from './send-under-consent.js';
import { StepEffect } from './step-effect.js';

/** What came of an attempt. Everything but TAKEN wrote nothing. */
export type StepOutcome =
  | { kind: 'TAKEN'; id: string }
  | { kind: 'STALE'; id: string }
  | { kind: 'NOT_ALLOWED'; status: ReferralStatusValue; allowed: ReferralStepValue[] }
  | { kind: 'CONSENT_MISSING'; receiverId: string; missing: SharedFieldValue[] };

/** Rolls the transaction back, its key included, and carries the outcome out of it. */
export class NotTaken extends Error {
  constructor(readonly outcome: StepOutcome) {
    super(outcome.kind);
  }
}

/** What came of an act whose transaction may have been rolled back by NotTaken. */
export async function takenOrNot(act: () => Promise<string>): Promise<StepOutcome> {
  try {
    return { kind: 'TAKEN', id: await act() };
  } catch (error) {
    if (error instanceof NotTaken) return error.outcome;
    throw error;
  }
}

/** Takes one step of the journey: find, may I, do, save, record; one winner where two come at once. */
@Injectable()
export class TakeStep {
  constructor(
    private readonly database: Database,
    private readonly access: ReferralAccess,
    private readonly effects: StepEffect,
    private readonly sending: SendUnderConsent,
    private readonly ledger: ReferralLedger,
  ) {}

  take(actor: Actor, step: ReferralStepValue, input: ReferralStepInput): Promise<StepOutcome> {
    return takenOrNot(() =>
      this.database.write(async (tx) => {
        const seen = await this.access.toActOn(tx, actor, input.id);
        return this.ledger.once(tx, actor, step, input, () => this.#takeOnce(tx, actor, step, input, seen));
      }),
    );
  }

  async #takeOnce(
    tx: Transaction,
    actor: Actor,
    step: ReferralStepValue,
    input: ReferralStepInput,
    seen: SeenReferral,
  ): Promise<string> {
    const { row } = seen;
    if (row.version !== input.version) throw new NotTaken({ kind: 'STALE', id: row.id });
    const as = mayTake(step, seen, input);
    this.effects.check(step, as, input, row);
    const sent = step === 'SEND' ? await this.sending.prepare(tx, seen) : null;
    if (sent && 'missing' in sent) throw new NotTaken({ kind: 'CONSENT_MISSING', receiverId: row.toId, ...sent });
    const changes = await this.effects.of(tx, step, as, input, { ...row, ...sent });
    const saved = { ...sent, ...changes, version: row.version + 1 };
    await saveOrLose(tx, row, saved);
    await this.effects.teach(tx, step, input, row);
    await this.effects.tellPlan(tx, step, { ...row, ...saved });
    await this.ledger.write(
      tx,
      actor,
      { ...row, ...saved },
      {
        step,
        bySide: as === 'receiver' ? 'receiver' : 'referrer',
        action: `referral.${step.toLowerCase().replaceAll('_', '-')}`,
        effectiveAt: input.effectiveAt ?? undefined,
        onBehalf: as === 'onBehalf',
        answeredBy: input.answeredBy,
        reasonCode: input.reasonCode,
        note: input.note,
      },
    );
    return row.id;
  }
}

/** As whom the reader takes it; refused where the table does not let her, or where she claims to speak for a receiver that speaks itself. */
function mayTake(step: ReferralStepValue, { row, sight }: SeenReferral, input: ReferralStepInput): TakenAs {
  const as = findStep(row.status, step) ? takenAs(step, sight.standing) : null;
  if (as && input.onBehalfOfReceiver && !isReceiverAnswer(step))
    throw invalidAt('onBehalfOfReceiver', 'This step is no answer of the receiver’s: leave it out.');
  if (as && (!input.onBehalfOfReceiver || as === 'onBehalf')) return as;
  throw new NotTaken({ kind: 'NOT_ALLOWED', status: row.status, allowed: allowedSteps(row.status, sight.standing) });
}

/**
 * Of two steps at once one finds the version it read; the other writes nothing. Only what the step changes is written: her word, which has no
 * version, may have been noted meanwhile.
 */
export async function saveOrLose(tx: Transaction, before: ReferralRow, changes: Partial<ReferralRow>): Promise<void> {
  const { id, version, status } = before;
  const saved = await tx.manager.update(ReferralRow, { id, version, status }, changes);
  if (!saved.affected) throw new NotTaken({ kind: 'STALE', id });
}
