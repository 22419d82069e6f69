import type { JSX } from 'preact';
import { WomanPlans } from '../../../generated/documents/plans.js';
import type { WomanPlanFragment, WomanPlansQuery } from '../../../generated/graphql.js';
import { useAsk } from '../../ask/use-ask.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { language } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { usePurpose } from '../../her/in-hand.js';
import { OnePlan } from './one-plan.js';
import { StartPlan } from './start-plan.js';
import type { InRecord } from './in-record.js';

/** What is to happen by when, over months: her plans and their dated steps. */
export function Plans({ record }: { record: InRecord }): JSX.Element {
  const say = useWords('woman');
  const [purpose] = usePurpose();
  const { id } = record.her;
  const asked = useAsk(WomanPlans, { id, purpose, language: language() }, { live: purpose === null });
  return (
    <Whole asked={asked}>
      {({ client, planTemplates, planTerms }) => (
        <>
          {plansOf(client).length === 0 ? (
            <EmptyState>{say('plans.empty')}</EmptyState>
          ) : (
            plansOf(client).map((plan) => (
              <OnePlan
                key={plan.id}
                plan={plan}
                event={planTemplates.find(({ code }) => code === plan.templateCode)?.waitsFor ?? null}
                terms={planTerms}
                record={record}
                again={() => {
                  asked.again();
                  // What happened stands in her record, and a referral may have come of it.
                  record.again();
                }}
              />
            ))
          )}
          {record.mayAct && <StartPlan clientId={id} templates={planTemplates} again={asked.again} />}
        </>
      )}
    </Whole>
  );
}

/** What was struck out never was hers: it is kept on the server, and shown nowhere. */
const plansOf = (client: WomanPlansQuery['client']): WomanPlanFragment[] =>
  client?.plans.filter(({ end }) => end?.code !== 'entered-in-error') ?? [];
