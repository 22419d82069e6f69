import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import {
  AskRecovery,
  ChangeStaffRoles,
  DeactivateStaff,
  EndStaffSessions,
  NetworkStaff,
  ReactivateStaff,
} from '../../../generated/documents/network-people.js';
import type { Role, StaffRowFragment } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Confirm } from '../../parts/confirm.js';
import { Group } from '../../parts/field.js';
import { Pager } from '../../parts/more.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { toast } from '../../parts/toast.js';
import { useWords } from '../../words/words.js';
import { Invite, ROLES } from './invite.js';
import { refusedOf, Undone } from './problems.js';
import { Recoveries } from './recoveries.js';
import { usePages } from './use-pages.js';

/** Who works here: invited, given roles, let go, and let in again. */
export function Staff(): JSX.Element {
  const say = useWords('network');
  const { pages, pager } = usePages();
  const asked = useAsk(NetworkStaff, { ...pages });
  const [chosen, setChosen] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const again = (): void => {
    setRound(round + 1);
    asked.again();
  };
  return (
    <>
      <Recoveries key={round} />
      <Invite done={again} />
      <Whole asked={asked}>
        {({ staff: { edges, pageInfo } }) => {
          const member = edges.find(({ node }) => node.id === chosen)?.node;
          return (
            <>
              {member && (
                <Member
                  key={`${member.id} ${member.version}`}
                  member={member}
                  again={again}
                  close={() => setChosen(null)}
                />
              )}
              {edges.length === 0 && <EmptyState>{say('staff.none')}</EmptyState>}
              {edges.length > 0 && (
                <Table
                  caption={say('view.staff')}
                  rows={edges.map(({ node }) => node)}
                  rowKey={({ id }) => id}
                  columns={[
                    { head: say('email'), cell: ({ email }) => <bdi class="wrap">{email}</bdi> },
                    { head: say('organization'), cell: ({ organization }) => organization?.name ?? '—' },
                    { head: say('roles'), cell: ({ roles }) => roles.map((role) => say(`role.${role}`)).join(', ') },
                    { head: say('state'), cell: ({ state }) => say(`state.${state}`) },
                    { head: say('secondFactor'), cell: ({ secondFactor }) => say(secondFactor ? 'yes' : 'no') },
                    {
                      head: say('change'),
                      cell: ({ id, email }) => (
                        <Button label={say('change.of', { name: email })} onClick={() => setChosen(id)}>
                          {say('change')}
                        </Button>
                      ),
                    },
                  ]}
                />
              )}
              <Pager busy={asked.busy} {...pager(pageInfo)} />
            </>
          );
        }}
      </Whole>
    </>
  );
}

interface MemberProps {
  member: StaffRowFragment;
  again: () => void;
  close: () => void;
}

function Member({ member, again, close }: MemberProps): JSX.Element {
  const say = useWords('network');
  const shell = useWords('shell');
  const [roles, setRoles] = useState<Role[]>([...member.roles]);
  const [asking, setAsking] = useState(false);
  const [word, setWord] = useState<string | null>(null);
  const [refused, setRefused] = useState<ReturnType<typeof refusedOf>>(null);
  const changing = useAct(ChangeStaffRoles);
  const leaving = useAct(DeactivateStaff);
  const returning = useAct(ReactivateStaff);
  const ending = useAct(EndStaffSessions);
  const recovering = useAct(AskRecovery);
  const acts = [changing, leaving, returning, ending, recovering];
  const { id, version } = member;
  const finish = (answer: object | null): void => {
    const refusal = refusedOf(answer);
    setRefused(refusal);
    setAsking(false);
    if (!answer || refusal) return;
    toast(say('saved'));
    again();
  };
  const end = async (): Promise<void> => {
    const answer = await ending.act({ staffId: id });
    if (answer) toast(say('sessions.ended', { count: answer.endStaffSessions }));
  };
  const recover = async (): Promise<void> => {
    const answer = await recovering.act({ staffId: id, secondFactorToo: false });
    const result = answer?.askRecovery;
    if (result?.__typename === 'RecoveryAsked') setWord(result.word);
    else setRefused(refusedOf(answer));
  };
  return (
    <Card title={<bdi class="wrap">{member.email}</bdi>}>
      <Group label={say('roles')}>
        <Chips
          choices={ROLES.map((value) => ({ value, label: say(`role.${value}`) }))}
          chosen={roles}
          onChange={setRoles}
        />
      </Group>
      {acts.map((acting, place) => (
        <Undone key={place} acting={acting} />
      ))}
      <Undone acting={{ trouble: null, problems: [] }} result={refused} />
      {word && (
        <Notice tone="good" alert>
          <p>{say('recovery.word')}</p>
          <p class="code ltr">{word}</p>
        </Notice>
      )}
      <div class="actions">
        <Button onClick={close}>{shell('close')}</Button>
        <Button
          kind="main"
          busy={changing.busy}
          onClick={() => void changing.act({ input: { id, version, roles } }).then(finish)}
        >
          {say('roles.save')}
        </Button>
        <Button busy={ending.busy} onClick={() => void end()}>
          {say('sessions.end')}
        </Button>
        {member.state === 'WORKING' && (
          <Button busy={recovering.busy} onClick={() => void recover()}>
            {say('recovery.ask')}
          </Button>
        )}
        {member.state === 'LEFT' ? (
          <Button busy={returning.busy} onClick={() => void returning.act({ id, version }).then(finish)}>
            {say('reactivate')}
          </Button>
        ) : (
          <Button kind="danger" onClick={() => setAsking(true)}>
            {say('deactivate')}
          </Button>
        )}
      </div>
      <Confirm
        open={asking}
        title={say('deactivate.question', { name: member.email })}
        action={say('deactivate')}
        danger
        busy={leaving.busy}
        onOpen={() => {
          for (const { clear } of acts) clear();
          setRefused(null);
        }}
        onConfirm={() => void leaving.act({ id, version }).then(finish)}
        onClose={() => setAsking(false)}
      >
        <p>{say('deactivate.text')}</p>
      </Confirm>
    </Card>
  );
}
