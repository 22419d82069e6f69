import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { OpenListing } from '../../../generated/documents/listing-acts.js';
import { acted } from '../../ask/acted.js';
import { useAct } from '../../ask/use-act.js';
import { useInHand } from '../../in-hand.js';
import { Field } from '../../parts/field.js';
import { Page } from '../../parts/page.js';
import { EmptyState } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { go } from '../../router.js';
import { useWords } from '../../words/words.js';
import { ADDRESS_PATHS, addressFrom, NO_ADDRESS, type AddressDraft } from './address-draft.js';
import { AddressFields } from './address-fields.js';
import { PartForm } from './save-bar.js';
import { ServicesChoice } from './services-choice.js';
import type { Writing } from './use-update.js';

interface Draft {
  name: string;
  description: string;
  services: string[];
  address: AddressDraft;
}
const EMPTY: Draft = { name: '', description: '', services: [], address: NO_ADDRESS };
const SHOWN = ['name', 'description', 'services', ...ADDRESS_PATHS];

/** One more of ours: the least that the network wants to know. All the rest is said once it is there. */
export function NewListing({ mayWrite }: { mayWrite: boolean }): JSX.Element {
  const say = useWords('listings');
  return (
    <Page key="new" title={say('new')}>
      <div class="actions">
        <a class="button" href="/listings">
          {say('back')}
        </a>
      </div>
      {mayWrite ? <NewForm /> : <EmptyState>{say('new.notYours')}</EmptyState>}
    </Page>
  );
}

function NewForm(): JSX.Element {
  const say = useWords('listings');
  const [draft, setDraft] = useInHand('listings.new', EMPTY);
  const [refused, setRefused] = useState<Writing['refused']>(null);
  const { act, busy, trouble, problems } = useAct(OpenListing);
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const send = async (): Promise<void> => {
    const { name, description, services, address } = draft;
    const { visibility } = address;
    setRefused(null);
    if (visibility === null) return;
    const said = { name, description: description.trim() || null, services, address: addressFrom(address, visibility) };
    const answer = await act((key) => ({ input: { ...said, key } }));
    if (!answer) return;
    const { update } = answer;
    if (update.__typename === 'Forbidden') setRefused('someOnly');
    if (update.__typename !== 'ListingUpdated') return;
    setDraft(undefined);
    toast(say('new.sent'));
    acted();
    go(`/listings/${update.listing.id}`);
  };
  return (
    <div class="card">
      <p>{say('new.waits')}</p>
      <PartForm
        writing={{ busy, trouble, problems, refused }}
        shown={SHOWN}
        mayWrite
        saving={say('save.review')}
        onSave={() => void send()}
      >
        <Field label={say('field.name')} hint={say('new.name.hint')} path="name" problems={problems}>
          {(described) => (
            <input
              {...described}
              type="text"
              required
              autocomplete="off"
              value={draft.name}
              onInput={(event) => change({ name: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={say('field.description')} optional path="description" problems={problems}>
          {(described) => (
            <textarea
              {...described}
              value={draft.description}
              onInput={(event) => change({ description: event.currentTarget.value })}
            />
          )}
        </Field>
        <ServicesChoice chosen={draft.services} onChange={(services) => change({ services })} problems={problems} />
        <AddressFields address={draft.address} onChange={(address) => change({ address })} problems={problems} />
      </PartForm>
    </div>
  );
}
