import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ForgetWoman } from '../../../generated/documents/forget.js';
import { useAct } from '../../ask/use-act.js';
import { PurposeField } from '../../her/purpose-field.js';
import { dropAll, holdInHand, useInHand } from '../../in-hand.js';
import { Button } from '../../parts/button.js';
import { Confirm } from '../../parts/confirm.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { useReader } from '../../reader.js';
import { useWords } from '../../words/words.js';
import { ActTrouble } from './act-trouble.js';
import type { InRecord } from './in-record.js';

/** Asked for in every language, so that it is nobody's slip. */
const THE_WORD = 'ERASE';

interface Forgotten {
  ended: number;
  stays: string[];
}

/** She wants to be forgotten: her worker does it, or a manager who says why. Nothing brings her back. */
export function Forget({ record }: { record: InRecord }): JSX.Element | null {
  const say = useWords('woman');
  const { roles } = useReader();
  const [asking, setAsking] = useState(false);
  if (!record.isHers && !roles.includes('MANAGER')) return null;
  return (
    <details class="card">
      <summary>{say('forget')}</summary>
      <div class="stack">
        <p>{say('forget.hint')}</p>
        <p>{say('forget.does')}</p>
        <p>{say('forget.stays')}</p>
        <div class="actions">
          <Button kind="danger" onClick={() => setAsking(true)}>
            {say('forget.ask')}
          </Button>
        </div>
      </div>
      <Question record={record} open={asking} onClose={() => setAsking(false)} />
    </details>
  );
}

function Question({ record, open, onClose }: { record: InRecord; open: boolean; onClose: () => void }): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble, problems, clear } = useAct(ForgetWoman);
  const [typed, setTyped] = useState({ word: '', purpose: '' });
  const [unsaid, setUnsaid] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const confirm = typed.word.trim().toUpperCase();
  const forget = async (): Promise<void> => {
    setRefused(null);
    setUnsaid(confirm !== THE_WORD);
    if (confirm !== THE_WORD) return;
    const purpose = typed.purpose.trim() || null;
    const result = (await act({ input: { clientId: record.her.id, confirm, purpose } }))?.eraseClient;
    if (result?.__typename === 'Forbidden') setRefused(result.message);
    if (result?.__typename !== 'ClientErased') return;
    // Nothing of hers stays in this page either: what was typed for her, and she herself.
    dropAll();
    holdInHand('woman.forgotten', { ended: result.referralsEnded, stays: result.stays } satisfies Forgotten);
  };
  return (
    <Confirm
      open={open}
      title={say('forget.title')}
      action={say('forget.action')}
      danger
      busy={busy}
      onOpen={() => {
        clear();
        setUnsaid(false);
        setRefused(null);
      }}
      onConfirm={() => void forget()}
      onClose={onClose}
    >
      <p>{say('forget.does')}</p>
      <p>{say('forget.cannot')}</p>
      <ActTrouble of={{ trouble, problems, refused }} shown={['input.confirm', 'input.purpose']} />
      {!record.isHers && (
        <PurposeField
          value={typed.purpose}
          problems={problems}
          onInput={(purpose) => setTyped({ ...typed, purpose })}
        />
      )}
      <Field
        label={say('forget.word', { word: THE_WORD })}
        path="input.confirm"
        problems={problems}
        error={unsaid && confirm !== THE_WORD ? say('forget.word.missing', { word: THE_WORD }) : null}
      >
        {(described) => (
          <input
            {...described}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            value={typed.word}
            onInput={(event) => setTyped({ ...typed, word: event.currentTarget.value })}
          />
        )}
      </Field>
    </Confirm>
  );
}

/** What is left to tell her, where her record was. */
export function ForgottenNotice(): JSX.Element | null {
  const say = useWords('woman');
  const [forgotten, put] = useInHand<Forgotten | null>('woman.forgotten', null);
  if (!forgotten) return null;
  return (
    <Notice tone="good" alert>
      <p>
        <b>{say('forgotten')}</b> {forgotten.ended > 0 && say('forgotten.ended', { count: forgotten.ended })}
      </p>
      <p>{say('forgotten.stays')}</p>
      <ul>
        {forgotten.stays.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <Button onClick={() => put(undefined)}>{say('forgotten.read')}</Button>
    </Notice>
  );
}
