import type { JSX } from 'preact';
import type { FunnelLineFragment, ReferralFilter } from '../../../generated/graphql.js';
import { Card } from '../../parts/page.js';
import { EmptyState } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { useWords } from '../../words/words.js';
import { Figure, type Open } from './behind.js';
import { CsvButton } from './csv-button.js';
import { atStage, cohortOf, STAGES, type AuditTable, type Question } from './question.js';

interface FunnelTableProps {
  title: string;
  table: AuditTable;
  question: Question;
  rows: readonly FunnelLineFragment[];
  nameOf: (row: FunnelLineFragment) => string;
  /** How its list is narrowed to a row; null where no filter can tell it. */
  narrow: (key: string) => ReferralFilter | null;
  open: Open;
}

/** How far each part of the cohort came. */
export function FunnelTable({ title, table, question, rows, nameOf, narrow, open }: FunnelTableProps): JSX.Element {
  const say = useWords('completion');
  const cell = (row: FunnelLineFragment, stage: (typeof STAGES)[number]): JSX.Element => {
    const narrowed = narrow(row.key);
    if (!narrowed) return <>{row[stage]}</>;
    const where = atStage({ ...cohortOf(question), ...narrowed }, stage);
    return (
      <Figure value={row[stage]} open={open} behind={{ title: `${nameOf(row)}: ${say(`stage.${stage}`)}`, where }} />
    );
  };
  return (
    <Card title={title}>
      {rows.length === 0 && <EmptyState>{say('table.empty')}</EmptyState>}
      {rows.length > 0 && (
        <Table
          caption={say('table.far')}
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            { head: title, cell: nameOf },
            ...STAGES.map((stage) => ({
              head: say(`stage.${stage}`),
              number: true,
              cell: (row: FunnelLineFragment) => cell(row, stage),
            })),
          ]}
        />
      )}
      <CsvButton question={question} table={table} name={title} />
    </Card>
  );
}
