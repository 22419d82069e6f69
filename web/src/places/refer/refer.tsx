import type { JSX } from 'preact';
import { ReferPlace } from '../../../generated/documents/refer.js';
import { useAsk } from '../../ask/use-ask.js';
import { useInHand } from '../../in-hand.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { useAddress } from '../../router.js';
import { useTerms } from '../../terms/use-terms.js';
import { useWords } from '../../words/words.js';
import { useDraft, type PlaceToRefer, type ReferDraft } from './draft.js';
import { useWoman } from '../../her/in-hand.js';
import { Read } from './read.js';
import { Sent } from './sent.js';
import { Whom, WomanInHand } from './whom.js';
import { Write } from './write.js';

/** From a place that was found to her slip: whom, what for, what would cross, her yes, sent. */
export function Refer(): JSX.Element {
  const say = useWords('refer');
  const { path } = useAddress();
  const listingId = path.split('/')[2] ?? '';
  return listingId === '' ? <NoPlace /> : <ReferTo key={listingId} title={say('title')} listingId={listingId} />;
}

function NoPlace(): JSX.Element {
  const say = useWords('refer');
  const [held] = useInHand<Partial<ReferDraft> | null>('refer', null);
  return (
    <Page title={say('title')}>
      {held?.listingId !== undefined && !held.sent && (
        <Notice>
          <p>{say('inHand')}</p>
          <a href={`/refer/${held.listingId}`}>{say('inHand.go')}</a>
        </Notice>
      )}
      <EmptyState>
        <p>{say('empty')}</p>
        <a href="/find">{say('search')}</a>
      </EmptyState>
    </Page>
  );
}

function ReferTo({ listingId, title }: { listingId: string; title: string }): JSX.Element {
  const say = useWords('refer');
  const asked = useAsk(ReferPlace, { id: listingId });
  return (
    <Page title={title}>
      <Whole asked={asked}>
        {({ listing }) =>
          listing ? (
            <Steps place={listing} />
          ) : (
            <EmptyState>
              <p>{say('noPlace')}</p>
              <a href="/find">{say('search')}</a>
            </EmptyState>
          )
        }
      </Whole>
    </Page>
  );
}

function Steps({ place }: { place: PlaceToRefer }): JSX.Element {
  const [woman] = useWoman();
  const [draft] = useDraft(place.id);
  if (!woman)
    return (
      <>
        <PlaceHead place={place} />
        <Whom />
      </>
    );
  if (draft.sent && draft.draftId !== null) return <Sent place={place} referralId={draft.draftId} woman={woman} />;
  return (
    <>
      <PlaceHead place={place} />
      <WomanInHand woman={woman} />
      {draft.draftId === null ? (
        <Write place={place} woman={woman} />
      ) : (
        <Read place={place} woman={woman} draftId={draft.draftId} />
      )}
    </>
  );
}

/** Where to; at night and for what cannot wait the phone is what works. */
function PlaceHead({ place }: { place: PlaceToRefer }): JSX.Element {
  const say = useWords('refer');
  const { nameOf } = useTerms();
  const [draft] = useDraft(place.id);
  const { name, organization, services, phones, howToRefer } = place;
  const number = draft.urgency === 'NOW' ? (howToRefer.nightPhone ?? phones[0]?.number) : phones[0]?.number;
  return (
    <section class="stack" aria-label={say('place')}>
      <div>
        <h2>{name}</h2>
        <p class="small">
          {[organization.name === name ? null : organization.name, services.map(nameOf).join(', ')]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {(draft.urgency === 'NOW' || !organization.answersHere) && (
        <Notice tone="care">
          <p>{say(organization.answersHere ? 'ring.now' : 'ring.notHere')}</p>
          {number && (
            <a class="button" href={`tel:${number.replace(/[^+\d]/g, '')}`}>
              <span class="ltr">{number}</span>
            </a>
          )}
        </Notice>
      )}
    </section>
  );
}
