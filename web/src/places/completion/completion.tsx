import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Completions } from '../../../generated/documents/completion.js';
import { useAsk } from '../../ask/use-ask.js';
import { Chips } from '../../parts/choice.js';
import { Field, Group } from '../../parts/field.js';
import { Page } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { Tabs } from '../../parts/tabs.js';
import { go, useAddress } from '../../router.js';
import { useLanguage, useWords } from '../../words/words.js';
import { BehindList, type Behind, type Open } from './behind.js';
import { Breakdown } from './breakdown.js';
import { HerWord, Needs, Reasons, Times } from './other-tables.js';
import { Overview, type Audit } from './overview.js';
import { periodName, latestOf, periodsOf, type PeriodKind } from './period.js';
import { addressOf, questionIn, SENT_ONLY, VIEWS, type Question } from './question.js';

/** What became of the referrals of a period, exact, for the organization whose they are. */
export function Completion(): JSX.Element {
  const say = useWords('completion');
  const language = useLanguage();
  const question = questionIn(useAddress().search);
  const { period, direction } = question;
  const asked = useAsk(Completions, { direction, from: period.from, to: period.to, language });
  return (
    <Page title={say('title')}>
      <Choose question={question} />
      <Whole asked={asked}>
        {({ completionAudit: audit }) =>
          audit.sent === 0 ? (
            <EmptyState>{say('empty')}</EmptyState>
          ) : (
            <Audited audit={audit} question={question} key={addressOf(question)} />
          )
        }
      </Whole>
    </Page>
  );
}

const KINDS: readonly PeriodKind[] = ['month', 'quarter', 'year'];

function Choose({ question }: { question: Question }): JSX.Element {
  const say = useWords('completion');
  const { period, direction } = question;
  const periods = periodsOf(period.kind);
  const all = periods.some(({ code }) => code === period.code) ? periods : [period, ...periods];
  const choose = (change: Partial<Question>): void => go(addressOf({ ...question, ...change }));
  return (
    <div class="split">
      <Group label={say('period')}>
        <Chips
          single
          choices={KINDS.map((value) => ({ value, label: say(`period.${value}`) }))}
          chosen={[period.kind]}
          onChange={([kind]) => choose({ period: latestOf(kind ?? 'quarter') })}
        />
        <Field label={say('period.which')}>
          {(described) => (
            <select
              {...described}
              value={period.code}
              onChange={({ currentTarget: { value } }) =>
                choose({ period: all.find(({ code }) => code === value) ?? period })
              }
            >
              {all.map((each) => (
                <option value={each.code} key={each.code}>
                  {periodName(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </Group>
      <Group label={say('direction')}>
        <Chips
          single
          choices={(['SENT', 'RECEIVED'] as const).map((value) => ({ value, label: say(`direction.${value}`) }))}
          chosen={[direction]}
          onChange={([chosen]) => choose({ direction: chosen ?? 'SENT' })}
        />
      </Group>
    </div>
  );
}

function Audited({ audit, question }: { audit: Audit; question: Question }): JSX.Element {
  const say = useWords('completion');
  const [behind, setBehind] = useState<Behind | null>(null);
  const [opener, setOpener] = useState<Element | null>(null);
  const open: Open = (next) => {
    setOpener(document.activeElement);
    setBehind(next);
  };
  // Closing leads back to the figure that was opened.
  useEffect(() => {
    if (behind === null && opener instanceof HTMLElement) opener.focus();
  }, [behind, opener]);
  const views = VIEWS.filter((view) => question.direction === 'SENT' || !SENT_ONLY.includes(view));
  return (
    <>
      <Tabs
        label={say('views')}
        current={question.view}
        tabs={views.map((name) => ({ name, label: say(`view.${name}`) }))}
        hrefOf={(name) => addressOf({ ...question, view: VIEWS.find((each) => each === name) ?? 'overview' })}
      />
      <View audit={audit} question={question} open={open} />
      {behind && <BehindList key={JSON.stringify(behind)} behind={behind} close={() => setBehind(null)} />}
    </>
  );
}

function View(props: { audit: Audit; question: Question; open: Open }): JSX.Element {
  switch (props.question.view) {
    case 'overview':
      return <Overview {...props} />;
    case 'reasons':
      return <Reasons {...props} />;
    case 'needs':
      return <Needs {...props} />;
    case 'word':
      return <HerWord {...props} />;
    case 'times':
      return <Times {...props} />;
    default:
      return <Breakdown {...props} view={props.question.view} />;
  }
}
