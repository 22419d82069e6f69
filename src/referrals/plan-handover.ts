import { Injectable } from '@nestjs/common';
import { ClientKeys } from '../clients/index.js';
import { ConsentBook } from '../consent/index.js';
import type { Actor } from '../identity/index.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { forbidden } from '../platform/graphql/index.js';
import type { SealingKey } from '../platform/secrets/index.js';
import { keyStays } from './key-stays.js';
import { allowedSteps, isOpen } from './journey.js';
import { ReferralAccess } from './referral-access.js';
import {
  contentOf,
  handoverAfter,
  NO_HANDOVER,
  type HandoverChange,
  type ReferralContent,
} from './referral-content.js';
import { ReferralRow } from './referral.entity.js';
import { ReferralLedger } from './referral-ledger.js';
import type { StepOutcome } from './take-step.js';

/** The warm part: who goes with her and how. Only what is given changes. */
@Injectable()
export class PlanHandover {
  constructor(
    private readonly database: Database,
    private readonly access: ReferralAccess,
    private readonly ledger: ReferralLedger,
    private readonly clientKeys: ClientKeys,
    private readonly consents: ConsentBook,
  ) {}

  plan(actor: Actor, id: string, version: number, change: HandoverChange): Promise<StepOutcome> {
    return this.database.write(async (tx) => {
      const { row, sight } = await this.access.toActOn(tx, actor, id);
      if (!sight.standing.referrer && !(sight.receiver && saysOnlyHowSheArrived(change))) throw forbidden();
      if (row.version !== version) return { kind: 'STALE', id };
      if (!isOpen(row.status) && row.status !== 'COMPLETED')
        return { kind: 'NOT_ALLOWED', status: row.status, allowed: allowedSteps(row.status, sight.standing) };
      const content = await this.#contentAfter(tx, row, change);
      if (content === null) return { kind: 'CONSENT_MISSING', receiverId: row.toId, missing: [] };
      const changes: Partial<ReferralRow> = {
        version: version + 1,
        assistance: change.assistance ?? row.assistance,
        companion: change.companion === undefined ? row.companion : change.companion,
        transport: change.transport === undefined ? row.transport : change.transport,
        childcareArranged: change.childcareArranged === undefined ? row.childcareArranged : change.childcareArranged,
        stillWithHer:
          change.stillWithHerWhenReceived === undefined ? row.stillWithHer : change.stillWithHerWhenReceived,
        content,
      };
      const saved = await tx.manager.update(ReferralRow, { id, version }, changes);
      if (!saved.affected) return { kind: 'STALE', id };
      const bySide = sight.standing.referrer ? 'referrer' : 'receiver';
      const after = { ...row, ...changes };
      await this.ledger.write(tx, actor, after, { step: null, bySide, action: 'referral.plan-handover' });
      return { kind: 'TAKEN', id };
    });
  }

  /** Null where a plan has no safe place any more: she took her consent back, and it would be lost without anybody noticing. */
  async #contentAfter(tx: Transaction, row: ReferralRow, change: HandoverChange): Promise<string | null> {
    if (!isSealed(change)) return row.content;
    const key = await this.#key(tx, row);
    if (!key || !row.content) return null;
    const boundTo = contentOf(row.id, row.consentId !== null);
    const content = key.open<ReferralContent>(row.content, boundTo);
    return key.seal({ ...content, handover: handoverAfter(content.handover, change) }, boundTo);
  }

  async #key(tx: Transaction, { clientId, consentId }: ReferralRow): Promise<SealingKey | undefined> {
    if (consentId === null) return this.clientKeys.one(tx, clientId);
    return (await keyStays(tx, consentId)) ? (await this.consents.keys(tx, [consentId])).get(consentId) : undefined;
  }
}

/** Whether she was still accompanied is the receiver's to say too; the rest is the referrer's plan. */
const saysOnlyHowSheArrived = (change: HandoverChange): boolean =>
  Object.keys(change).every((field) => field === 'stillWithHerWhenReceived');

/** Whether it says anything that is kept sealed; how far the worker walks is kept beside it, for the figures. */
const isSealed = (change: HandoverChange): boolean => Object.keys(change).some((field) => field in NO_HANDOVER);
