import type { JSX } from 'preact';
import { Bars } from '../../parts/bars.js';
import { Card } from '../../parts/page.js';
import { EmptyState } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { numberOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { Figure, type Open } from './behind.js';
import { CsvButton } from './csv-button.js';
import type { Audit } from './overview.js';
import { cohortOf, type Question } from './question.js';

interface TableProps {
  audit: Audit;
  question: Question;
  open: Open;
}

const SIDES = ['RECEIVER', 'REFERRER', 'CIRCUMSTANCE', 'SYSTEM', 'WOMAN'] as const;

/** By whose doing it came to nothing: the side first, then the reason. */
export function Reasons({ audit, question, open }: TableProps): JSX.Element {
  const say = useWords('completion');
  const of = (side: string) => audit.byReason.filter(({ reason }) => reason.side === side);
  const total = (side: string): number => of(side).reduce((sum, { count }) => sum + count, 0);
  const cohort = cohortOf(question);
  return (
    <Card title={say('view.reasons')}>
      <p class="hint">{say('reasons.hint')}</p>
      {audit.byReason.length === 0 && <EmptyState>{say('table.empty')}</EmptyState>}
      {audit.byReason.length > 0 && (
        <>
          <Bars bars={SIDES.map((side) => ({ label: say(`side.${side}`), value: total(side) }))} />
          <Table
            caption={say('reasons')}
            rows={SIDES.flatMap(of)}
            rowKey={({ reason }) => reason.code}
            columns={[
              { head: say('reason'), cell: ({ reason }) => reason.name },
              { head: say('side'), cell: ({ reason }) => say(`side.${reason.side}`) },
              {
                head: say('stage.count'),
                number: true,
                cell: ({ reason, count }) => (
                  <Figure
                    value={count}
                    open={open}
                    behind={{ title: reason.name, where: { ...cohort, reasonCode: reason.code } }}
                  />
                ),
              },
            ]}
          />
        </>
      )}
      <CsvButton question={question} table="REASON" name={say('view.reasons')} />
    </Card>
  );
}

/** Her need, over all the referrals that were made for it. */
export function Needs({ audit, question }: Omit<TableProps, 'open'>): JSX.Element {
  const say = useWords('completion');
  const { needs } = audit;
  return (
    <Card title={say('view.needs')}>
      <p class="hint">{say('needs.hint')}</p>
      {needs && (
        <Bars
          most={needs.needs}
          bars={[
            { label: say('needs.all'), value: needs.needs },
            { label: say('needs.met'), value: needs.met },
            ...needs.attempts.map(({ attempts, count }) => ({
              label: say('needs.attempts', { count: attempts }),
              value: count,
            })),
          ]}
        />
      )}
      <CsvButton question={question} table="NEEDS" name={say('view.needs')} />
    </Card>
  );
}

/** What was said of it beside what she said herself. Not said is not No. */
export function HerWord({ audit, question, open }: TableProps): JSX.Element {
  const say = useWords('completion');
  const cohort = cohortOf(question);
  const yesNo = (yes: number, no: number): string => say('word.yesNo', { yes, no });
  return (
    <Card title={say('view.word')}>
      <p class="hint">{say('word.hint')}</p>
      {audit.byHerWord.length === 0 && <EmptyState>{say('table.empty')}</EmptyState>}
      {audit.byHerWord.length > 0 && (
        <Table
          caption={say('word.caption')}
          rows={audit.byHerWord}
          rowKey={({ key }) => key}
          columns={[
            { head: say('word.said'), cell: ({ key }) => say(`outcome.${key as 'UNKNOWN'}`) },
            {
              head: say('stage.count'),
              number: true,
              cell: ({ key, referrals }) =>
                key === 'UNKNOWN' ? (
                  referrals
                ) : (
                  <Figure
                    value={referrals}
                    open={open}
                    behind={{
                      title: say(`outcome.${key as 'RECEIVED'}`),
                      where: { ...cohort, outcomes: [key as 'RECEIVED'] },
                    }}
                  />
                ),
            },
            { head: say('word.heard'), number: true, cell: ({ heard }) => heard },
            { head: say('word.help'), cell: (row) => yesNo(row.gotHelp, row.gotNoHelp) },
            { head: say('word.respect'), cell: (row) => yesNo(row.treatedWithRespect, row.notTreatedWithRespect) },
            { head: say('word.return'), cell: (row) => yesNo(row.wouldReturn, row.wouldNotReturn) },
          ]}
        />
      )}
      <CsvButton question={question} table="HER_WORD" name={say('view.word')} />
    </Card>
  );
}

const TIMES = ['hoursToAnswer', 'hoursToAnswerOnTheClock', 'daysToArrival', 'daysToCompletion'] as const;

export function Times({ audit, question }: Omit<TableProps, 'open'>): JSX.Element {
  const say = useWords('completion');
  const shown = (name: (typeof TIMES)[number], value: number | null | undefined): string =>
    typeof value === 'number'
      ? numberOf(value, {
          style: 'unit',
          unit: name.startsWith('hours') ? 'hour' : 'day',
          unitDisplay: 'long',
          maximumFractionDigits: 1,
        })
      : say('times.none');
  return (
    <Card title={say('view.times')}>
      <p class="hint">{say('times.hint')}</p>
      <Table
        caption={say('times.caption')}
        rows={TIMES}
        rowKey={(name) => name}
        columns={[
          { head: say('times.what'), cell: (name) => say(`times.${name}`) },
          { head: say('times.median'), number: true, cell: (name) => shown(name, audit.times[name].median) },
          { head: say('times.ninetieth'), number: true, cell: (name) => shown(name, audit.times[name].ninetieth) },
          { head: say('times.of'), number: true, cell: (name) => audit.times[name].count },
        ]}
      />
      <CsvButton question={question} table="TIMES" name={say('view.times')} />
    </Card>
  );
}
