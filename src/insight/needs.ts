import sql, { type Sql } from 'sql-template-tag';
import type { Reader } from '../platform/database/index.js';
import { isReceived } from './fact.js';
import { isOneOf } from './lists.js';
import type { Entry } from './sums.js';

interface Link {
  id: string;
  replacesId: string | null;
  fromId: string;
  sentAt: string | null;
  status: string;
  outcome: string | null;
}

/** One need of hers: every referral that one organization sent for it, each in the place of the one before. */
interface Need {
  rootId: string;
  organizationId: string;
  /** All links, counted or not. */
  linkIds: string[];
  /** The first that counts; the need belongs to its day. Null where none does. */
  first: { id: string; sentAt: string } | null;
  /** How many times she was sent until she received it; all times where she did not. */
  attempts: number;
  received: boolean;
}

/** The needs that these referrals belong to, each once. Whoever received one of them learns nothing of the others: needs are the sender's. */
export async function needsOf(reader: Reader, referralIds: readonly string[]): Promise<Need[]> {
  const known = new Map<string, Link>();
  await gather(reader, known, referralIds, 'up');
  await gather(reader, known, [...known.keys()], 'down');
  const after = new Map<string, Link>();
  for (const link of known.values()) if (before(known, link) && link.replacesId) after.set(link.replacesId, link);
  return [...known.values()].filter((link) => !before(known, link)).map((root) => needFrom(root, after));
}

const before = (known: ReadonlyMap<string, Link>, { replacesId, fromId }: Link): Link | undefined => {
  const link = replacesId === null ? undefined : known.get(replacesId);
  return link?.fromId === fromId ? link : undefined;
};

/** From link to link, one query for each round: chains are short, and most are of one. */
async function gather(reader: Reader, known: Map<string, Link>, ids: readonly string[], way: 'up' | 'down') {
  for (let round = ids; round.length > 0;) {
    const found = await reader.all<Link>(linksWhere(isOneOf(reader, way === 'up' ? sql`id` : sql`replaces_id`, round)));
    const fresh = found.filter(({ id }) => !known.has(id));
    for (const link of fresh) known.set(link.id, link);
    round = fresh.flatMap(({ id, replacesId }) => (way === 'down' ? [id] : replacesId ? [replacesId] : []));
  }
}

const linksWhere = (condition: Sql): Sql => sql`
  SELECT id, replaces_id AS "replacesId", from_id AS "fromId", sent_at AS "sentAt", status, outcome
  FROM referral WHERE ${condition}`;

function needFrom(root: Link, after: ReadonlyMap<string, Link>): Need {
  const links: Link[] = [];
  for (let link: Link | undefined = root; link; link = after.get(link.id)) links.push(link);
  const counted = links.filter(({ sentAt, status }) => sentAt !== null && status !== 'ENTERED_IN_ERROR');
  const met = counted.findIndex(({ outcome }) => isReceived(outcome));
  const [first] = counted;
  return {
    rootId: root.id,
    organizationId: root.fromId,
    linkIds: links.map(({ id }) => id),
    first: first?.sentAt ? { id: first.id, sentAt: first.sentAt } : null,
    attempts: met < 0 ? counted.length : met + 1,
    received: met >= 0,
  };
}

export const writeNeed = ({ attempts, received }: Pick<Need, 'attempts' | 'received'>): string =>
  `${attempts}|${Number(received)}`;

/** Needs, and of these met; and where met, after how many attempts. */
export function entriesOfNeed(written: string): Entry[] {
  const [attempts = '', received] = written.split('|');
  const met = received === '1';
  return [['need', [1, Number(met)]], ...(met ? [[`attempts|${attempts}`, [1]] as const] : [])];
}
