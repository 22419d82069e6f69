import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ReferralOnSlip } from '../../../generated/documents/inbox.js';
import { ask } from '../../ask/ask.js';
import { Trouble } from '../../ask/trouble.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { TroubleNotice } from '../../parts/states.js';
import { useWords } from '../../words/words.js';

/** She stands at the door with a slip: its code opens the referral. */
export function ByCode({ onFound }: { onFound: (found: { id: string; code: string }) => void }): JSX.Element {
  const say = useWords('inbox');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const look = async (): Promise<void> => {
    setBusy(true);
    setWrong(null);
    setTrouble(null);
    try {
      const { referralByCode } = await ask(ReferralOnSlip, { code: code.trim() });
      if (referralByCode) {
        setCode('');
        onFound(referralByCode);
      } else setWrong(say('slip.notThere'));
    } catch (error) {
      const met = error instanceof Trouble ? error : new Trouble('broken');
      if (met.kind === 'bad-input') setWrong(say('slip.mistyped'));
      else setTrouble(met);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() && !busy) void look();
      }}
    >
      {trouble && <TroubleNotice trouble={trouble} />}
      <Field label={say('slip')} error={wrong}>
        {(described) => (
          <input
            {...described}
            class="code ltr"
            type="text"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button type="submit" busy={busy}>
        {say('slip.find')}
      </Button>
    </form>
  );
}
