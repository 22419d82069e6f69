import type { JSX } from 'preact';
import type { CompletionsQuery } from '../../../generated/graphql.js';
import { Bars } from '../../parts/bars.js';
import { Card } from '../../parts/page.js';
import { numberOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { Figure, type Open } from './behind.js';
import { CsvButton } from './csv-button.js';
import { atStage, cohortOf, openOf, STAGES, type Question } from './question.js';

export type Audit = CompletionsQuery['completionAudit'];

/** From sent to received, and what still waits. */
export function Overview({ audit, question, open }: { audit: Audit; question: Question; open: Open }): JSX.Element {
  const say = useWords('completion');
  const cohort = cohortOf(question);
  const share = (value: number): string => numberOf(value / audit.sent, { style: 'percent' });
  return (
    <>
      <Card title={say('funnel')}>
        <p class="hint">{say('funnel.hint')}</p>
        <Bars
          most={audit.sent}
          bars={STAGES.map((stage) => ({
            label: say(`stage.${stage}`),
            value: audit[stage],
            shown: say('of', { value: audit[stage], all: audit.sent, share: share(audit[stage]) }),
          }))}
        />
        <p>{say('open.lists')}</p>
        <div class="row">
          {STAGES.map((stage) => (
            <span key={stage}>
              {say(`stage.${stage}`)}{' '}
              <Figure
                value={audit[stage]}
                open={open}
                behind={{ title: say(`stage.${stage}`), where: atStage(cohort, stage) }}
              />
            </span>
          ))}
        </div>
        <CsvButton question={question} table="SUMMARY" name={say('funnel')} />
      </Card>
      <Card title={say('waiting')}>
        <dl class="facts">
          <dt>{say('stillOpen')}</dt>
          <dd>
            <Figure value={audit.open} open={open} behind={{ title: say('stillOpen'), where: openOf(question) }} />
          </dd>
          <dt>{say('overdue')}</dt>
          <dd>
            <Figure
              value={audit.overdue}
              open={open}
              behind={{ title: say('overdue'), where: openOf(question), inbox: 'OVERDUE' }}
            />
          </dd>
        </dl>
      </Card>
    </>
  );
}
