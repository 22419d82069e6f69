import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FindWoman, FindWomanByWords } from '../../../generated/documents/woman.js';
import { useAct } from '../../ask/use-act.js';
import { useInHand } from '../../in-hand.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { TroubleNotice } from '../../parts/states.js';
import { readCode } from '../../parts/her-code.js';
import { useWords } from '../../words/words.js';
import type { InHand } from './in-hand.js';
import { PurposeField } from './purpose-field.js';

type Found = (woman: InHand, purpose: string | null) => void;

/** By the code on her card; the card lost, by the words she chose. Who is not her worker says why first, and her worker sees it. */
export function FindRecord({ onFound }: { onFound: Found }): JSX.Element {
  const say = useWords('woman');
  return (
    <Card title={say('find')}>
      <ByCode onFound={onFound} />
      <details>
        <summary>{say('words')}</summary>
        <ByWords onFound={onFound} />
      </details>
    </Card>
  );
}

/** Also where a referral asks whom it is for. */
export function ByCode({ onFound }: { onFound: Found }): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble, problems } = useAct(FindWoman);
  const [typed, setTyped] = useInHand('woman.find', { code: '', purpose: '' });
  const [wrong, setWrong] = useState<string | null>(null);
  const [nobody, setNobody] = useState(false);
  // Asked for only where it is needed: of one's own woman nobody explains herself.
  const [why, setWhy] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setNobody(false);
    const read = readCode(typed.code);
    if ('problem' in read) return setWrong(say(`code.${read.problem}`));
    setWrong(null);
    const purpose = why ? typed.purpose : null;
    const answer = await act({ code: read.code, purpose });
    if (!answer) return setWhy((before) => before || typed.code !== '');
    if (!answer.clientByCode) return setNobody(true);
    setTyped(undefined);
    onFound(answer.clientByCode, purpose);
  };
  const asksWhy = why && (trouble === null || trouble.kind === 'bad-input');
  const mistyped = problems.find(({ path }) => path.endsWith('code'))?.message;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
      {nobody && (
        <Notice tone="care" alert>
          <p>{say('find.nobody')}</p>
        </Notice>
      )}
      <Field label={say('code')} hint={say('code.hint')} error={wrong ?? mistyped}>
        {(described) => (
          <input
            {...described}
            class="code"
            dir="ltr"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            value={typed.code}
            onInput={(event) => {
              setTyped({ ...typed, code: event.currentTarget.value });
              setWhy(false);
            }}
          />
        )}
      </Field>
      {asksWhy && (
        <>
          <Notice tone="care" alert>
            <p>{say('purpose.before')}</p>
          </Notice>
          <PurposeField value={typed.purpose} onInput={(purpose) => setTyped({ ...typed, purpose })} />
        </>
      )}
      <Button kind="main" type="submit" busy={busy}>
        {say('find.action')}
      </Button>
    </form>
  );
}

function ByWords({ onFound }: { onFound: Found }): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble, problems } = useAct(FindWomanByWords);
  const [typed, setTyped] = useInHand('woman.words', { words: '', purpose: '' });
  const [nobody, setNobody] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setNobody(false);
    const { words, purpose } = typed;
    const answer = await act({ words, purpose });
    if (!answer) return;
    if (!answer.clientByPassphrase) return setNobody(true);
    setTyped(undefined);
    onFound(answer.clientByPassphrase, purpose);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <p class="hint">{say('words.hint')}</p>
      {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
      {nobody && (
        <Notice tone="care" alert>
          <p>{say('words.nobody')}</p>
        </Notice>
      )}
      <Field label={say('words.label')} path="passphrase" problems={problems}>
        {(described) => (
          <input
            {...described}
            autocomplete="off"
            spellcheck={false}
            value={typed.words}
            onInput={(event) => setTyped({ ...typed, words: event.currentTarget.value })}
          />
        )}
      </Field>
      <PurposeField value={typed.purpose} problems={problems} onInput={(purpose) => setTyped({ ...typed, purpose })} />
      <Button type="submit" busy={busy}>
        {say('find.action')}
      </Button>
    </form>
  );
}
