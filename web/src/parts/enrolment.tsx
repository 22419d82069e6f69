import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ConfirmSecondFactor, EnrolSecondFactor } from '../../generated/documents/signing-in.js';
import { useAct } from '../ask/use-act.js';
import { useReader } from '../reader.js';
import { useWords } from '../words/words.js';
import { Button } from './button.js';
import { Card } from './page.js';
import { CodeField, PasswordField } from './password-field.js';
import { Qr } from './qr.js';
import { RefusedIn } from './refused.js';
import { TroubleNotice } from './states.js';

interface Begun {
  secret: string;
  uri: string;
}

/** Three steps: her password, the authenticator reads the code, its first six digits come back. Then the codes for its loss, shown once. */
export function Enrolment({ onDone }: { onDone: () => void }): JSX.Element {
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (begun) return <ConfirmIt begun={begun} onCodes={setCodes} />;
  return <BeginIt onBegun={setBegun} />;
}

function BeginIt({ onBegun }: { onBegun: (begun: Begun) => void }): JSX.Element {
  const say = useWords('account');
  const { secondFactor } = useReader();
  const { act, busy, trouble, problems } = useAct(EnrolSecondFactor);
  const [given, setGiven] = useState({ password: '', code: '' });
  const [refused, setRefused] = useState<Parameters<typeof RefusedIn>[0]['result']>(null);
  const begin = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await act({ input: { password: given.password, code: given.code.trim() || null } });
    if (answer?.enrolSecondFactor.__typename === 'SecondFactorBegun') onBegun(answer.enrolSecondFactor);
    else setRefused(answer?.enrolSecondFactor ?? null);
  };
  return (
    <form class="card" onSubmit={(event) => void begin(event)}>
      <h2>{say('factor.title')}</h2>
      <p>{say(secondFactor ? 'factor.again' : 'factor.why')}</p>
      {trouble && <TroubleNotice trouble={trouble} />}
      <RefusedIn result={refused} />
      <PasswordField
        label={say('password')}
        path="input.password"
        problems={problems}
        value={given.password}
        onInput={(password) => setGiven({ ...given, password })}
      />
      {secondFactor && (
        <CodeField
          label={say('code.old')}
          path="input.code"
          problems={problems}
          value={given.code}
          onInput={(code) => setGiven({ ...given, code })}
        />
      )}
      <Button kind="main" type="submit" busy={busy}>
        {say('factor.begin')}
      </Button>
    </form>
  );
}

function ConfirmIt({ begun, onCodes }: { begun: Begun; onCodes: (codes: readonly string[]) => void }): JSX.Element {
  const say = useWords('account');
  const { act, busy, trouble, problems } = useAct(ConfirmSecondFactor);
  const [code, setCode] = useState('');
  const [refused, setRefused] = useState<Parameters<typeof RefusedIn>[0]['result']>(null);
  const confirm = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await act({ code: code.replace(/\s/g, '') });
    if (answer?.confirmSecondFactor.__typename === 'SecondFactorEnrolled')
      onCodes(answer.confirmSecondFactor.recoveryCodes);
    else setRefused(answer?.confirmSecondFactor ?? null);
  };
  return (
    <form class="card" onSubmit={(event) => void confirm(event)}>
      <h2>{say('factor.title')}</h2>
      <p>{say('factor.scan')}</p>
      <Qr text={begun.uri} label={say('factor.qr')} />
      <p>
        {say('factor.type')} <span class="code ltr">{begun.secret.replace(/(.{4})/g, '$1 ')}</span>
      </p>
      {trouble && <TroubleNotice trouble={trouble} />}
      <RefusedIn result={refused} />
      <CodeField label={say('code')} path="code" problems={problems} value={code} onInput={setCode} />
      <Button kind="main" type="submit" busy={busy}>
        {say('factor.confirm')}
      </Button>
    </form>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }): JSX.Element {
  const say = useWords('account');
  return (
    <Card title={say('codes.title')}>
      <p>{say('codes.text')}</p>
      <ul class="code-list">
        {codes.map((each) => (
          <li class="code ltr" key={each}>
            {each}
          </li>
        ))}
      </ul>
      <div class="actions">
        <Button kind="main" onClick={onDone}>
          {say('codes.done')}
        </Button>
      </div>
    </Card>
  );
}
