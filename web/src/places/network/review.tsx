import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { DecideListingChange, ToReview } from '../../../generated/documents/network-listings.js';
import type { ToReviewQuery } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { Pager } from '../../parts/more.js';
import { Card } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { useTerms } from '../../terms/use-terms.js';
import { momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { refusedOf, Undone } from './problems.js';
import { SaidValue } from './said-value.js';
import { usePages } from './use-pages.js';

type Change = ToReviewQuery['listingChanges']['edges'][number]['node'];

/** What places want to say of themselves and waits for somebody's yes: old and new side by side. */
export function Review(): JSX.Element {
  const say = useWords('network');
  const { pages, pager } = usePages();
  const asked = useAsk(ToReview, { ...pages });
  return (
    <Whole asked={asked}>
      {({ listingChanges: { edges, totalCount, pageInfo } }) => (
        <>
          {edges.length === 0 && <EmptyState>{say('review.none')}</EmptyState>}
          {edges.length > 0 && <p role="status">{say('review.count', { count: totalCount })}</p>}
          {edges.map(({ node }) => (
            <OneChange key={node.id} change={node} again={asked.again} />
          ))}
          <Pager busy={asked.busy} {...pager(pageInfo)} />
        </>
      )}
    </Whole>
  );
}

function OneChange({ change, again }: { change: Change; again: () => void }): JSX.Element {
  const say = useWords('network');
  const sayOfListings = useWords('listings');
  const { nameOf } = useTerms();
  const { listing, field, by, at } = change;
  const [note, setNote] = useState('');
  const [refused, setRefused] = useState<ReturnType<typeof refusedOf>>(null);
  const acting = useAct(DecideListingChange);
  const decide = async (accept: boolean): Promise<void> => {
    const answer = await acting.act({
      ...{ id: listing.id, version: listing.version, accept, fields: [field] },
      note: note.trim() || null,
    });
    const refusal = refusedOf(answer);
    setRefused(refusal);
    if (!answer || refusal) return;
    toast(say(accept ? 'review.accepted' : 'review.sentBack'));
    again();
  };
  const [, attribute] = /^attributes\.(.+)$/.exec(field) ?? [];
  const what = `${listing.name}: ${attribute ? nameOf(attribute) : sayOfListings(`field.${field as 'name'}`)}`;
  return (
    <Card title={what}>
      <p class="small">{[listing.organization.name, by?.displayName, momentOf(at)].filter(Boolean).join(' · ')}</p>
      <div class="split">
        <section aria-label={say('review.old')}>
          <h3>{say('review.old')}</h3>
          <SaidValue value={change.old ?? null} />
        </section>
        <section aria-label={say('review.new')}>
          <h3>{say('review.new')}</h3>
          {/* Of a new listing the change says only that it is new: what is proposed is the listing. */}
          <SaidValue
            value={
              field === 'listing' ? { ...change.new, text: listing.description, codes: listing.services } : change.new
            }
          />
        </section>
      </div>
      <Field label={say('review.note')} hint={say('review.note.hint')} optional path="note" problems={acting.problems}>
        {(described) => <input {...described} value={note} onInput={(event) => setNote(event.currentTarget.value)} />}
      </Field>
      <Undone acting={acting} result={refused} shown={['note']} />
      <div class="actions">
        <Button busy={acting.busy} label={say('review.back.of', { what })} onClick={() => void decide(false)}>
          {say('review.back')}
        </Button>
        <Button
          kind="main"
          busy={acting.busy}
          label={say('review.accept.of', { what })}
          onClick={() => void decide(true)}
        >
          {say('review.accept')}
        </Button>
      </div>
    </Card>
  );
}
