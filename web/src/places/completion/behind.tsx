import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { CompletionList } from '../../../generated/documents/completion.js';
import type { CompletionListQuery, Inbox, ReferralFilter } from '../../../generated/graphql.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Pager } from '../../parts/more.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { useTerms } from '../../terms/use-terms.js';
import { dayOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';

/** Which figure was opened, in words, and how the list behind it is asked for. */
export interface Behind {
  title: string;
  where: ReferralFilter;
  inbox?: Inbox;
}
export type Open = (behind: Behind) => void;

/** A figure that opens the list behind it; nought opens nothing. */
export function Figure({ value, behind, open }: { value: number; behind: Behind; open: Open }): JSX.Element {
  const say = useWords('completion');
  if (value === 0) return <>0</>;
  return (
    <Button kind="quiet" label={say('open', { count: value, title: behind.title })} onClick={() => open(behind)}>
      {value}
    </Button>
  );
}

/** The referrals behind a figure: their codes, where they stand, and when. Nothing of her. */
export function BehindList({ behind, close }: { behind: Behind; close: () => void }): JSX.Element {
  const say = useWords('completion');
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  const variables = {
    inbox: behind.inbox ?? 'ALL',
    where: behind.where,
    after: cursors.at(-1) ?? null,
  };
  const asked = useAsk(CompletionList, variables);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="card" aria-label={behind.title}>
      <div class="page-head">
        <h2 ref={heading} tabIndex={-1}>
          {behind.title}
        </h2>
        <Button onClick={close}>{say('list.close')}</Button>
      </div>
      <Whole asked={asked}>
        {({ referrals: { edges, pageInfo, totalCount } }) => (
          <>
            {edges.length === 0 && <EmptyState>{say('list.empty')}</EmptyState>}
            {edges.length > 0 && <Referrals count={totalCount} rows={edges.map(({ node }) => node)} />}
            <Pager
              busy={asked.busy}
              onEarlier={cursors.length > 1 ? () => setCursors(cursors.slice(0, -1)) : null}
              onLater={pageInfo.hasNextPage ? () => setCursors([...cursors, pageInfo.endCursor ?? null]) : null}
            />
          </>
        )}
      </Whole>
    </section>
  );
}

type Row = CompletionListQuery['referrals']['edges'][number]['node'];

function Referrals({ rows, count }: { rows: Row[]; count: number }): JSX.Element {
  const say = useWords('completion');
  const { nameOf } = useTerms();
  const lastDay = ({ timeline }: Row): string => timeline.map(({ at }) => at).reduce((a, b) => (a > b ? a : b), '');
  const dayOrNone = (instant: string | undefined): string => (instant ? dayOf(instant) : '');
  return (
    <Table
      caption={say('list.count', { count })}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { head: say('list.code'), cell: ({ code }) => <span class="code ltr">{code}</span> },
        { head: say('list.services'), cell: ({ services }) => services.map(nameOf).join(', ') },
        { head: say('list.to'), cell: ({ to }) => to.name },
        { head: say('list.status'), cell: ({ status }) => say(`status.${status}`) },
        {
          head: say('list.outcome'),
          cell: ({ outcome }) => (outcome ? say(`outcome.${outcome}`) : say('outcome.UNKNOWN')),
        },
        {
          head: say('list.sent'),
          cell: ({ timeline }) => dayOrNone(timeline.find(({ step }) => step === 'SEND')?.at),
        },
        { head: say('list.last'), cell: (row) => dayOrNone(lastDay(row)) },
      ]}
    />
  );
}
