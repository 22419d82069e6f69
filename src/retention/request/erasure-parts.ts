import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { actOf, AuditTrail } from '../../audit/index.js';
import { ConsentBook } from '../../consent/index.js';
import type { Actor } from '../../identity/index.js';
import type { Transaction } from '../../platform/database/index.js';

export interface Erased {
  referralsEnded: number;
  referralsEmptied: number;
  consentsEnded: number;
  plansAndDraftsErased: number;
}

/** What erasing on request does besides. */
@Injectable()
export class ErasureParts {
  constructor(
    private readonly consents: ConsentBook,
    private readonly trail: AuditTrail,
  ) {}

  async count(tx: Transaction, clientId: string): Promise<Omit<Erased, 'referralsEnded'>> {
    const counts = await tx.one<{ sent: number; drafts: number; plans: number; consents: number }>(sql`
      SELECT (SELECT CAST(COUNT(*) AS INTEGER) FROM referral WHERE client_id = ${clientId} AND sent_at IS NOT NULL) AS sent,
        (SELECT CAST(COUNT(*) AS INTEGER) FROM referral WHERE client_id = ${clientId} AND sent_at IS NULL) AS drafts,
        (SELECT CAST(COUNT(*) AS INTEGER) FROM plan WHERE client_id = ${clientId}) AS plans,
        (SELECT CAST(COUNT(*) AS INTEGER) FROM consent c JOIN consent_key k ON k.consent_id = c.id
          WHERE c.client_id = ${clientId}) AS consents`);
    const { sent, drafts, plans, consents } = counts ?? { sent: 0, drafts: 0, plans: 0, consents: 0 };
    return { referralsEmptied: sent, consentsEnded: consents, plansAndDraftsErased: plans + drafts };
  }

  /** Who wants to be forgotten agrees to nothing any more. */
  async withdrawAll(tx: Transaction, clientId: string): Promise<void> {
    const given = await tx.all<{ id: string }>(
      sql`SELECT id FROM consent WHERE client_id = ${clientId} AND withdrawn_at IS NULL ORDER BY id`,
    );
    for (const { id } of given) await this.consents.withdraw(tx, id);
  }

  async record(tx: Transaction, actor: Actor, clientId: string, purpose: string | null): Promise<void> {
    await this.trail.record(tx, actOf(actor, 'client.erase', 'client', clientId, purpose));
  }
}
