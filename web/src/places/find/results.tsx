import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { MoreMatches, MoreToCall } from '../../../generated/documents/find.js';
import type { FindPlacesQuery, FindPlacesQueryVariables, FoundPageFragment } from '../../../generated/graphql.js';
import { ask, isAbort } from '../../ask/ask.js';
import { Trouble } from '../../ask/trouble.js';
import { Button } from '../../parts/button.js';
import { TroubleNotice } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import { DistancePlot } from './distance-plot.js';
import type { Found } from './found.js';
import { PlaceCard } from './place-card.js';

interface ResultsProps {
  answer: FindPlacesQuery;
  variables: FindPlacesQueryVariables;
  must: readonly string[];
  services: readonly string[];
  /** Ids of the places that are to be asked; null where nobody may ask. */
  chosen: readonly string[] | null;
  onChosen: (ids: string[]) => void;
}

/** Places that fit, and under a heading of their own those that may: nobody knows yet, so somebody calls first. */
export function Results(props: ResultsProps): JSX.Element {
  const say = useWords('find');
  const { matches, callFirst } = props.answer.findListings;
  return (
    <>
      <p role="status">{say('found', { count: matches.totalCount })}</p>
      <DistancePlot found={matches.edges.map(({ node }) => node)} />
      {matches.totalCount > 0 && <PlaceList {...props} first={matches} which="matches" heading={say('matches')} />}
      {callFirst.totalCount > 0 && (
        <PlaceList
          {...props}
          first={callFirst}
          which="callFirst"
          heading={say('callFirst')}
          hint={say('callFirst.hint')}
        />
      )}
    </>
  );
}

interface ListProps extends ResultsProps {
  first: FoundPageFragment;
  which: 'matches' | 'callFirst';
  heading: string;
  hint?: string;
}

function PlaceList({
  first,
  which,
  heading,
  hint,
  variables,
  must,
  services,
  chosen,
  onChosen,
}: ListProps): JSX.Element {
  const say = useWords('find');
  const { pages, more, busy, trouble } = useMore(first, which, variables);
  const all = pages.flatMap(({ edges }) => edges.map(({ node }) => node));
  return (
    <section class="stack" aria-label={heading}>
      <h2>{heading}</h2>
      {hint && <p class="hint">{hint}</p>}
      <ul class="cards">
        {all.map((found) => (
          <PlaceCard
            key={found.listing.id}
            found={found}
            must={must}
            services={services}
            openNow={variables.where.openNow === true}
            asking={chosen && askingOf(found, chosen, onChosen)}
          />
        ))}
      </ul>
      {trouble && <TroubleNotice trouble={trouble} again={more} />}
      {pages.at(-1)?.pageInfo.hasNextPage && (
        <Button busy={busy} onClick={more}>
          {say('showMore', { count: first.totalCount - all.length })}
        </Button>
      )}
    </section>
  );
}

function askingOf({ listing: { id } }: Found, chosen: readonly string[], onChosen: (ids: string[]) => void) {
  const isChosen = chosen.includes(id);
  const toggle = (): void => onChosen(isChosen ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return { chosen: isChosen, toggle };
}

/** Pages that were asked for behind the first one; another search begins anew (the list is keyed by it). */
function useMore(first: FoundPageFragment, which: 'matches' | 'callFirst', variables: FindPlacesQueryVariables) {
  const [later, setLater] = useState<FoundPageFragment[]>([]);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const pages = [first, ...later];
  const more = (): void => {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    nextPage(which, { ...variables, after: pages.at(-1)?.pageInfo.endCursor })
      .then((page) => setLater((old) => [...old, page]))
      .catch((error: unknown) => {
        if (!isAbort(error)) setTrouble(error instanceof Trouble ? error : new Trouble('broken'));
      })
      .finally(() => setBusy(false));
  };
  return { pages, more, busy, trouble };
}

async function nextPage(
  which: 'matches' | 'callFirst',
  variables: FindPlacesQueryVariables & { after?: string | null },
): Promise<FoundPageFragment> {
  return which === 'matches'
    ? (await ask(MoreMatches, variables)).findListings.matches
    : (await ask(MoreToCall, variables)).findListings.callFirst;
}
