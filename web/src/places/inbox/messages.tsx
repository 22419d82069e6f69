import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { AnswerTheQuestion, AskTheSender, SayAWord } from '../../../generated/documents/inbox.js';
import { acted } from '../../ask/acted.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { useInHand } from '../../in-hand.js';
import { toast } from '../../parts/toast.js';
import { useReader } from '../../reader.js';
import { momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { NotTaken } from './refused.js';
import { isOver, type Whole } from './steps.js';

type Message = Whole['messages'][number];

/** What both sides wrote to each other, and what was asked and waits for its answer. */
export function Messages({ referral }: { referral: Whole }): JSX.Element {
  const say = useWords('inbox');
  const { organization } = useReader();
  const { messages } = referral;
  const received = referral.to.id === organization?.id;
  const answered = new Set(messages.map(({ answerTo }) => answerTo));
  const open = messages.filter(({ kind, id }) => kind === 'QUESTION' && !answered.has(id));
  // A colleague without a purpose, and a receiver after consent has ended, may write nothing.
  const mayWrite = referral.status !== 'DRAFT' && !isOver(referral) && referral.shared !== null;
  return (
    <section class="stack">
      <h3>{say('messages')}</h3>
      {messages.length === 0 && <p class="small">{say('messages.none')}</p>}
      <ol class="cards" aria-live="polite">
        {messages.map((message) => (
          <MessageLine key={message.id} message={message} />
        ))}
      </ol>
      {mayWrite &&
        !received &&
        open.map((question) => <Answer key={question.id} referral={referral} question={question} />)}
      {mayWrite && <Write referral={referral} asks={received} />}
    </section>
  );
}

function MessageLine({ message }: { message: Message }): JSX.Element {
  const say = useWords('inbox');
  const { at, from, kind, text } = message;
  return (
    <li>
      <p class="small">{say(`message.${kind}`, { name: from.name, when: momentOf(at) })}</p>
      <p class="lines">{text ?? say('message.gone')}</p>
    </li>
  );
}

function Answer({ referral, question }: { referral: Whole; question: Message }): JSX.Element {
  const say = useWords('inbox');
  const { act, busy, trouble, problems } = useAct(AnswerTheQuestion);
  const [text, setText] = useInHand(`inbox.answer.${question.id}`, '');
  const send = async (): Promise<void> => {
    const answer = await act((key) => ({ referralId: referral.id, questionId: question.id, text, key }));
    if (answer?.step.__typename !== 'Referral') return;
    setText(undefined);
    toast(say('answer.sent'));
    acted();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) void send();
      }}
    >
      <NotTaken stepping={{ trouble, problems: [] }} />
      <Field label={say('answer')} hint={question.text ?? undefined} path="text" problems={problems}>
        {(described) => (
          <textarea {...described} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        )}
      </Field>
      <Button type="submit" kind="main" busy={busy}>
        {say('answer.send')}
      </Button>
    </form>
  );
}

function Write({ referral, asks }: { referral: Whole; asks: boolean }): JSX.Element {
  const say = useWords('inbox');
  const word = useAct(SayAWord);
  const question = useAct(AskTheSender);
  const [text, setText] = useInHand(`inbox.word.${referral.id}`, '');
  const [empty, setEmpty] = useState(false);
  const send = async (asQuestion: boolean): Promise<void> => {
    setEmpty(text.trim() === '');
    if (text.trim() === '') return;
    const { act } = asQuestion ? question : word;
    const answer = await act((key) => ({ referralId: referral.id, text, key }));
    if (answer?.step.__typename !== 'Referral') return;
    setText(undefined);
    toast(say(asQuestion ? 'ask.sent' : 'word.sent'));
    acted();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send(asks);
      }}
    >
      <NotTaken stepping={{ trouble: word.trouble ?? question.trouble, problems: [] }} />
      <Field
        label={say('write')}
        hint={say('write.hint')}
        path="text"
        problems={[...word.problems, ...question.problems]}
        error={empty ? say('write.empty') : null}
      >
        {(described) => (
          <textarea {...described} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        )}
      </Field>
      <div class="actions">
        {asks && (
          <Button type="submit" busy={question.busy}>
            {say('ask.send')}
          </Button>
        )}
        <Button busy={word.busy} onClick={() => void send(false)}>
          {say('word.send')}
        </Button>
      </div>
    </form>
  );
}
