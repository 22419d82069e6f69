import type { JSX } from 'preact';
import { ReleasedTables, Releases } from '../../../generated/documents/figures.js';
import { useAsk } from '../../ask/use-ask.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { Card, Page } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { Tabs } from '../../parts/tabs.js';
import { go, useAddress } from '../../router.js';
import { dayOf, numberOf } from '../../words/when.js';
import { useLanguage, useWords } from '../../words/words.js';
import { addressOf, codeOf, questionIn, VIEWS, viewsOf, type Question, type Sealed } from './question.js';
import { Rates } from './rates.js';
import { Cells } from './cells.js';
import { Steps, Times } from './steps-and-times.js';
import { CsvButton } from './csv-button.js';
import { Trend } from './trend.js';
import { Hatch, type Declared } from './value.js';

/** Sealed figures of the whole network: the same for everybody who reads them. */
export function Figures(): JSX.Element {
  const say = useWords('figures');
  const asked = useAsk(Releases, { language: useLanguage() });
  const question = questionIn(useAddress().search);
  return (
    <Page title={say('title')}>
      <Hatch />
      <Whole asked={asked}>
        {({ releases }) => {
          const release = releases.find((each) => codeOf(each) === question.release) ?? releases[0];
          if (!release) return <EmptyState>{say('empty')}</EmptyState>;
          return <OneRelease release={release} releases={releases} question={question} />;
        }}
      </Whole>
    </Page>
  );
}

interface ReleaseProps {
  release: Sealed;
  releases: readonly Sealed[];
  question: Question;
}

function OneRelease({ release, releases, question }: ReleaseProps): JSX.Element {
  const say = useWords('figures');
  const asked = useAsk(ReleasedTables, { release: release.id, language: useLanguage() });
  const choose = (change: Partial<Question>): void => go(addressOf({ ...question, ...change }));
  return (
    <>
      <Field label={say('release')}>
        {(described) => (
          <select
            {...described}
            value={codeOf(release)}
            onChange={({ currentTarget: { value } }) => choose({ release: value })}
          >
            {releases.map((each) => (
              <option value={codeOf(each)} key={each.id}>
                {each.edition > 1
                  ? say('release.edition', { period: each.period, edition: each.edition })
                  : each.period}
              </option>
            ))}
          </select>
        )}
      </Field>
      <p class="small">{say('release.sealed', { when: dayOf(release.sealedAt) })}</p>
      {release.incident && (
        <Notice tone="care">
          <p>{say('release.incident', { incident: release.incident })}</p>
        </Notice>
      )}
      {release.replacedById && (
        <Notice tone="care">
          <p>{say('release.replaced')}</p>
        </Notice>
      )}
      <Whole asked={asked}>
        {({ releaseTables }) => {
          const table = releaseTables.find(({ cube }) => cube === question.table) ?? releaseTables[0];
          if (!table) return <EmptyState>{say('noTable')}</EmptyState>;
          return (
            <OneTable
              table={table}
              tables={releaseTables}
              release={release}
              releases={releases}
              question={question}
              choose={choose}
            />
          );
        }}
      </Whole>
      <Note release={release} />
    </>
  );
}

const nameOfTable = (say: ReturnType<typeof useWords<'figures'>>, { dimensions }: Declared): string =>
  dimensions.length === 0 ? say('table.total') : dimensions.map(({ name }) => name).join(' × ');

function OneTable({
  table,
  tables,
  release,
  releases,
  question,
  choose,
}: ReleaseProps & {
  table: Declared;
  tables: readonly Declared[];
  choose: (change: Partial<Question>) => void;
}): JSX.Element {
  const say = useWords('figures');
  const views = viewsOf(table, releases);
  const view = views.includes(question.view) ? question.view : 'chart';
  const shared = { table, release: release.id, key: `${release.id} ${table.cube}` };
  return (
    <>
      <Field label={say('table')}>
        {(described) => (
          <select
            {...described}
            value={table.cube}
            onChange={({ currentTarget: { value } }) => choose({ table: value })}
          >
            {tables.map((each) => (
              <option value={each.cube} key={each.cube}>
                {nameOfTable(say, each)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Tabs
        label={say('views')}
        current={view}
        tabs={views.map((name) => ({ name, label: say(`view.${name}`) }))}
        hrefOf={(name) =>
          addressOf({ ...question, table: table.cube, view: VIEWS.find((each) => each === name) ?? 'chart' })
        }
      />
      <Card title={nameOfTable(say, table)}>
        <p class="hint">{table.note}</p>
        {(view === 'chart' || view === 'table') && <Cells {...shared} as={view} />}
        {view === 'rates' && <Rates {...shared} />}
        {view === 'steps' && <Steps {...shared} />}
        {view === 'times' && <Times {...shared} />}
        {view === 'trend' && <Trend {...shared} releases={releases} />}
        <CsvButton release={release.id} period={release.period} cube={table.cube} />
      </Card>
    </>
  );
}

/** What the figures are, why they do not add up, what that protects, and what not. */
function Note({ release }: { release: Sealed }): JSX.Element {
  const say = useWords('figures');
  return (
    <Card title={say('note')}>
      <ul>
        <li>{say('note.counts')}</li>
        <li>{say('note.chance')}</li>
        <li>{say('note.hidden')}</li>
        <li>{say('note.interval')}</li>
        <li>{say('note.protects')}</li>
        <li>{say('note.notProtected')}</li>
      </ul>
      <details>
        <summary>{say('note.whole')}</summary>
        <p>{release.note}</p>
        <p class="small">
          {say('note.spent', { rho: numberOf(release.rho) })} <span class="code ltr wrap">{release.checksum}</span>
        </p>
      </details>
    </Card>
  );
}
