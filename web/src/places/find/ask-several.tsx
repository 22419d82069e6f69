import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { AskPlaces, OpenQuestions } from '../../../generated/documents/find.js';
import type { AskPlacesInput, OpenQuestionsQuery } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { AnswerBadge } from '../../parts/answer-badge.js';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Group } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { useTerms } from '../../terms/use-terms.js';
import { momentOf, timeOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import type { HerNeeds, Needs } from './needs.js';

type Question = OpenQuestionsQuery['placeQuestions'][number];
type Urgency = AskPlacesInput['urgency'];

/** The same question to several places at once: what is needed, never who needs it. */
export function AskSeveral({
  ids,
  needs,
  hers,
  onAsked,
}: {
  ids: readonly string[];
  needs: Needs;
  hers: HerNeeds;
  onAsked: () => void;
}): JSX.Element | null {
  const say = useWords('find');
  const [urgency, setUrgency] = useState<Urgency>('NOW');
  const { act, busy, trouble, problems } = useAct(AskPlaces);
  if (ids.length === 0) return null;
  const send = async (): Promise<void> => {
    const answer = await act((key) => ({
      input: {
        listingIds: [...ids],
        services: needs.services,
        conditions: needs.must,
        childrenAges: hers.childrenAges,
        urgency,
        key,
      },
    }));
    if (answer?.askPlaces.__typename !== 'PlaceQuestion') return;
    toast(say('asked', { count: ids.length }));
    onAsked();
  };
  return (
    <Card title={say('askSeveral', { count: ids.length })}>
      <p>{say('askSeveral.hint')}</p>
      {trouble && <TroubleNotice trouble={trouble} />}
      {problems.length > 0 && (
        <Notice tone="bad" alert>
          {problems.map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
        </Notice>
      )}
      {needs.services.length === 0 && <p>{say('askSeveral.service')}</p>}
      <Group label={say('urgency')}>
        <Chips
          single
          choices={(['NOW', 'TODAY', 'SOON'] as const).map((value) => ({ value, label: say(`urgency.${value}`) }))}
          chosen={[urgency]}
          onChange={([chosen]) => setUrgency(chosen ?? 'NOW')}
        />
      </Group>
      <div class="actions">
        <Button kind="main" busy={busy || needs.services.length === 0} onClick={() => void send()}>
          {say('askSeveral.send')}
        </Button>
      </div>
    </Card>
  );
}

/** What was asked and is not settled: answers arrive by themselves. */
export function OpenQuestionList({ round }: { round: number }): JSX.Element | null {
  const say = useWords('find');
  const asked = useAsk(OpenQuestions, {}, { live: true });
  // Asked again when she has just put a question.
  const [seen, setSeen] = useState(round);
  if (seen !== round) {
    setSeen(round);
    asked.again();
  }
  const questions = asked.answer?.placeQuestions ?? [];
  if (questions.length === 0) return null;
  return (
    <section class="stack" aria-label={say('questions')} aria-live="polite">
      <h2>{say('questions')}</h2>
      {questions.map((question) => (
        <OpenQuestion key={question.id} question={question} />
      ))}
      <Button kind="quiet" onClick={asked.again}>
        {say('questions.again')}
      </Button>
    </section>
  );
}

const BADGES = { YES: 'YES', NO: 'NO', CONDITIONAL: 'DEPENDS', NO_ANSWER: 'UNKNOWN' } as const;

function OpenQuestion({ question }: { question: Question }): JSX.Element {
  const say = useWords('find');
  const { nameOf } = useTerms();
  const silent = question.asked.filter(({ id }) => !question.answers.some(({ listing }) => listing.id === id));
  return (
    <Card title={question.services.map(nameOf).join(', ')}>
      <p class="small">{say('question.until', { when: momentOf(question.closesAt) })}</p>
      <ul class="cards">
        {question.answers.map(({ listing, answer, reason, note, holdUntil }) => (
          <li class="row" key={listing.id}>
            <strong>{listing.name}</strong>
            <AnswerBadge state={BADGES[answer]} />
            <span>
              {[reason?.name, note, holdUntil ? say('question.hold', { when: timeOf(holdUntil) }) : null]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {(answer === 'YES' || answer === 'CONDITIONAL') && (
              <a class="button" href={`/refer/${listing.id}`}>
                {say('refer')}
                <span class="unseen"> {listing.name}</span>
              </a>
            )}
          </li>
        ))}
        {silent.map(({ id, name }) => {
          const ring = question.toRing.find((each) => each.id === id);
          const number = ring?.howToRefer.nightPhone ?? ring?.phones[0]?.number;
          return (
            <li class="row" key={id}>
              <strong>{name}</strong>
              <span>{say('question.waiting')}</span>
              {number && (
                <a class="ltr" href={`tel:${number.replace(/[^\d+]/g, '')}`}>
                  {number}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
