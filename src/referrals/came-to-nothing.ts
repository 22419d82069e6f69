import { Injectable } from '@nestjs/common';
import { ClientKeys } from '../clients/index.js';
import { ConsentBook } from '../consent/index.js';
import type { Actor } from '../identity/index.js';
import type { Reader } from '../platform/database/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import type { ReferralStatusValue } from './journey.js';
import { ReferralAccess, type SeenReferral } from './referral-access.js';
import { contentOf, NO_HANDOVER, type ReferralContent } from './referral-content.js';
import type { ReferralRow } from './referral.entity.js';

const WITHOUT_HELP: readonly ReferralStatusValue[] = ['DECLINED', 'NOT_COMPLETED', 'WITHDRAWN', 'EXPIRED'];

/** It is over and she did not get it, or not all of it: her need goes on. */
export const cameToNothing = ({ status, outcome }: Pick<ReferralRow, 'status' | 'outcome'>): boolean =>
  WITHOUT_HELP.includes(status) || (status === 'COMPLETED' && outcome !== 'RECEIVED');

const NOTHING_WRITTEN: ReferralContent = {
  needs: null,
  note: null,
  heldUntil: null,
  heldBy: null,
  handover: NO_HANDOVER,
  shared: null,
};

/** A try that came to nothing, with what was written for it: for the worker who walks with her and nobody else. */
@Injectable()
export class TriesThatCameToNothing {
  constructor(
    private readonly access: ReferralAccess,
    private readonly clientKeys: ClientKeys,
    private readonly consents: ConsentBook,
  ) {}

  /** Null where it is not hers, which sounds like one that does not exist. */
  async find(reader: Reader, actor: Actor, id: string): Promise<SeenReferral | null> {
    const seen = await this.access.one(reader, actor, id);
    return seen?.sight.standing.referrer ? seen : null;
  }

  check({ row }: SeenReferral): void {
    if (!cameToNothing(row))
      throw invalidAt('referralId', 'This one is still open, or she got what she was sent for: there is no next try.');
  }

  /** Once she took her consent back, what was sent is gone for her worker too. */
  async written(reader: Reader, { row }: SeenReferral): Promise<ReferralContent> {
    const { consentId, content } = row;
    const key = consentId
      ? (await this.consents.keys(reader, [consentId])).get(consentId)
      : await this.clientKeys.one(reader, row.clientId);
    if (!key || content === '') return NOTHING_WRITTEN;
    return key.open<ReferralContent>(content, contentOf(row.id, consentId !== null));
  }
}
