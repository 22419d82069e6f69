import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ApproveReleaseDecision } from '../../../generated/documents/network-releases.js';
import type { NetworkReleasesQuery } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Confirm } from '../../parts/confirm.js';
import { Card } from '../../parts/page.js';
import { toast } from '../../parts/toast.js';
import { useReader } from '../../reader.js';
import { dayOf, numberOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { refusedOf, Undone } from './problems.js';

type Answer = NetworkReleasesQuery;
type Decision = Answer['releaseDecisions'][number];

interface DecisionsProps {
  decisions: Answer['releaseDecisions'];
  releases: Answer['releases'];
  again: () => void;
}

/** What asks for a second administrator. What she approves is done at once and for good, so she is asked first. */
export function Decisions({ decisions, releases, again }: DecisionsProps): JSX.Element | null {
  const say = useWords('network');
  const acting = useAct(ApproveReleaseDecision);
  const [asking, setAsking] = useState<Decision | null>(null);
  const [refused, setRefused] = useState<ReturnType<typeof refusedOf>>(null);
  if (decisions.length === 0 && !acting.trouble && !refused) return null;
  /** What is asked, short: how high, or which period. */
  const whatOf = ({ cap, releaseId }: Decision): string =>
    typeof cap === 'number' ? numberOf(cap) : (releases.find(({ id }) => id === releaseId)?.period ?? '');
  const approve = async ({ id, kind }: Decision): Promise<void> => {
    const answer = await acting.act({ id });
    const refusal = refusedOf(answer);
    setRefused(refusal);
    setAsking(null);
    if (answer && !refusal) toast(say(`approved.${kind}`));
    again();
  };
  return (
    <Card title={say('decisions')}>
      <p class="hint">{say('decisions.hint')}</p>
      <Undone acting={acting} result={refused} />
      <ul class="cards">
        {decisions.map((decision) => (
          <OneDecision
            key={decision.id}
            decision={decision}
            what={`${say(`decision.${decision.kind}`)}: ${whatOf(decision)}`}
            onApprove={() => setAsking(decision)}
          />
        ))}
      </ul>
      <Confirm
        open={asking !== null}
        title={asking ? say(`approve.question.${asking.kind}`, { what: whatOf(asking) }) : ''}
        action={say('approve')}
        busy={acting.busy}
        onOpen={() => {
          acting.clear();
          setRefused(null);
        }}
        onConfirm={() => asking && void approve(asking)}
        onClose={() => setAsking(null)}
      >
        {asking && <p>{say(`approve.text.${asking.kind}`)}</p>}
      </Confirm>
    </Card>
  );
}

function OneDecision({
  decision,
  what,
  onApprove,
}: {
  decision: Decision;
  what: string;
  onApprove: () => void;
}): JSX.Element {
  const say = useWords('network');
  const reader = useReader();
  const { because, by, at } = decision;
  return (
    <li class="stack">
      <h3>{what}</h3>
      <p>{because}</p>
      <p class="small">{say('decisions.asked', { name: by.displayName, when: dayOf(at) })}</p>
      {by.id === reader.id ? (
        <p class="hint">{say('decisions.yours')}</p>
      ) : (
        <div class="actions">
          <Button label={say('approve.of', { what })} onClick={onApprove}>
            {say('approve')}
          </Button>
        </div>
      )}
    </li>
  );
}
