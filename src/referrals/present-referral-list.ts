import type { Asking } from '../directory/index.js';
import { pageInfoOf } from '../platform/graphql/index.js';
import type { ReferralPage } from './list-referrals.js';
import type { ReferralPresenter } from './present-referral.js';
import { ReferralConnection, ReferralEdge } from './referral-connection.type.js';

export async function presentReferralPage(
  presenter: ReferralPresenter,
  page: ReferralPage,
  asking: Asking,
  after: string | null,
): Promise<ReferralConnection> {
  const nodes = await presenter.present(
    page.edges.map(({ seen }) => seen),
    asking,
  );
  const edges = page.edges.map(({ cursor }, index) =>
    Object.assign(new ReferralEdge(), { cursor, node: nodes[index] }),
  );
  return Object.assign(new ReferralConnection(), {
    edges,
    pageInfo: pageInfoOf(edges, page.hasNextPage, after !== null),
    totalCount: page.totalCount,
  });
}
