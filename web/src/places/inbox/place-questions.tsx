import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { AnswerForPlace, AskedOfUs } from '../../../generated/documents/inbox.js';
import type { AnswerPlaceQuestionInput, AskedOfUsQuery } from '../../../generated/graphql.js';
import { acted, useLive } from '../../ask/acted.js';
import { useAct } from '../../ask/use-act.js';
import { AnswerBadge, Tag } from '../../parts/answer-badge.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { Card } from '../../parts/page.js';
import { TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { useTerms } from '../../terms/use-terms.js';
import { agoOf, timeOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { ReasonChoice } from './reason-choice.js';
import { Problems } from './refused.js';

type Question = AskedOfUsQuery['placeQuestions'][number];
type Place = Question['asked'][number];
const BADGES = { YES: 'YES', NO: 'NO', CONDITIONAL: 'DEPENDS', NO_ANSWER: 'UNKNOWN' } as const;
const HOLD_HOURS = 2;
const HOUR_MILLIS = 3_600_000;

/** Somebody looks for a place, for a woman who is not named: what can be done here, now? */
export function PlaceQuestions(): JSX.Element | null {
  const say = useWords('inbox');
  const { answer, trouble, again } = useLive(AskedOfUs, {});
  const questions = answer?.placeQuestions ?? [];
  if (trouble) return <TroubleNotice trouble={trouble} again={again} />;
  if (questions.length === 0) return null;
  return (
    <section class="stack" aria-label={say('asked')}>
      <h2>{say('asked')}</h2>
      {questions.map((question) => (
        <OneQuestion key={question.id} question={question} />
      ))}
    </section>
  );
}

function OneQuestion({ question }: { question: Question }): JSX.Element {
  const say = useWords('inbox');
  const { nameOf } = useTerms();
  const { services, conditions, childrenAges, urgency, closesAt, asked, answers } = question;
  return (
    <Card title={say('asked.for', { services: services.map(nameOf).join(', ') })}>
      <div class="row">
        <Tag tone={urgency === 'NOW' ? 'bad' : 'quiet'}>{say(`urgency.${urgency}`)}</Tag>
        <span class="small">{say('asked.until', { when: agoOf(closesAt) })}</span>
      </div>
      {conditions.length > 0 && <p>{say('asked.must', { what: conditions.map(nameOf).join(', ') })}</p>}
      {childrenAges.length > 0 && <p>{say('asked.children', { ages: childrenAges.join(', ') })}</p>}
      {asked.map((place) => {
        const answer = answers.find(({ listing }) => listing.id === place.id);
        return answer ? (
          <p class="row" key={place.id}>
            <strong>{place.name}</strong> <AnswerBadge state={BADGES[answer.answer]} />
            <span>
              {[
                answer.reason?.name,
                answer.note,
                answer.holdUntil && say('asked.holds', { when: timeOf(answer.holdUntil) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </p>
        ) : (
          <AnswerIt key={place.id} question={question} place={place} />
        );
      })}
    </Card>
  );
}

function AnswerIt({ question, place }: { question: Question; place: Place }): JSX.Element {
  const say = useWords('inbox');
  const { act, busy, trouble, problems } = useAct(AnswerForPlace);
  const [saying, setSaying] = useState<'NO' | 'CONDITIONAL' | null>(null);
  const [note, setNote] = useState('');
  const answer = async (said: Omit<AnswerPlaceQuestionInput, 'id' | 'listingId'>): Promise<void> => {
    const answered = await act({ input: { ...said, id: question.id, listingId: place.id } });
    if (!answered) return;
    if (answered.answerPlaceQuestion.__typename === 'PlaceQuestion') toast(say('asked.thanks'));
    if (answered.answerPlaceQuestion.__typename !== 'InvalidInput') acted();
  };
  const hold = (): string => new Date(Date.now() + HOLD_HOURS * HOUR_MILLIS).toISOString();
  return (
    <div class="stack" role="group" aria-label={place.name}>
      <h3>{place.name}</h3>
      {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
      <Problems problems={problems} />
      <div class="actions">
        <Button kind="main" busy={busy} onClick={() => void answer({ answer: 'YES', holdUntil: hold() })}>
          {say('asked.yesHold', { count: HOLD_HOURS })}
        </Button>
        <Button busy={busy} onClick={() => void answer({ answer: 'YES' })}>
          {say('asked.yes')}
        </Button>
        <Button onClick={() => setSaying('CONDITIONAL')}>{say('asked.conditional')}</Button>
        <Button onClick={() => setSaying('NO')}>{say('asked.no')}</Button>
      </div>
      {saying === 'NO' && (
        <ReasonChoice
          step="DECLINE"
          chosen={null}
          onChange={(reasonCode) => void answer({ answer: 'NO', reasonCode })}
        />
      )}
      {saying === 'CONDITIONAL' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (note.trim()) void answer({ answer: 'CONDITIONAL', note });
          }}
        >
          <Field label={say('condition')} hint={say('condition.hint')}>
            {(described) => (
              <input
                {...described}
                type="text"
                autocomplete="off"
                value={note}
                onInput={(event) => setNote(event.currentTarget.value)}
              />
            )}
          </Field>
          <Button type="submit" kind="main" busy={busy}>
            {say('asked.send')}
          </Button>
        </form>
      )}
    </div>
  );
}
