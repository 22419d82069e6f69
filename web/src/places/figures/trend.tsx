import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ReleasedTrend } from '../../../generated/documents/figures.js';
import type { TrendChange } from '../../../generated/graphql.js';
import { useAsk } from '../../ask/use-ask.js';
import { Field } from '../../parts/field.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { useWords } from '../../words/words.js';
import type { Sealed } from './question.js';
import { inWords, nameOfKeys, type Declared } from './value.js';

const SIGNS: Record<TrendChange, string> = { UP: '↑ ', DOWN: '↓ ', NO_CLEAR_CHANGE: '', NOT_COMPARABLE: '' };

/** What two releases have in common, and whether they differ by more than chance. */
export function Trend({
  release,
  table,
  releases,
}: {
  release: string;
  table: Declared;
  releases: readonly Sealed[];
}): JSX.Element {
  const say = useWords('figures');
  const others = releases.filter(({ id }) => id !== release);
  const [chosen, setBefore] = useState<string | null>(null);
  const at = releases.findIndex(({ id }) => id === release);
  const before = chosen ?? releases[at + 1]?.id ?? others[0]?.id ?? null;
  const asked = useAsk(ReleasedTrend, before === null ? null : { before, after: release, cube: table.cube });
  return (
    <>
      <Field label={say('trend.before')}>
        {(described) => (
          <select {...described} value={before ?? ''} onChange={({ currentTarget: { value } }) => setBefore(value)}>
            {others.map(({ id, period, edition }) => (
              <option value={id} key={id}>
                {edition > 1 ? say('release.edition', { period, edition }) : period}
              </option>
            ))}
          </select>
        )}
      </Field>
      <p class="hint">{say('trend.hint')}</p>
      <Whole asked={asked}>
        {({ releaseTrend }) =>
          releaseTrend.length === 0 ? (
            <EmptyState>{say('trend.empty')}</EmptyState>
          ) : (
            <Table
              caption={say('women.caption')}
              rows={releaseTrend}
              rowKey={({ keys }) => JSON.stringify(keys)}
              columns={[
                { head: say('which'), cell: (row) => nameOfKeys(table, row) },
                { head: say('trend.then'), cell: (row) => inWords(say, row.before) },
                { head: say('trend.now'), cell: (row) => inWords(say, row.after) },
                { head: say('trend.change'), cell: ({ change }) => SIGNS[change] + say(`trend.${change}`) },
              ]}
            />
          )
        }
      </Whole>
    </>
  );
}
