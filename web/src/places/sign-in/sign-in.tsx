import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Me, SignIn } from '../../../generated/documents/account.js';
import { ask } from '../../ask/ask.js';
import { useAct } from '../../ask/use-act.js';
import { dropAll } from '../../in-hand.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { TroubleNotice } from '../../parts/states.js';
import { homeOf } from '../../places.js';
import { setSigned, useSigned } from '../../reader.js';
import { go } from '../../router.js';
import { LanguageChoice, LeaveNow } from '../../shell.js';
import { useWords } from '../../words/words.js';

/** The door. After a lock it asks for the same person; whoever else signs in finds nothing of hers. */
export function SignInPage(): JSX.Element {
  const say = useWords('sign-in');
  const shell = useWords('shell');
  const { reader, locked } = useSigned();
  return (
    <>
      <header class="top top-door">
        <LeaveNow />
      </header>
      <main class="door">
        <Page title={locked ? shell('lock.title') : say('title')}>
          {locked && reader && <p>{shell('lock.text', { name: reader.displayName })}</p>}
          <SignInForm />
        </Page>
      </main>
      <footer class="foot">
        <LanguageChoice />
        <p class="small">{shell('leave.hint')}</p>
      </footer>
    </>
  );
}

/** The session is there: who she is, and whether what lies in hand is hers. */
async function enter(before: string | null, mustEnrol: boolean): Promise<void> {
  const { me } = await ask(Me, {});
  if (!me) return;
  const same = before === me.id;
  if (!same) dropAll();
  setSigned({ reader: me, mustEnrol, locked: false });
  if (!same) go(homeOf(me.roles), { replace: true });
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
      {refused && (
        <Notice tone="bad" alert>
          <p>{refused.message}</p>
        </Notice>
      )}
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
      <Field label={say('password')} path="input.password" problems={problems}>
        {(described) => (
          <input
            {...described}
            type="password"
            autocomplete="current-password"
            required
            value={given.password}
            onInput={(event) => setGiven({ ...given, password: event.currentTarget.value })}
          />
        )}
      </Field>
      {codeNeeded && (
        <Field label={say('code')} hint={say('code.hint')} path="input.code" problems={problems}>
          {(described) => (
            <input
              {...described}
              inputMode="numeric"
              autocomplete="one-time-code"
              value={given.code}
              autofocus
              onInput={(event) => setGiven({ ...given, code: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <Button kind="main" type="submit" busy={busy}>
        {say(busy ? 'wait' : 'submit')}
      </Button>
    </form>
  );
}
