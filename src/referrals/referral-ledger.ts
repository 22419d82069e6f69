import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import { ClientKeys } from '../clients/index.js';
import { ConsentBook } from '../consent/index.js';
import type { Actor } from '../identity/index.js';
import { changed } from '../platform/changes/index.js';
import { Clock } from '../platform/clock.js';
import type { Transaction } from '../platform/database/index.js';
import { newId } from '../platform/ids.js';
import { Once } from '../platform/once/index.js';
import type { SealingKey } from '../platform/secrets/index.js';
import type { ReferralStepValue } from './journey.js';
import { noteOf } from './referral-content.js';
import { ReferralEventRow, type ReferralRow } from './referral.entity.js';

/** What is written of an act beside the referral itself. */
export interface ActOnReferral {
  step: ReferralStepValue | null;
  bySide: 'referrer' | 'receiver' | 'system';
  /** For the audit trail: `referral.accept`. */
  action: string;
  effectiveAt?: string;
  onBehalf?: boolean;
  answeredBy?: string | null;
  reasonCode?: string | null;
  note?: string | null;
}

/** Timeline and audit trail of a referral, in the act's own transaction; one key, one effect. */
@Injectable()
export class ReferralLedger {
  constructor(
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
    private readonly repeatable: Once,
    private readonly clientKeys: ClientKeys,
    private readonly consents: ConsentBook,
  ) {}

  once(
    tx: Transaction,
    actor: Actor,
    operation: string,
    body: object & { key?: string | null },
    work: () => Promise<string>,
  ): Promise<string> {
    return this.repeatable.do(tx, { who: actor.staffId, operation, key: body.key, body }, work);
  }

  /** `row` as it is after the act. */
  async write(tx: Transaction, actor: Actor | null, row: ReferralRow, act: ActOnReferral): Promise<void> {
    const at = this.clock.now();
    const id = newId();
    await tx.manager.insert(ReferralEventRow, {
      id,
      referralId: row.id,
      place: row.version,
      at,
      effectiveAt: act.effectiveAt ?? at,
      step: act.step,
      byOrganizationId: actor?.organizationId ?? null,
      byStaffId: actor?.staffId ?? null,
      byRole: actor && (act.bySide === 'receiver' ? 'AGENCY' : 'CASEWORKER'),
      bySide: act.bySide,
      onBehalf: act.onBehalf ?? false,
      answeredBy: act.answeredBy ?? null,
      status: row.status,
      reasonCode: act.reasonCode ?? null,
      note: act.note ? await this.#sealNote(tx, row, id, act) : null,
    });
    await this.trail.record(tx, {
      chain: actor?.organizationId ?? row.fromId,
      actorId: actor?.staffId ?? null,
      action: act.action,
      subjectType: 'referral',
      subjectId: row.id,
    });
    // The receiver hears of steps once it was sent; of what stays with the referrer (a draft, her word) it hears nothing.
    const seenByReceiver = row.sentAt !== null && act.step !== null;
    await changed(tx, seenByReceiver ? [row.fromId, row.toId] : [row.fromId]);
  }

  /** A note stays on the side that wrote it: the referrer's opens with her key, the receiver's with the consent's. */
  async #sealNote(tx: Transaction, row: ReferralRow, eventId: string, act: ActOnReferral): Promise<string | null> {
    const key =
      act.bySide === 'receiver' ? await this.#consentKey(tx, row) : await this.clientKeys.one(tx, row.clientId);
    // Without a key there is nowhere safe to keep it: she took her consent back, and what is written about her goes nowhere.
    return key?.seal(act.note, noteOf(eventId)) ?? null;
  }

  async #consentKey(tx: Transaction, row: ReferralRow): Promise<SealingKey | undefined> {
    return row.consentId ? (await this.consents.keys(tx, [row.consentId])).get(row.consentId) : undefined;
  }
}
