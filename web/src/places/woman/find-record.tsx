import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FindWomanByWords } from '../../../generated/documents/woman.js';
import { useAct } from '../../ask/use-act.js';
import { useInHand } from '../../in-hand.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { TroubleNotice } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import { ByCode } from '../../her/by-code.js';
import type { InHand } from '../../her/in-hand.js';
import { PurposeField } from '../../her/purpose-field.js';

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
    if (!answer.clientByPassphrase) {
      setNobody(true);
      return;
    }
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
