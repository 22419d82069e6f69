import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { AcceptInvitation, RecoverAccount } from '../../../generated/documents/signing-in.js';
import { useAct } from '../../ask/use-act.js';
import { Door } from '../../door.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { PasswordField } from '../../parts/password-field.js';
import { RefusedIn } from '../../parts/refused.js';
import { TroubleNotice } from '../../parts/states.js';
import { go } from '../../router.js';
import { useWords } from '../../words/words.js';

type Refusal = Parameters<typeof RefusedIn>[0]['result'];

/** What stands behind the # is taken out of the address at once: neither the history nor somebody who looks over her shoulder has it. */
function takeToken(): string {
  const token = decodeURIComponent(location.hash.slice(1));
  if (token) history.replaceState(history.state, '', location.pathname);
  return token;
}

/** She was invited: a name for her colleagues, and a password. */
export function Invitation(): JSX.Element {
  const say = useWords('account');
  const [token] = useState(takeToken);
  const { act, busy, trouble, problems } = useAct(AcceptInvitation);
  const [given, setGiven] = useState({ displayName: '', password: '' });
  const [result, setResult] = useState<Refusal>(null);
  const accept = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await act({
      input: { token, password: given.password, displayName: given.displayName.trim() || null },
    });
    setResult(answer?.acceptInvitation ?? null);
  };
  if (result?.__typename === 'AccountReady') return <Ready />;
  return (
    <Door>
      <Page title={say('invitation.title')}>
        <form class="card" onSubmit={(event) => void accept(event)}>
          <p>{say('invitation.text')}</p>
          {trouble && <TroubleNotice trouble={trouble} />}
          <RefusedIn result={result} />
          <Field label={say('name')} hint={say('name.hint')} optional path="input.displayName" problems={problems}>
            {(described) => (
              <input
                {...described}
                autocomplete="nickname"
                value={given.displayName}
                onInput={(event) => setGiven({ ...given, displayName: event.currentTarget.value })}
              />
            )}
          </Field>
          <PasswordField
            fresh
            label={say('password.new')}
            hint={say('password.hint')}
            path="input.password"
            problems={problems}
            value={given.password}
            onInput={(password) => setGiven({ ...given, password })}
          />
          <Button kind="main" type="submit" busy={busy}>
            {say('invitation.submit')}
          </Button>
        </form>
      </Page>
    </Door>
  );
}

/** Two others have helped her: the link from one, the word from the other. */
export function Recovery(): JSX.Element {
  const say = useWords('account');
  const [token] = useState(takeToken);
  const { act, busy, trouble, problems } = useAct(RecoverAccount);
  const [given, setGiven] = useState({ word: '', password: '' });
  const [result, setResult] = useState<Refusal>(null);
  const recover = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await act({ input: { token, word: given.word.trim(), password: given.password } });
    setResult(answer?.recoverAccount ?? null);
  };
  if (result?.__typename === 'AccountReady') return <Ready />;
  return (
    <Door>
      <Page title={say('recovery.title')}>
        <form class="card" onSubmit={(event) => void recover(event)}>
          <p>{say('recovery.text')}</p>
          {trouble && <TroubleNotice trouble={trouble} />}
          <RefusedIn result={result} />
          <Field label={say('word')} path="input.word" problems={problems}>
            {(described) => (
              <input
                {...described}
                autocomplete="off"
                value={given.word}
                onInput={(event) => setGiven({ ...given, word: event.currentTarget.value })}
              />
            )}
          </Field>
          <PasswordField
            fresh
            label={say('password.new')}
            hint={say('password.hint')}
            path="input.password"
            problems={problems}
            value={given.password}
            onInput={(password) => setGiven({ ...given, password })}
          />
          <Button kind="main" type="submit" busy={busy}>
            {say('recovery.submit')}
          </Button>
        </form>
      </Page>
    </Door>
  );
}

function Ready(): JSX.Element {
  const say = useWords('account');
  return (
    <Door>
      <Page title={say('ready.title')}>
        <Notice tone="good" alert>
          <p>{say('ready.text')}</p>
        </Notice>
        <Button kind="main" onClick={() => go('/', { replace: true })}>
          {say('ready.signIn')}
        </Button>
      </Page>
    </Door>
  );
}
