import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanAnswer, WomanMessage } from '../../../generated/documents/steps.js';
import type { WomanReferralFragment } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { Tag } from '../../parts/answer-badge.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice } from '../../parts/states.js';
import { useInHand } from '../../in-hand.js';
import { momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';

interface MessagesProps {
  referral: WomanReferralFragment;
  again: () => void;
}

/** What both sides write about this one referral. A question that waits is asked first. */
export function Messages({ referral, again }: MessagesProps): JSX.Element {
  const say = useWords('woman');
  const { messages, questionDueBy } = referral;
  const answered = new Set(messages.map(({ answerTo }) => answerTo));
  const waiting =
    questionDueBy === null ? [] : messages.filter(({ kind, id }) => kind === 'QUESTION' && !answered.has(id));
  return (
    <>
      {waiting.map((question) => (
        <Notice tone="care" key={question.id}>
          <p>
            <b>{say('question', { name: referral.to.name })}</b> {question.text}
          </p>
          {questionDueBy && <p class="small">{say('question.due', { when: momentOf(questionDueBy) })}</p>}
          <Write referral={referral} questionId={question.id} again={again} />
        </Notice>
      ))}
      <details>
        <summary>
          {say('messages')} {messages.length > 0 && <span class="count">{messages.length}</span>}
        </summary>
        <div class="stack">
          {messages.length === 0 && <p>{say('messages.empty')}</p>}
          <ul class="stack">
            {messages.map(({ id, at, from, kind, text }) => (
              <li key={id}>
                <b>{from.name}</b> {kind !== 'WORD' && <Tag>{say(`message.${kind}`)}</Tag>}{' '}
                <span class="small">{momentOf(at)}</span>
                <p>{text ?? say('messages.gone')}</p>
              </li>
            ))}
          </ul>
          <Write referral={referral} questionId={null} again={again} />
        </div>
      </details>
    </>
  );
}

function Write({ referral, questionId, again }: MessagesProps & { questionId: string | null }): JSX.Element {
  const say = useWords('woman');
  const [text, setText] = useInHand(`woman.message.${referral.id}.${questionId ?? ''}`, '');
  const message = useAct(WomanMessage);
  const answering = useAct(WomanAnswer);
  const { busy, trouble, problems } = questionId === null ? message : answering;
  const [refused, setRefused] = useState<string | null>(null);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (text.trim() === '') {
      setRefused(say('message.empty'));
      return;
    }
    const words = { referralId: referral.id, text: text.trim() };
    const result =
      questionId === null
        ? (await message.act((key) => ({ ...words, key })))?.postMessage
        : (await answering.act((key) => ({ ...words, questionId, key })))?.answerQuestion;
    if (!result || result.__typename === 'InvalidInput') return;
    if (result.__typename !== 'Referral') {
      setRefused(result.message);
      return;
    }
    setRefused(null);
    setText(undefined);
    again();
  };
  return (
    <form onSubmit={(event) => void send(event)} noValidate>
      {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
      <Field
        label={say(questionId === null ? 'message' : 'answer')}
        hint={say('message.hint')}
        path="text"
        problems={problems}
        error={refused}
      >
        {(described) => (
          <textarea {...described} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        )}
      </Field>
      <Button type="submit" busy={busy}>
        {say(questionId === null ? 'message.send' : 'answer.send')}
      </Button>
    </form>
  );
}
