import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { forbidden, invalidAt } from '../platform/graphql/index.js';
import { ReferralAccess } from './referral-access.js';
import type { StepOutcome } from './take-step.js';
import { WritingDesk } from './writing-desk.js';

/** A word between the two sides, sealed like what was shared, for as long as consent stands. */
@Injectable()
export class PostMessage {
  constructor(
    private readonly database: Database,
    private readonly access: ReferralAccess,
    private readonly desk: WritingDesk,
  ) {}

  post(actor: Actor, body: { referralId: string; text: string; key: string | null }): Promise<StepOutcome> {
    if (!body.text.trim()) throw invalidAt('text', 'Write something.');
    return this.database.write(async (tx) => {
      const seen = await this.access.toActOn(tx, actor, body.referralId);
      const { row, sight } = seen;
      if (!sight.standing.referrer && !sight.receiver) throw forbidden();
      if (row.sentAt === null) throw invalidAt('referralId', 'Send it first: the receiver knows nothing of a draft.');
      const key = await this.desk.keyBetween(tx, seen);
      if (!key) return { kind: 'CONSENT_MISSING', receiverId: row.toId, missing: [] };
      const id = await this.desk.once(tx, actor, 'postMessage', body, async () => {
        const fromId = sight.standing.referrer ? row.fromId : row.toId;
        await this.desk.message(tx, key, row.id, { kind: 'WORD', fromId, text: body.text, answerToId: null });
        await this.desk.record(tx, actor, 'referral.message', row.id);
        return row.id;
      });
      return { kind: 'TAKEN', id };
    });
  }
}
