import sql from 'sql-template-tag';
import type { Reader } from '../../platform/database/index.js';
import type { ReferralRow } from '../../referrals/index.js';

type Link = Pick<ReferralRow, 'id' | 'status' | 'outcome'>;

const NONE: readonly Link[] = [];

/** What came of a need after one referral of it: the referrals that replaced it, also those that were sent after the period. */
export interface Links {
  after(referralId: string): readonly Link[];
}

export async function readLinks(reader: Reader, from: string): Promise<Links> {
  // Not by the day of sending, nor by IS NOT NULL: SQLite would go through every referral for the few that replaced another.
  const rows = await reader.all<Link & { replacesId: string; sentAt: string | null }>(sql`
    SELECT id, replaces_id AS "replacesId", status, outcome, sent_at AS "sentAt" FROM referral
    WHERE replaces_id > '' AND status <> 'ENTERED_IN_ERROR'`);
  const since = rows.filter(({ sentAt }) => sentAt !== null && sentAt >= from);
  const next = new Map(since.map((row) => [row.replacesId, row]));
  return {
    after: (referralId) => {
      // Of nearly all there are none, and a million are asked: no list is made for those.
      if (!next.has(referralId)) return NONE;
      const links: Link[] = [];
      for (let link = next.get(referralId); link; link = next.get(link.id)) links.push(link);
      return links;
    },
  };
}
