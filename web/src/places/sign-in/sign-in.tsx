import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Me, SignIn } from '../../../generated/documents/signing-in.js';
import { ask } from '../../ask/ask.js';
import { useAct } from '../../ask/use-act.js';
import { Door } from '../../door.js';
import { dropAll } from '../../in-hand.js';
import { signOut } from '../../leave.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { CodeField, PasswordField } from '../../parts/password-field.js';
import { RefusedNotice } from '../../parts/refused.js';
import { Page } from '../../parts/page.js';
import { TroubleNotice } from '../../parts/states.js';
import { homeOf, placeAt } from '../../places.js';
import { setSigned, useSigned } from '../../reader.js';
import { go } from '../../router.js';
import { useWords } from '../../words/words.js';

/** The door. After a lock it asks for the same person; whoever else signs in finds nothing of hers. */
export function SignInPage(): JSX.Element {
  const say = useWords('sign-in');
  const shell = useWords('shell');
  const { reader, locked } = useSigned();
  return (
    <Door>
      <Page title={locked ? shell('lock.title') : say('title')}>
        {locked && reader && <p>{shell('lock.text', { name: reader.displayName })}</p>}
        <SignInForm />
        {locked && (
          <>
            <Button onClick={() => void signOut()}>{shell('lock.other')}</Button>
            <p class="small">{shell('lock.otherText')}</p>
          </>
        )}
      </Page>
    </Door>
  );
}

/** The session is there: who she is, and whether what lies in hand is hers. */
async function enter(before: string | null, mustEnrol: boolean): Promise<void> {
  const { me } = await ask(Me, {});
  if (!me) return;
  const same = before === me.id;
  if (!same) dropAll();
  setSigned({ reader: me, mustEnrol, locked: false });
  // Where she wanted to go, unless that was somebody else's way.
  if (!same && (before !== null || !placeAt(location.pathname))) go(homeOf(me.roles), { replace: true });
}

function SignInForm(): JSX.Element {
  const say = useWords('sign-in');
  const { reader, locked } = useSigned();
  const { act, busy, trouble, problems } = useAct(SignIn);
  const [given, setGiven] = useState({ email: (locked && reader?.email) || '', password: '', code: '' });
  const [refused, setRefused] = useState<{ message: string; seconds: number | null } | null>(null);
  const [codeNeeded, setCodeNeeded] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const code = given.code.replace(/\s/g, '') || null;
    const answer = await act({ input: { email: given.email, password: given.password, code, cookie: true } });
    if (!answer) return;
    const { signIn } = answer;
    setRefused(null);
    if (signIn.__typename === 'SecondFactorNeeded') setCodeNeeded(true);
    else if (signIn.__typename === 'SignInRefused')
      setRefused({ message: signIn.message, seconds: signIn.retryAfterSeconds });
    else await enter(reader?.id ?? null, signIn.mustEnrol);
  };
  return (
    <form class="card" onSubmit={(event) => void submit(event)} noValidate>
      {trouble && <TroubleNotice trouble={trouble} />}
      {refused && <RefusedNotice message={refused.message} seconds={refused.seconds} />}
      <Field label={say('email')} path="input.email" problems={problems}>
        {(described) => (
          <input
            {...described}
            type="email"
            autocomplete="username"
            required
            value={given.email}
            onInput={(event) => setGiven({ ...given, email: event.currentTarget.value })}
          />
        )}
      </Field>
      <PasswordField
        label={say('password')}
        path="input.password"
        problems={problems}
        value={given.password}
        onInput={(password) => setGiven({ ...given, password })}
      />
      {codeNeeded && (
        <CodeField
          label={say('code')}
          hint={say('code.hint')}
          path="input.code"
          problems={problems}
          value={given.code}
          onInput={(code) => setGiven({ ...given, code })}
        />
      )}
      <Button kind="main" type="submit" busy={busy}>
        {say(busy ? 'wait' : 'submit')}
      </Button>
    </form>
  );
}
