import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FindWoman } from '../../generated/documents/woman.js';
import { useAct } from '../ask/use-act.js';
import { useInHand } from '../in-hand.js';
import { Button } from '../parts/button.js';
import { Field } from '../parts/field.js';
import { readCode } from '../parts/her-code.js';
import { Notice } from '../parts/notice.js';
import { TroubleNotice } from '../parts/states.js';
import { useWords } from '../words/words.js';
import type { InHand } from './in-hand.js';
import { PurposeField } from './purpose-field.js';

type Found = (woman: InHand, purpose: string | null) => void;

/** By the code on her card. Who is not her worker says why first, and her worker sees it. */
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
    if ('problem' in read) {
      setWrong(say(`code.${read.problem}`));
      return;
    }
    setWrong(null);
    const purpose = why ? typed.purpose : null;
    const answer = await act({ code: read.code, purpose });
    if (!answer) {
      setWhy((before) => before || typed.code !== '');
      return;
    }
    if (!answer.clientByCode) {
      setNobody(true);
      return;
    }
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
