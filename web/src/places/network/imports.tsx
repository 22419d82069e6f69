import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { NetworkImports, OneImport } from '../../../generated/documents/network-imports.js';
import type { ImportLineFragment, OneImportQuery } from '../../../generated/graphql.js';
import { useAsk } from '../../ask/use-ask.js';
import { Progress } from '../../parts/bars.js';
import { Button } from '../../parts/button.js';
import { Pager } from '../../parts/more.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { ServerText } from '../../parts/server-text.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { ImportForm } from './import-form.js';
import { Quarantine } from './quarantine.js';
import { usePages } from './use-pages.js';

/** Directories that others keep, taken in. */
export function Imports(): JSX.Element {
  const say = useWords('network');
  const { pages, pager } = usePages();
  const asked = useAsk(NetworkImports, { ...pages });
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <>
      <ImportForm
        started={(id) => {
          setChosen(id);
          asked.again();
        }}
      />
      {chosen && <Running key={chosen} id={chosen} finished={asked.again} />}
      <Whole asked={asked}>
        {({ directoryImports: { edges, pageInfo } }) => (
          <>
            {edges.length === 0 && <EmptyState>{say('imports.none')}</EmptyState>}
            {edges.length > 0 && (
              <Table
                caption={say('imports.before')}
                rows={edges.map(({ node }) => node)}
                rowKey={({ id }) => id}
                columns={[
                  { head: say('imports.source'), cell: ({ source }) => <bdi>{source}</bdi> },
                  { head: say('imports.started'), cell: ({ startedAt }) => momentOf(startedAt) },
                  {
                    head: say('imports.kind'),
                    cell: (row) => say(row.rehearsal ? 'imports.rehearsal' : 'imports.real'),
                  },
                  { head: say('state'), cell: ({ status }) => say(`import.${status}`) },
                  {
                    head: say('imports.open'),
                    cell: ({ id, source }) => (
                      <Button label={say('imports.open.of', { source })} onClick={() => setChosen(id)}>
                        {say('imports.open')}
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

const POLL_MILLIS = 1_500;
const isRunning = ({ status }: ImportLineFragment): boolean => status === 'READING' || status === 'SAVING';

/** Asked again until it is over. */
function Running({ id, finished }: { id: string; finished: () => void }): JSX.Element {
  const say = useWords('network');
  const asked = useAsk(OneImport, { id });
  const run = asked.answer?.directoryImport;
  const running = run ? isRunning(run) : false;
  const { again } = asked;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(again, POLL_MILLIS);
    return () => {
      clearInterval(timer);
      finished();
    };
  }, [running]);
  return (
    <Whole asked={asked}>
      {({ directoryImport }) =>
        directoryImport === null ? (
          <EmptyState>{say('imports.gone')}</EmptyState>
        ) : (
          <Outcome run={directoryImport} running={running} />
        )
      }
    </Whole>
  );
}

type Run = NonNullable<OneImportQuery['directoryImport']>;

function Outcome({ run, running }: { run: Run; running: boolean }): JSX.Element {
  const say = useWords('network');
  const changes = (name: 'organizations' | 'listings', counts: Run['listings']): JSX.Element | null =>
    counts ? (
      <>
        <dt>{say(`imports.${name}`)}</dt>
        <dd>
          {say('imports.changes', {
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            kept: counts.kept,
          })}
        </dd>
      </>
    ) : null;
  return (
    <Card title={<bdi>{run.source}</bdi>}>
      <p role="status">
        {say(`import.${run.status}`)} · {say(run.rehearsal ? 'imports.rehearsal' : 'imports.real')}
      </p>
      {running && (
        <Progress
          label={say(`import.${run.status}`)}
          most={1}
          {...(typeof run.progress === 'number' && { value: run.progress })}
        />
      )}
      {run.problem && (
        <Notice tone="bad" alert>
          <p>
            <ServerText text={run.problem} />
          </p>
        </Notice>
      )}
      <dl class="facts">
        {changes('organizations', run.organizations)}
        {changes('listings', run.listings)}
      </dl>
      {run.tables.length > 0 && (
        <Table
          caption={say('imports.tables')}
          rows={run.tables}
          rowKey={({ file, table }) => `${file} ${table}`}
          columns={[
            { head: say('imports.table'), cell: ({ table }) => table },
            { head: say('imports.file'), cell: ({ file }) => <bdi>{file}</bdi> },
            { head: say('imports.read'), number: true, cell: ({ read }) => read },
            { head: say('imports.imported'), number: true, cell: ({ imported }) => imported },
            { head: say('imports.quarantined'), number: true, cell: ({ quarantined }) => quarantined },
          ]}
        />
      )}
      {!running && <Quarantine id={run.id} />}
    </Card>
  );
}
