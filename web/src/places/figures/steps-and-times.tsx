import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ReleasedSteps, ReleasedTimes } from '../../../generated/documents/figures.js';
import { useAsk } from '../../ask/use-ask.js';
import { Chips } from '../../parts/choice.js';
import { Group } from '../../parts/field.js';
import { Whole } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { useWords } from '../../words/words.js';
import { CellTable, womenOf } from './cells.js';
import { Chart, nameIn, nameOfKeys, type Declared } from './value.js';

interface TableProps {
  release: string;
  table: Declared;
}

/** Referred, attended, received: each step with all that come after it. */
export function Steps({ release, table }: TableProps): JSX.Element {
  const say = useWords('figures');
  const asked = useAsk(ReleasedSteps, { release, cube: table.cube });
  return (
    <>
      <p class="hint">{say('steps.hint')}</p>
      <Whole asked={asked}>
        {({ releaseCascade }) => (
          <>
            <Chart rows={releaseCascade} table={table} valueOf={womenOf} />
            <CellTable rows={releaseCascade} table={table} />
          </>
        )}
      </Whole>
    </>
  );
}

const PERCENTS = ['50', '75', '90'] as const;

/** Within how many days so many of them had their outcome. */
export function Times({ release, table }: TableProps): JSX.Element {
  const say = useWords('figures');
  const [percent, setPercent] = useState<(typeof PERCENTS)[number]>('50');
  const asked = useAsk(ReleasedTimes, { release, cube: table.cube, percent: Number(percent) });
  return (
    <>
      <Group label={say('times.percent')}>
        <Chips
          single
          choices={PERCENTS.map((value) => ({ value, label: say(`times.${value}`) }))}
          chosen={[percent]}
          onChange={([chosen]) => setPercent(chosen ?? '50')}
        />
      </Group>
      <Whole asked={asked}>
        {({ releasePercentiles }) => (
          <Table
            caption={say('times.caption', { label: say(`times.${percent}`) })}
            rows={releasePercentiles}
            rowKey={({ keys }) => JSON.stringify(keys)}
            columns={[
              { head: say('which'), cell: (row) => nameOfKeys(table, row) },
              {
                head: say('times.within'),
                cell: ({ band }) => (band ? nameIn(table, 'time-band', band) : say('notPublished.TOO_UNCERTAIN')),
              },
            ]}
          />
        )}
      </Whole>
    </>
  );
}
