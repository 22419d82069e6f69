import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { OwnListings, ToConfirm } from '../../../generated/documents/own-listings.js';
import { useLive } from '../../ask/acted.js';
import { Pager } from '../../parts/more.js';
import { Page } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { useReader } from '../../reader.js';
import { useAddress } from '../../router.js';
import { useWords } from '../../words/words.js';
import { ListingCard } from './listing-card.js';
import { NewListing } from './new-listing.js';
import { OneListing } from './one-listing.js';
import { OwnChangeList } from './own-changes.js';
import type { OwnRow } from './use-update.js';

/** What our organization offers: kept true here, by who answers for it; its managers read. */
export function Listings(): JSX.Element {
  const say = useWords('listings');
  const { roles } = useReader();
  const { path } = useAddress();
  const id = /^\/listings\/([^/]+)$/.exec(path)?.[1];
  const mayWrite = roles.includes('AGENCY');
  if (id === 'new') return <NewListing mayWrite={mayWrite} />;
  if (id) return <OneListing key={id} id={id} mayWrite={mayWrite} />;
  return (
    <Page
      key="all"
      title={say('title')}
      actions={
        mayWrite && (
          <a class="button" href="/listings/new">
            {say('new')}
          </a>
        )
      }
    >
      <Ours mayWrite={mayWrite} />
    </Page>
  );
}

/** What is to be confirmed first, then what was proposed, then all the others. */
function Ours({ mayWrite }: { mayWrite: boolean }): JSX.Element {
  const due = useLive(ToConfirm, mayWrite ? {} : null).answer?.listingsToConfirm;
  const first = due?.edges.map(({ node }) => node) ?? [];
  return (
    <>
      {due && first.length > 0 && <DueFirst listings={first} count={due.totalCount} />}
      {mayWrite && <OwnChangeList listingId={null} />}
      <All mayWrite={mayWrite} without={first.map(({ id }) => id)} />
    </>
  );
}

/** What nobody has confirmed for too long, oldest first. */
function DueFirst({ listings, count }: { listings: readonly OwnRow[]; count: number }): JSX.Element {
  const say = useWords('listings');
  return (
    <section class="stack" aria-label={say('due')}>
      <h2>{say('due')}</h2>
      <p>{say('due.hint', { count })}</p>
      <ul class="cards">
        {listings.map((listing) => (
          <ListingCard key={listing.id} listing={listing} mayWrite />
        ))}
      </ul>
    </section>
  );
}

function All({ mayWrite, without }: { mayWrite: boolean; without: readonly string[] }): JSX.Element {
  const say = useWords('listings');
  const { organization } = useReader();
  const [before, setBefore] = useState<(string | null)[]>([]);
  const asked = useLive(
    OwnListings,
    organization ? { organizationId: organization.id, after: before.at(-1) ?? null } : null,
  );
  return (
    <section class="stack" aria-label={say(without.length > 0 ? 'others' : 'all')}>
      <h2>{say(without.length > 0 ? 'others' : 'all')}</h2>
      <Whole asked={asked}>
        {({ organization: own }) => {
          const { edges = [], pageInfo } = own?.listings ?? {};
          const others = edges.filter(({ node }) => !without.includes(node.id));
          if (edges.length === 0) return <EmptyState>{say('empty')}</EmptyState>;
          if (others.length === 0 && before.length === 0 && !pageInfo?.hasNextPage) return <p>{say('others.none')}</p>;
          return (
            <>
              <ul class="cards">
                {others.map(({ node }) => (
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
