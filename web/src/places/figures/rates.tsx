import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ReleasedRates } from '../../../generated/documents/figures.js';
import { useAsk } from '../../ask/use-ask.js';
import { Chips } from '../../parts/choice.js';
import { Field, Group } from '../../parts/field.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import { Chart, type Declared } from './value.js';

/** Of what somebody asks first. */
const FIRST: Record<string, string[]> = { outcome: ['received', 'partly-received'], met: ['met'] };

/** Which part of the women it was, for each combination of the other dimensions. */
export function Rates({ release, table }: { release: string; table: Declared }): JSX.Element {
  const say = useWords('figures');
  const first = table.dimensions.find(({ dimension }) => dimension in FIRST) ?? table.dimensions[0];
  const [dimension, setDimension] = useState(first?.dimension ?? '');
  const [values, setValues] = useState(FIRST[dimension] ?? []);
  const asked = useAsk(
    ReleasedRates,
    values.length > 0 ? { release, cube: table.cube, of: { dimension, values } } : null,
  );
  const chosen = table.dimensions.find((each) => each.dimension === dimension);
  return (
    <>
      <p class="hint">{say('rates.hint')}</p>
      {table.dimensions.length > 1 && (
        <Field label={say('rates.dimension')}>
          {(described) => (
            <select
              {...described}
              value={dimension}
              onChange={({ currentTarget: { value } }) => {
                setDimension(value);
                setValues(FIRST[value] ?? []);
              }}
            >
              {table.dimensions.map((each) => (
                <option value={each.dimension} key={each.dimension}>
                  {each.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Group label={say('rates.of')}>
        <Chips
          choices={(chosen?.values ?? []).map(({ value, name }) => ({ value, label: name }))}
          chosen={values}
          onChange={setValues}
        />
      </Group>
      {values.length === 0 ? (
        <EmptyState>{say('rates.choose')}</EmptyState>
      ) : (
        <Whole asked={asked}>
          {({ releaseRates }) => (
            <Chart rows={releaseRates} table={table} valueOf={({ percent }) => percent} unit=" %" />
          )}
        </Whole>
      )}
    </>
  );
}
