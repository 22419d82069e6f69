import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Tag } from '../../parts/answer-badge.js';
import { Button } from '../../parts/button.js';
import { useTerms } from '../../terms/use-terms.js';
import { dayOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { PlacesFree } from './places-free.js';
import { NotWritten } from './refused.js';
import { useConfirm, type OwnRow } from './use-update.js';

/** One of ours: still true, places free, and the way to change it. */
export function ListingCard({ listing, mayWrite }: { listing: OwnRow; mayWrite: boolean }): JSX.Element {
  const say = useWords('listings');
  const id = useId();
  const { nameOf } = useTerms();
  return (
    <li>
      <article class="card" aria-labelledby={id}>
        <div>
          <h3 id={id}>{listing.name}</h3>
          <p class="small">{listing.services.map(nameOf).join(', ')}</p>
        </div>
        <OthersSee listing={listing} />
        <StillTrue listing={listing} mayWrite={mayWrite} />
        <PlacesFree listing={listing} mayWrite={mayWrite} />
        <div class="actions">
          <a class="button" href={`/listings/${listing.id}`}>
            {say(mayWrite ? 'change' : 'look')}
            <span class="unseen"> {listing.name}</span>
          </a>
        </div>
      </article>
    </li>
  );
}

/** Who works there sees all of the address: so it is said how much of it others see. */
export function OthersSee({ listing }: { listing: Pick<OwnRow, 'address'> }): JSX.Element | null {
  const say = useWords('listings');
  const seen = listing.address.visibilityToOthers;
  return seen && <p class="small">{say(`othersSee.${seen}`)}</p>;
}

/** When the place last said that all of it is true, and one press to say so again. */
export function StillTrue({ listing, mayWrite }: { listing: OwnRow; mayWrite: boolean }): JSX.Element {
  const say = useWords('listings');
  const confirming = useConfirm(listing);
  const { status, freshness, lastConfirmedAt } = listing;
  const counts = status === 'PUBLISHED' || status === 'PAUSED';
  return (
    <>
      <div class="row">
        {status !== 'PUBLISHED' && <Tag tone="care">{say(`status.${status}`)}</Tag>}
        <Tag tone={freshness === 'FRESH' ? 'good' : freshness === 'STALE' ? 'bad' : 'care'}>
          {say(`freshness.${freshness}`)}
        </Tag>
        <span class="small">
          {lastConfirmedAt ? say('lastConfirmed', { when: dayOf(lastConfirmedAt) }) : say('neverConfirmed')}
        </span>
      </div>
      <NotWritten writing={confirming} />
      {mayWrite && counts && (
        <div class="actions">
          <Button
            kind={freshness === 'FRESH' ? 'plain' : 'main'}
            busy={confirming.busy}
            label={say('confirm.label', { name: listing.name })}
            onClick={() => void confirming.confirm()}
          >
            {say('confirm')}
          </Button>
        </div>
      )}
    </>
  );
}
