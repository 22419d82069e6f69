import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { forbidden, invalidAt } from '../platform/graphql/index.js';
import { TriesThatCameToNothing } from './came-to-nothing.js';
import { DraftReferral } from './draft-referral.js';
import type { ReferAgainInput } from './next-matches.type.js';
import { ReferralRow } from './referral.entity.js';
import { ReferralLedger } from './referral-ledger.js';

/** The next try in one action: what was written for the last one is drafted for another place, to be read to her before it is sent. */
@Injectable()
export class ReferAgain {
  constructor(
    private readonly database: Database,
    private readonly tries: TriesThatCameToNothing,
    private readonly drafting: DraftReferral,
    private readonly ledger: ReferralLedger,
  ) {}

  draft(actor: Actor, input: ReferAgainInput): Promise<string> {
    return this.database.write(async (tx) => {
      const seen = await this.tries.find(tx, actor, input.referralId);
      if (!seen) throw forbidden();
      return this.ledger.once(tx, actor, 'referAgain', input, async () => {
        this.tries.check(seen);
        const { row, client } = seen;
        if (await tx.manager.existsBy(ReferralRow, { replacesId: row.id }))
          throw invalidAt('referralId', 'Another one already stands in for it: replace that one.');
        const { needs, note, handover } = await this.tries.written(tx, seen);
        return this.drafting.within(tx, actor, client, {
          clientId: client.id,
          listingId: input.listingId,
          services: row.services,
          urgency: row.urgency,
          // Where and when they would have met belongs to the last place: it could tell the next one which that was.
          handover: { ...handover, meetingPoint: null, meetAt: null, assistance: row.assistance },
          needs,
          note,
          deadline: row.deadline,
          neededFrom: row.neededFrom,
          replacesId: row.id,
        });
      });
    });
  }
}
