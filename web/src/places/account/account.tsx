import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ChangePassword, EndOtherSessions, EndSession, MySessions } from '../../../generated/documents/account.js';
import { Me } from '../../../generated/documents/signing-in.js';
import { ask } from '../../ask/ask.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { signOut } from '../../leave.js';
import { Button } from '../../parts/button.js';
import { Enrolment } from '../../parts/enrolment.js';
import { Card, Page } from '../../parts/page.js';
import { CodeField, PasswordField } from '../../parts/password-field.js';
import { RefusedIn } from '../../parts/refused.js';
import { TroubleNotice, Whole } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { toast } from '../../parts/toast.js';
import { setSigned, useReader } from '../../reader.js';
import { momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { Team } from './team.js';

/** Her own account: who she is here, where she is signed in, her password, her authenticator; and for a manager what she decides for her team. */
export function Account(): JSX.Element {
  const say = useWords('account');
  const shell = useWords('shell');
  const { displayName, email, organization, roles } = useReader();
  return (
    <Page title={say('title')} actions={<Button onClick={() => void signOut()}>{shell('signOut')}</Button>}>
      <Card>
        <p>
          <strong>{displayName}</strong>
          {organization && ` · ${organization.name}`}
        </p>
        <p class="small">
          <bdi>{email}</bdi>
        </p>
      </Card>
      <OpenSessions />
      <PasswordForm />
      <Factor />
      {roles.includes('MANAGER') && <Team />}
    </Page>
  );
}

function OpenSessions(): JSX.Element {
  const say = useWords('account');
  const asked = useAsk(MySessions, {}, { live: true });
  const ending = useAct(EndSession);
  const endingOthers = useAct(EndOtherSessions);
  const end = async (id: string): Promise<void> => {
    if (await ending.act({ id })) asked.again();
  };
  const endOthers = async (): Promise<void> => {
    const answer = await endingOthers.act({});
    if (!answer) return;
    toast(say('sessions.ended', { count: answer.endOtherSessions }));
    asked.again();
  };
  return (
    <Card title={say('sessions.title')}>
      <p class="small">{say('sessions.text')}</p>
      {ending.trouble && <TroubleNotice trouble={ending.trouble} />}
      <Whole asked={asked}>
        {({ mySessions }) => (
          <>
            <Table
              caption={say('sessions.caption', { count: mySessions.length })}
              rows={mySessions}
              rowKey={({ id }) => id}
              columns={[
                { head: say('sessions.began'), cell: ({ beganAt }) => momentOf(beganAt) },
                { head: say('sessions.used'), cell: ({ lastUsedAt }) => momentOf(lastUsedAt) },
                {
                  head: say('sessions.which'),
                  cell: ({ id, current, beganAt }) =>
                    current ? (
                      say('sessions.this')
                    ) : (
                      <Button label={say('sessions.endOf', { when: momentOf(beganAt) })} onClick={() => void end(id)}>
                        {say('sessions.end')}
                      </Button>
                    ),
                },
              ]}
            />
            {mySessions.length > 1 && (
              <div class="actions">
                <Button busy={endingOthers.busy} onClick={() => void endOthers()}>
                  {say('sessions.endOthers')}
                </Button>
              </div>
            )}
          </>
        )}
      </Whole>
    </Card>
  );
}

const NOTHING = { oldPassword: '', newPassword: '', code: '' };

function PasswordForm(): JSX.Element {
  const say = useWords('account');
  const { secondFactor } = useReader();
  const { act, busy, trouble, problems } = useAct(ChangePassword);
  const [given, setGiven] = useState(NOTHING);
  const [result, setResult] = useState<Parameters<typeof RefusedIn>[0]['result']>(null);
  const change = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await act({ input: { ...given, code: given.code.trim() || null } });
    setResult(answer?.changePassword ?? null);
    if (answer?.changePassword.__typename !== 'PasswordChanged') return;
    setGiven(NOTHING);
    toast(say('password.changed', { count: answer.changePassword.sessionsEnded }));
  };
  return (
    <form class="card" onSubmit={(event) => void change(event)}>
      <h2>{say('password.title')}</h2>
      {trouble && <TroubleNotice trouble={trouble} />}
      <RefusedIn result={result} />
      <PasswordField
        label={say('password.old')}
        path="input.oldPassword"
        problems={problems}
        value={given.oldPassword}
        onInput={(oldPassword) => setGiven({ ...given, oldPassword })}
      />
      <PasswordField
        fresh
        label={say('password.new')}
        hint={say('password.hint')}
        path="input.newPassword"
        problems={problems}
        value={given.newPassword}
        onInput={(newPassword) => setGiven({ ...given, newPassword })}
      />
      {secondFactor && (
        <CodeField
          label={say('code')}
          path="input.code"
          problems={problems}
          value={given.code}
          onInput={(code) => setGiven({ ...given, code })}
        />
      )}
      <Button kind="main" type="submit" busy={busy}>
        {say('password.change')}
      </Button>
    </form>
  );
}

function Factor(): JSX.Element {
  const say = useWords('account');
  const { secondFactor } = useReader();
  const [open, setOpen] = useState(false);
  const done = async (): Promise<void> => {
    const { me } = await ask(Me, {});
    setSigned({ reader: me });
    setOpen(false);
  };
  if (open) return <Enrolment onDone={() => void done()} />;
  return (
    <Card title={say('factor.title')}>
      <p>{say(secondFactor ? 'factor.there' : 'factor.none')}</p>
      <div class="actions">
        <Button onClick={() => setOpen(true)}>{say(secondFactor ? 'factor.renew' : 'factor.begin')}</Button>
      </div>
    </Card>
  );
}
