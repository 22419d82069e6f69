import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { InboxList } from '../../../generated/documents/inbox.js';
import type { Inbox, ReferralFilter } from '../../../generated/graphql.js';
import { useLive } from '../../ask/acted.js';
import { Pager } from '../../parts/more.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import { ReferralCard } from './referral-card.js';
import type { Row } from './steps.js';

/** One of the lists, what is due first; a page at a time. */
export function List({
  inbox,
  where,
  empty,
  onOpen,
}: {
  inbox: Inbox;
  where: ReferralFilter | null;
  empty: string;
  onOpen: (referral: Row) => void;
}): JSX.Element {
  const say = useWords('inbox');
  const [before, setBefore] = useState<(string | null)[]>([]);
  const after = before.at(-1) ?? null;
  const asked = useLive(InboxList, { inbox, where, after });
  const list = useRef<HTMLUListElement>(null);
  const length = asked.answer?.referrals.edges.length ?? 0;
  const lengthBefore = useRef(length);
  useEffect(() => {
    // One was answered from its card and is gone with the focus that was in it.
    if (length < lengthBefore.current && document.activeElement === document.body) list.current?.focus();
    lengthBefore.current = length;
  }, [length]);
  return (
    <Whole asked={asked}>
      {({ referrals: { edges, pageInfo } }) => (
        <>
          {edges.length === 0 && <EmptyState>{empty}</EmptyState>}
          <ul class="cards" ref={list} tabIndex={-1} aria-label={say('list')}>
            {edges.map(({ node }) => (
              <ReferralCard key={node.id} referral={node} onOpen={() => onOpen(node)} />
            ))}
          </ul>
          <Pager
            busy={asked.busy}
            onEarlier={before.length > 0 ? () => setBefore(before.slice(0, -1)) : null}
            onLater={pageInfo.hasNextPage ? () => setBefore([...before, pageInfo.endCursor ?? null]) : null}
          />
        </>
      )}
    </Whole>
  );
}
