import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ImportProblems } from '../../../generated/documents/network-imports.js';
import type { ImportProblemsQuery } from '../../../generated/graphql.js';
import { ask } from '../../ask/ask.js';
import { Trouble } from '../../ask/trouble.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Pager } from '../../parts/more.js';
import { saveTable } from '../../parts/save-file.js';
import { ServerText } from '../../parts/server-text.js';
import { TroubleNotice, Whole } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { useWords } from '../../words/words.js';
import { usePages } from './use-pages.js';

type Problem = NonNullable<ImportProblemsQuery['directoryImport']>['problems']['edges'][number]['node'];
const AT_MOST = 100;

/** The rows that did not come in, and why: to be mended by who keeps that directory. */
export function Quarantine({ id }: { id: string }): JSX.Element {
  const say = useWords('network');
  const { pages, pager } = usePages();
  const asked = useAsk(ImportProblems, { id, first: 20, ...pages });
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const take = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      saveTable(asCsv(await allOf(id)));
    } catch (error) {
      setTrouble(error instanceof Trouble ? error : new Trouble('broken'));
    }
    setBusy(false);
  };
  return (
    <Whole asked={asked}>
      {({ directoryImport }) => {
        const problems = directoryImport?.problems;
        if (!problems || problems.totalCount === 0) return <p>{say('quarantine.none')}</p>;
        return (
          <>
            <Table
              caption={say('quarantine', { count: problems.totalCount })}
              rows={problems.edges.map(({ node }) => node)}
              rowKey={(row) => JSON.stringify(row)}
              columns={[
                { head: say('imports.file'), cell: ({ file }) => <bdi>{file}</bdi> },
                { head: say('quarantine.row'), number: true, cell: ({ row }) => row ?? '—' },
                { head: say('quarantine.field'), cell: ({ field }) => field ?? '—' },
                { head: say('quarantine.kind'), cell: ({ kind }) => say(`problem.${kind}`) },
                { head: say('quarantine.rows'), number: true, cell: ({ rows }) => rows },
                { head: say('quarantine.reason'), cell: ({ reason }) => <ServerText text={reason} /> },
              ]}
            />
            <Pager busy={asked.busy} {...pager(problems.pageInfo)} />
            {trouble && <TroubleNotice trouble={trouble} />}
            <div class="actions">
              <Button busy={busy} onClick={() => void take()}>
                {say('quarantine.csv')}
              </Button>
            </div>
          </>
        );
      }}
    </Whole>
  );
}

async function allOf(id: string): Promise<Problem[]> {
  const all: Problem[] = [];
  let after: string | null = null;
  do {
    const answer: ImportProblemsQuery = await ask(ImportProblems, { id, first: AT_MOST, after });
    const page = answer.directoryImport?.problems;
    all.push(...(page?.edges ?? []).map(({ node }) => node));
    after = page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return all;
}

const HEADS = ['file', 'row', 'rows', 'table', 'field', 'kind', 'reason'] as const;

/** Cells that a spreadsheet would take for a formula begin with an apostrophe: others wrote them. */
const cellOf = (value: string | number | null | undefined): string => {
  const text = String(value ?? '');
  return `"${(/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

const asCsv = (rows: readonly Problem[]): string =>
  `\uFEFF${[HEADS.join(','), ...rows.map((row) => HEADS.map((head) => cellOf(row[head])).join(','))].join('\r\n')}\r\n`;
