import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { DecisionSeen, OwnChanges, TakeProposalBack } from '../../../generated/documents/own-changes.js';
import type { ChangeValueFragment, OwnChangeFragment } from '../../../generated/graphql.js';
import { acted, useLive } from '../../ask/acted.js';
import { useAct } from '../../ask/use-act.js';
import { AnswerBadge, Tag } from '../../parts/answer-badge.js';
import { Button } from '../../parts/button.js';
import { Confirm } from '../../parts/confirm.js';
import { Pager } from '../../parts/more.js';
import { TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { useTerms } from '../../terms/use-terms.js';
import { dayOf, momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { NotWritten } from './refused.js';

const TONES = { WAITING: 'care', ACCEPTED: 'good', REFUSED: 'bad', AT_ONCE: 'quiet' } as const;

/** What we proposed: what the network looks at still, and what it decided until that was read. */
export function OwnChangeList({ listingId }: { listingId: string | null }): JSX.Element | null {
  const say = useWords('listings');
  const [before, setBefore] = useState<(string | null)[]>([]);
  const { answer, trouble, busy, again } = useLive(OwnChanges, { listingId, after: before.at(-1) ?? null });
  if (trouble) return <TroubleNotice trouble={trouble} again={again} />;
  const changes = answer?.ownListingChanges;
  if (!changes || changes.totalCount === 0) return null;
  return (
    <section class="stack" aria-label={say('changes')}>
      <h2>{say('changes')}</h2>
      <ul class="cards">
        {changes.edges.map(({ node }) => (
          <li key={node.id}>
            <OneChange change={node} named={listingId === null} />
          </li>
        ))}
      </ul>
      <Pager
        busy={busy}
        onEarlier={before.length > 0 ? () => setBefore(before.slice(0, -1)) : null}
        onLater={changes.pageInfo.hasNextPage ? () => setBefore([...before, changes.pageInfo.endCursor ?? null]) : null}
      />
    </section>
  );
}

function OneChange({ change, named }: { change: OwnChangeFragment; named: boolean }): JSX.Element {
  const say = useWords('listings');
  const { state, field, at, decidedAt, note, listing } = change;
  return (
    <article class="card" aria-label={say(`field.${field as 'name'}`)}>
      <div class="row">
        <h3>{say(`field.${field as 'name'}`)}</h3>
        <Tag tone={TONES[state]}>{say(`change.${state}`)}</Tag>
      </div>
      {named && <p class="small">{listing.name}</p>}
      <Value value={change.new} />
      <p class="small">{say('change.at', { when: momentOf(at) })}</p>
      {decidedAt && <p class="small">{say('change.decided', { when: dayOf(decidedAt) })}</p>}
      {note && <p>{say('change.note', { note })}</p>}
      {state === 'WAITING' ? <TakeBack id={change.id} /> : <Seen id={change.id} />}
    </article>
  );
}

/** A value in words; what has none here (hours, numbers) is only named. */
function Value({ value }: { value: ChangeValueFragment }): JSX.Element | null {
  const say = useWords('listings');
  const { nameOf } = useTerms();
  const { text, number, codes, answers, address } = value;
  if (answers)
    return (
      <ul class="stack">
        {answers.map(({ code, answer, note }) => (
          <li class="row" key={code}>
            {nameOf(code)} <AnswerBadge state={answer} />
            {note && <span class="small">{note}</span>}
          </li>
        ))}
      </ul>
    );
  if (address)
    return (
      <p>
        {[
          say(`visibility.${address.visibility}`),
          address.line,
          address.postalCode,
          address.city,
          address.area,
          address.meetingPoint,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    );
  const words = text ?? (typeof number === 'number' ? String(number) : codes?.map(nameOf).join(', '));
  return words ? <p>{words}</p> : null;
}

function TakeBack({ id }: { id: string }): JSX.Element {
  const say = useWords('listings');
  const { act, busy, trouble, problems, clear } = useAct(TakeProposalBack);
  const [asking, setAsking] = useState(false);
  const take = async (): Promise<void> => {
    const answer = await act({ id });
    setAsking(false);
    if (!answer) return;
    if (answer.update.__typename === 'ListingUpdated') toast(say('change.takenBack'));
    acted();
  };
  return (
    <>
      <NotWritten writing={{ busy, trouble, problems, refused: null }} />
      <div class="actions">
        <Button onClick={() => setAsking(true)}>{say('change.takeBack')}</Button>
      </div>
      <Confirm
        open={asking}
        title={say('change.sure')}
        action={say('change.takeBack')}
        busy={busy}
        onOpen={clear}
        onConfirm={() => void take()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

function Seen({ id }: { id: string }): JSX.Element {
  const say = useWords('listings');
  const { act, busy, trouble, problems } = useAct(DecisionSeen);
  const seen = async (): Promise<void> => {
    if (await act({ id })) acted();
  };
  return (
    <>
      <NotWritten writing={{ busy, trouble, problems, refused: null }} />
      <div class="actions">
        <Button busy={busy} onClick={() => void seen()}>
          {say('change.seen')}
        </Button>
      </div>
    </>
  );
}
