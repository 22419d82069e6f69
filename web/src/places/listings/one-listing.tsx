import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { OneOwnListing } from '../../../generated/documents/own-listings.js';
import { useLive } from '../../ask/acted.js';
import { Page } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { useReader } from '../../reader.js';
import { useWords } from '../../words/words.js';
import { AddressForm } from './address-form.js';
import { AgesForm } from './ages-form.js';
import { HoursForm } from './hours-form.js';
import { OthersSee, StillTrue } from './listing-card.js';
import { OwnChangeList } from './own-changes.js';
import { PhonesForm } from './phones-form.js';
import { PlacesFree } from './places-free.js';
import { PromisesForm } from './promises-form.js';
import { ServicesForm } from './services-form.js';
import type { OwnListing } from './use-update.js';
import { WelcomeForm } from './welcome-form.js';
import { WordsForm } from './words-form.js';

/** One of ours, part by part: each is saved by itself. */
export function OneListing({ id, mayWrite }: { id: string; mayWrite: boolean }): JSX.Element {
  const say = useWords('listings');
  const { organization } = useReader();
  const asked = useLive(OneOwnListing, { id });
  return (
    <Page title={say('title')}>
      <div class="actions">
        <a class="button" href="/listings">
          {say('back')}
        </a>
      </div>
      <Whole asked={asked}>
        {({ listing }) =>
          listing && listing.organization.id === organization?.id ? (
            <Parts listing={listing} mayWrite={mayWrite} />
          ) : (
            <EmptyState>{say('notOurs')}</EmptyState>
          )
        }
      </Whole>
    </Page>
  );
}

const PARTS = {
  welcome: WelcomeForm,
  services: ServicesForm,
  words: WordsForm,
  hours: HoursForm,
  phones: PhonesForm,
  ages: AgesForm,
  address: AddressForm,
  promises: PromisesForm,
} as const;

type Part = keyof typeof PARTS;
const WAITS: Partial<Record<Part, 'waits' | 'waits.address'>> = {
  welcome: 'waits',
  ages: 'waits',
  address: 'waits.address',
};

/** What is said before saving: when it will be true. */
function beforeSaving(part: Part, { status }: OwnListing) {
  if (status === 'DRAFT') return 'sendsAgain';
  return status === 'IN_REVIEW' ? 'notFoundYet' : (WAITS[part] ?? 'atOnce');
}

function Parts({ listing, mayWrite }: { listing: OwnListing; mayWrite: boolean }): JSX.Element {
  const say = useWords('listings');
  return (
    <>
      <section class="card" aria-label={listing.name}>
        <h2>{listing.name}</h2>
        <OthersSee listing={listing} />
        <StillTrue listing={listing} mayWrite={mayWrite} />
        <PlacesFree listing={listing} mayWrite={mayWrite} />
      </section>
      {mayWrite && <OwnChangeList listingId={listing.id} />}
      {(Object.keys(PARTS) as Part[]).map((part) => {
        const Form = PARTS[part];
        return (
          <OnePart key={part} title={say(`part.${part}`)}>
            {(close) => (
              <>
                <p class="hint">{say(beforeSaving(part, listing))}</p>
                <Form listing={listing} mayWrite={mayWrite} onSaved={close} />
              </>
            )}
          </OnePart>
        );
      })}
    </>
  );
}

/** Folded until it is wanted; what it holds begins anew each time, from what stands there by then. */
function OnePart({
  title,
  children,
}: {
  title: string;
  children: (close: () => void) => ComponentChildren;
}): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <details class="card" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && <div class="stack">{children(() => setOpen(false))}</div>}
    </details>
  );
}
