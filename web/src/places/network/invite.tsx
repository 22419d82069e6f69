import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { InviteStaff, NetworkOrganizations } from '../../../generated/documents/network-people.js';
import type { Role } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Field, Group } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { refusedOf, Undone } from './problems.js';

export const ROLES: readonly Role[] = ['CASEWORKER', 'AGENCY', 'MANAGER', 'ADMINISTRATOR', 'ANALYST'];
const SHOWN = ['input.email', 'input.displayName', 'input.organizationId', 'input.roles'];
const NOBODY = { email: '', displayName: '', organizationId: '', roles: [] as Role[] };

/** A link that works once, shown once: who invites hands it over herself. */
export function OneTimeLink({ link, expiresAt, text }: { link: string; expiresAt: string; text: string }): JSX.Element {
  const say = useWords('network');
  return (
    <Notice tone="good" alert>
      <p>{text}</p>
      <p class="code ltr wrap">{link}</p>
      <p class="small">{say('link.until', { when: momentOf(expiresAt) })}</p>
    </Notice>
  );
}

export function Invite({ done }: { done: () => void }): JSX.Element {
  const say = useWords('network');
  const shell = useWords('shell');
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState(NOBODY);
  const [text, setText] = useState('');
  const [link, setLink] = useState<{ link: string; expiresAt: string } | null>(null);
  const [refused, setRefused] = useState<ReturnType<typeof refusedOf>>(null);
  const asked = useAsk(NetworkOrganizations, open ? { text: text.trim() || null, first: 50, after: null } : null);
  const acting = useAct(InviteStaff);
  const invite = async (): Promise<void> => {
    const answer = await acting.act({ input: { ...said, displayName: said.displayName.trim() || null } });
    setRefused(refusedOf(answer));
    if (answer?.inviteStaff.__typename !== 'StaffInvited') return;
    setLink(answer.inviteStaff);
    setSaid(NOBODY);
    setOpen(false);
    done();
  };
  if (!open)
    return (
      <>
        {link && <OneTimeLink {...link} text={say('invite.link')} />}
        <div class="actions">
          <Button
            kind="main"
            onClick={() => {
              setLink(null);
              setOpen(true);
            }}
          >
            {say('invite')}
          </Button>
        </div>
      </>
    );
  return (
    <Card title={say('invite')}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void invite();
        }}
      >
        <Field label={say('email')} path="input.email" problems={acting.problems}>
          {(described) => (
            <input
              {...described}
              type="email"
              required
              autocomplete="off"
              value={said.email}
              onInput={(event) => setSaid({ ...said, email: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={say('displayName')} optional path="input.displayName" problems={acting.problems}>
          {(described) => (
            <input
              {...described}
              autocomplete="off"
              value={said.displayName}
              onInput={(event) => setSaid({ ...said, displayName: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={say('organizations.search')} optional>
          {(described) => (
            <input
              {...described}
              type="search"
              autocomplete="off"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={say('organization')} path="input.organizationId" problems={acting.problems}>
          {(described) => (
            <select
              {...described}
              required
              value={said.organizationId}
              onChange={(event) => setSaid({ ...said, organizationId: event.currentTarget.value })}
            >
              <option value="">{say('choose')}</option>
              {asked.answer?.organizations.edges.map(({ node }) => (
                <option value={node.id} key={node.id}>
                  {node.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Group label={say('roles')}>
          <Chips
            choices={ROLES.map((value) => ({ value, label: say(`role.${value}`) }))}
            chosen={said.roles}
            onChange={(roles) => setSaid({ ...said, roles })}
          />
        </Group>
        <Undone acting={acting} result={refused} shown={SHOWN.filter((each) => each !== 'input.roles')} />
        <div class="actions">
          <Button onClick={() => setOpen(false)}>{shell('cancel')}</Button>
          <Button kind="main" type="submit" busy={acting.busy}>
            {say('invite.send')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
