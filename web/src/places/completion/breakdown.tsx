import type { JSX } from 'preact';
import type { Assistance, Companion, Transport } from '../../../generated/graphql.js';
import { useTerms } from '../../terms/use-terms.js';
import { useWords } from '../../words/words.js';
import type { Open } from './behind.js';
import { FunnelTable } from './funnel-table.js';
import type { Audit } from './overview.js';
import { periodName, periodOf } from './period.js';
import type { Question, View } from './question.js';

type BrokenDown = Extract<View, 'walked' | 'services' | 'counterparts' | 'months'>;

/** The same funnel for each value of something. */
export function Breakdown({
  audit,
  question,
  open,
  view,
}: {
  audit: Audit;
  question: Question;
  open: Open;
  view: BrokenDown;
}): JSX.Element {
  const say = useWords('completion');
  const { nameOf } = useTerms();
  const sent = question.direction === 'SENT';
  const shared = { question, open };
  switch (view) {
    case 'services':
      return (
        <FunnelTable
          {...shared}
          title={say('view.services')}
          table="SERVICE"
          rows={audit.byService}
          nameOf={({ key }) => nameOf(key)}
          narrow={(key) => ({ services: [key] })}
        />
      );
    case 'counterparts':
      return (
        <FunnelTable
          {...shared}
          title={say('view.counterparts')}
          table="COUNTERPART"
          rows={audit.byCounterpart}
          nameOf={({ name }) => name}
          narrow={(key) => (sent ? { receiverId: key } : null)}
        />
      );
    case 'months':
      return (
        <FunnelTable
          {...shared}
          title={say('view.months')}
          table="MONTH"
          rows={audit.byMonth}
          nameOf={({ key }) => monthName(key)}
          narrow={monthOf}
        />
      );
    case 'walked':
      return <Walked audit={audit} {...shared} />;
  }
}

/** How far somebody walked with her: what was done, who went, how she got there. */
function Walked({ audit, question, open }: { audit: Audit; question: Question; open: Open }): JSX.Element {
  const say = useWords('completion');
  const shared = { question, open };
  // Who received her is not told by a filter what consent left out.
  const known = (key: string): boolean => question.direction === 'SENT' && key !== 'UNKNOWN';
  return (
    <>
      <FunnelTable
        {...shared}
        title={say('assistance')}
        table="ASSISTANCE"
        rows={audit.byAssistance}
        nameOf={({ key }) => say(`assistance.${key as Assistance}`)}
        narrow={(key) => ({ assistance: key as Assistance })}
      />
      <FunnelTable
        {...shared}
        title={say('companion')}
        table="COMPANION"
        rows={audit.byCompanion}
        nameOf={({ key }) => say(`companion.${key as Companion}`)}
        narrow={(key) => (known(key) ? { companion: key as Companion } : null)}
      />
      <FunnelTable
        {...shared}
        title={say('transport')}
        table="TRANSPORT"
        rows={audit.byTransport}
        nameOf={({ key }) => say(`transport.${key as Transport}`)}
        narrow={(key) => (known(key) ? { transport: key as Transport } : null)}
      />
    </>
  );
}

const monthName = (code: string): string => {
  const month = periodOf(code);
  return month ? periodName(month) : code;
};
const monthOf = (code: string): { sentFrom: string; sentTo: string } | null => {
  const month = periodOf(code);
  return month && { sentFrom: month.from, sentTo: month.to };
};
