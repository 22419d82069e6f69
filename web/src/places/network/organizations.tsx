import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import {
  CreateOrganization,
  NetworkOrganizations,
  UpdateOrganization,
} from '../../../generated/documents/network-people.js';
import type { OrganizationRowFragment } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { Pager } from '../../parts/more.js';
import { Card } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { toast } from '../../parts/toast.js';
import { useWords } from '../../words/words.js';
import { refusedOf, Undone } from './problems.js';
import { usePages } from './use-pages.js';

/** Organizations of the network: found, added, changed. */
export function Organizations(): JSX.Element {
  const say = useWords('network');
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState('');
  const [editing, setEditing] = useState<OrganizationRowFragment | 'new' | null>(null);
  const { pages, pager, start } = usePages();
  const asked = useAsk(NetworkOrganizations, { text: wanted || null, first: 20, ...pages });
  const done = (): void => {
    setEditing(null);
    toast(say('saved'));
    asked.again();
  };
  return (
    <>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          start();
          setWanted(text.trim());
        }}
      >
        <Field label={say('organizations.search')}>
          {(described) => (
            <input
              {...described}
              type="search"
              autocomplete="off"
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit">{say('search')}</Button>
        <Button kind="main" onClick={() => setEditing('new')}>
          {say('organizations.add')}
        </Button>
      </form>
      {editing && (
        <OrganizationForm
          key={editing === 'new' ? 'new' : editing.id}
          of={editing === 'new' ? null : editing}
          done={done}
          close={() => setEditing(null)}
        />
      )}
      <Whole asked={asked}>
        {({ organizations: { edges, totalCount, pageInfo } }) => (
          <>
            {edges.length === 0 && <EmptyState>{say('organizations.none')}</EmptyState>}
            {edges.length > 0 && (
              <Table
                caption={say('organizations.count', { count: totalCount })}
                rows={edges.map(({ node }) => node)}
                rowKey={({ id }) => id}
                columns={[
                  { head: say('name'), cell: ({ name }) => <bdi>{name}</bdi> },
                  { head: say('neutralName'), cell: ({ neutralName }) => neutralName ?? '—' },
                  { head: say('answersHere'), cell: ({ answersHere }) => say(answersHere ? 'yes' : 'no') },
                  { head: say('custodial'), cell: ({ custodial }) => say(custodial ? 'yes' : 'no') },
                  {
                    head: say('change'),
                    cell: (row) => (
                      <Button label={say('change.of', { name: row.name })} onClick={() => setEditing(row)}>
                        {say('change')}
                      </Button>
                    ),
                  },
                ]}
              />
            )}
            <Pager busy={asked.busy} {...pager(pageInfo)} />
          </>
        )}
      </Whole>
    </>
  );
}

const SHOWN = ['input.name', 'input.neutralName', 'input.description', 'input.website'];

function OrganizationForm({
  of,
  done,
  close,
}: {
  of: OrganizationRowFragment | null;
  done: () => void;
  close: () => void;
}): JSX.Element {
  const say = useWords('network');
  const shell = useWords('shell');
  const creating = useAct(CreateOrganization);
  const updating = useAct(UpdateOrganization);
  const acting = of ? updating : creating;
  const [said, setSaid] = useState({
    name: of?.name ?? '',
    neutralName: of?.neutralName ?? '',
    description: of?.description ?? '',
    website: of?.website ?? '',
    custodial: of?.custodial ?? false,
  });
  const [refused, setRefused] = useState<ReturnType<typeof refusedOf>>(null);
  const save = async (): Promise<void> => {
    const input = {
      ...said,
      neutralName: said.neutralName.trim() || null,
      description: said.description.trim() || null,
      website: said.website.trim() || null,
    };
    const answer = of
      ? await updating.act({ input: { ...input, id: of.id, version: of.version } })
      : await creating.act((key) => ({ input: { ...input, key } }));
    const refusal = refusedOf(answer);
    setRefused(refusal);
    if (answer && !refusal) done();
  };
  const line = (name: 'name' | 'neutralName' | 'description' | 'website'): JSX.Element => (
    <Field
      label={say(name)}
      hint={name === 'neutralName' ? say('neutralName.hint') : undefined}
      optional={name !== 'name'}
      path={`input.${name}`}
      problems={acting.problems}
    >
      {(described) => (
        <input
          {...described}
          inputMode={name === 'website' ? 'url' : 'text'}
          required={name === 'name'}
          value={said[name]}
          onInput={(event) => setSaid({ ...said, [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <Card title={of ? say('change.of', { name: of.name }) : say('organizations.add')}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {line('name')}
        {line('neutralName')}
        {line('description')}
        {line('website')}
        <label class="check">
          <input
            type="checkbox"
            checked={said.custodial}
            onChange={(event) => setSaid({ ...said, custodial: event.currentTarget.checked })}
          />
          {say('custodial.long')}
        </label>
        <Undone acting={acting} result={refused} shown={SHOWN} />
        <div class="actions">
          <Button onClick={close}>{shell('cancel')}</Button>
          <Button kind="main" type="submit" busy={acting.busy}>
            {shell('save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
