import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { OwnListings, ToConfirm } from '../../../generated/documents/listings.js';
import { useLive } from '../../ask/acted.js';
import { Pager } from '../../parts/more.js';
import { Page } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { useReader } from '../../reader.js';
import { useAddress } from '../../router.js';
import { useWords } from '../../words/words.js';
import { ListingCard } from './listing-card.js';
import { OneListing } from './one-listing.js';
import { OwnChangeList } from './own-changes.js';

/** What our organization offers: kept true here, by who answers for it; its managers read. */
export function Listings(): JSX.Element {
  const say = useWords('listings');
  const { roles } = useReader();
  const { path } = useAddress();
  const id = /^\/listings\/([^/]+)$/.exec(path)?.[1];
  const mayWrite = roles.includes('AGENCY');
  if (id) return <OneListing key={id} id={id} mayWrite={mayWrite} />;
  return (
    <Page key="all" title={say('title')}>
      {mayWrite && <DueFirst />}
      {mayWrite && <OwnChangeList listingId={null} />}
      <All mayWrite={mayWrite} />
    </Page>
  );
}

/** What nobody has confirmed for too long, oldest first. */
function DueFirst(): JSX.Element | null {
  const say = useWords('listings');
  const { answer } = useLive(ToConfirm, {});
  const due = answer?.listingsToConfirm;
  if (!due || due.totalCount === 0) return null;
  return (
    <section class="stack" aria-label={say('due')}>
      <h2>{say('due')}</h2>
      <p>{say('due.hint', { count: due.totalCount })}</p>
      <ul class="cards">
        {due.edges.map(({ node }) => (
          <ListingCard key={node.id} listing={node} mayWrite />
        ))}
      </ul>
    </section>
  );
}

function All({ mayWrite }: { mayWrite: boolean }): JSX.Element {
  const say = useWords('listings');
  const { organization } = useReader();
  const [before, setBefore] = useState<(string | null)[]>([]);
  const asked = useLive(
    OwnListings,
    organization ? { organizationId: organization.id, after: before.at(-1) ?? null } : null,
  );
  return (
    <section class="stack" aria-label={say('all')}>
      <h2>{say('all')}</h2>
      <Whole asked={asked}>
        {({ organization: own }) => {
          const { edges = [], pageInfo } = own?.listings ?? {};
          if (edges.length === 0) return <EmptyState>{say('empty')}</EmptyState>;
          return (
            <>
              <ul class="cards">
                {edges.map(({ node }) => (
                  <ListingCard key={node.id} listing={node} mayWrite={mayWrite} />
                ))}
              </ul>
              <Pager
                busy={asked.busy}
                onEarlier={before.length > 0 ? () => setBefore(before.slice(0, -1)) : null}
                onLater={pageInfo?.hasNextPage ? () => setBefore([...before, pageInfo.endCursor ?? null]) : null}
              />
            </>
          );
        }}
      </Whole>
    </section>
  );
}
