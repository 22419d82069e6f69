import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ReleasedFigures } from '../../../generated/documents/figures.js';
import type { ReleasedCellFragment } from '../../../generated/graphql.js';
import { useAsk } from '../../ask/use-ask.js';
import { Button } from '../../parts/button.js';
import { Field } from '../../parts/field.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { useWords } from '../../words/words.js';
import { Chart, inWords, nameOfKeys, type Declared, type Released } from './value.js';

const AT_ONCE = 30;

interface CellsProps {
  release: string;
  table: Declared;
  as: 'chart' | 'table';
}

/** The cells of one table; where it has several dimensions, narrowed to values of them. */
export function Cells({ release, table, as }: CellsProps): JSX.Element {
  const say = useWords('figures');
  const asked = useAsk(ReleasedFigures, { release, cube: table.cube });
  const [only, setOnly] = useState<Record<string, string>>({});
  return (
    <>
      {table.dimensions.length > 1 && (
        <div class="split">
          {table.dimensions.map(({ dimension, name, values }) => (
            <Field label={name} key={dimension}>
              {(described) => (
                <select
                  {...described}
                  value={only[dimension] ?? ''}
                  onChange={({ currentTarget: { value } }) => setOnly({ ...only, [dimension]: value })}
                >
                  <option value="">{say('all')}</option>
                  {values.map((each) => (
                    <option value={each.value} key={each.value}>
                      {each.name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          ))}
        </div>
      )}
      <Whole asked={asked}>
        {({ statistics }) => (
          <CellList
            key={JSON.stringify(only)}
            table={table}
            as={as}
            cells={statistics.filter(({ keys }) =>
              keys.every(({ dimension, value }) => !only[dimension] || only[dimension] === value),
            )}
          />
        )}
      </Whole>
    </>
  );
}

export const womenOf = ({ women }: ReleasedCellFragment): Released => women;

function CellList({
  cells,
  table,
  as,
}: {
  cells: readonly ReleasedCellFragment[];
  table: Declared;
  as: 'chart' | 'table';
}): JSX.Element {
  const say = useWords('figures');
  const [shown, setShown] = useState(AT_ONCE);
  const rows = cells.slice(0, shown);
  if (cells.length === 0) return <EmptyState>{say('noCell')}</EmptyState>;
  return (
    <>
      {as === 'chart' ? <Chart rows={rows} table={table} valueOf={womenOf} /> : <CellTable rows={rows} table={table} />}
      {cells.length > shown && (
        <Button onClick={() => setShown(shown + AT_ONCE)}>{say('showMore', { count: cells.length - shown })}</Button>
      )}
    </>
  );
}

export function CellTable({ rows, table }: { rows: readonly ReleasedCellFragment[]; table: Declared }): JSX.Element {
  const say = useWords('figures');
  const cell = ({ women }: ReleasedCellFragment): JSX.Element =>
    women.__typename === 'Shown' ? (
      <>{inWords(say, women)}</>
    ) : (
      <span class={women.__typename === 'BelowThreshold' ? 'hidden-cell' : undefined}>
        {inWords(say, women)}
        {women.__typename === 'NotApplicable' && <small>{women.because}</small>}
      </span>
    );
  return (
    <Table
      caption={say('women.caption')}
      rows={rows}
      rowKey={({ keys }) => JSON.stringify(keys)}
      columns={[
        { head: say('which'), cell: (row) => nameOfKeys(table, row) },
        { head: say('women'), cell },
      ]}
    />
  );
}
