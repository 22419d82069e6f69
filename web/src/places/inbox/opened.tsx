import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { AskedAfter, ReferralInHand } from '../../../generated/documents/inbox.js';
import { acted, useLive } from '../../ask/acted.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Notice } from '../../parts/notice.js';
import { EmptyState, Whole as WholeAnswer } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { useReader } from '../../reader.js';
import { useTerms } from '../../terms/use-terms.js';
import { useWords } from '../../words/words.js';
import { Messages } from './messages.js';
import { NotTaken } from './refused.js';
import { numberOfPlace, Ring } from './ring.js';
import { HandoverFacts, SharedWithUs } from './shared-with-us.js';
import { dueOf, Standing } from './standing.js';
import { StepsBar } from './steps-bar.js';
import { isOver, type Whole } from './steps.js';
import { Timeline } from './timeline.js';

/** The referral in hand, whole: as much of it as this reader may read, kept true while it is looked at. */
export function Opened({ id, onBack }: { id: string; onBack: () => void }): JSX.Element {
  const say = useWords('inbox');
  const asked = useLive(ReferralInHand, { id });
  return (
    <>
      <div class="actions">
        <Button onClick={onBack}>{say('back')}</Button>
      </div>
      <WholeAnswer asked={asked}>
        {({ referral }) => (referral ? <InHand referral={referral} /> : <EmptyState>{say('notThere')}</EmptyState>)}
      </WholeAnswer>
    </>
  );
}

function InHand({ referral }: { referral: Whole }): JSX.Element {
  const say = useWords('inbox');
  const { organization } = useReader();
  const { nameOf } = useTerms();
  const { code, services, from, to, listing, reason, outcome, condition, handover, replacedBy } = referral;
  const received = to.id === organization?.id;
  const heading = useFocusWhenChanged(referral.status);
  const ring = received ? (handover?.callBack ?? null) : numberOfPlace(referral);
  return (
    <section class="card" aria-label={say('inHand', { code })}>
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {services.length > 0 ? services.map(nameOf).join(', ') : say('closedToYou')}
        </h2>
        <p>
          {say('code')} <span class="code ltr">{code}</span>
        </p>
        <p class="small">
          {say('from', { name: from.name })} · {say('to', { name: listing?.name ?? to.name })}
        </p>
      </div>
      <Ring referral={referral} number={ring} />
      <Standing referral={referral} />
      {reason && <p>{reason.name}</p>}
      {outcome && <p>{say(`outcome.${outcome}`)}</p>}
      {condition && (
        <Notice tone="care">
          <p>{say('onCondition', { condition })}</p>
        </Notice>
      )}
      {replacedBy && <p class="small">{say('replaced')}</p>}
      {dueOf(referral, say).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {referral.allowedSteps.includes('ARRIVE') && received && <p class="hint">{say('arrive.check')}</p>}
      <StepsBar referral={referral} />
      <LookedAfter referral={referral} />
      <SharedWithUs referral={referral} />
      <HandoverFacts referral={referral} />
      <Messages referral={referral} />
      <Timeline events={referral.timeline} />
    </section>
  );
}

/** A step takes away the button that it was taken with: the focus goes to what says where it stands now. */
function useFocusWhenChanged(status: Whole['status']) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(status);
  useEffect(() => {
    if (before.current !== status && document.activeElement === document.body) heading.current?.focus();
    before.current = status;
  }, [status]);
  return heading;
}

/** It is late and it goes on: somebody asked after her, and the clock begins anew. */
function LookedAfter({ referral }: { referral: Whole }): JSX.Element | null {
  const say = useWords('inbox');
  const { act, busy, trouble, problems } = useAct(AskedAfter);
  const late = referral.overdue || referral.lookAgainDue;
  if (!late || isOver(referral) || referral.allowedSteps.length === 0) return null;
  const done = async (): Promise<void> => {
    const answer = await act((key) => ({ referralId: referral.id, version: referral.version, key }));
    if (!answer) return;
    if (answer.step.__typename === 'Referral') toast(say('lookedAfter.done'));
    if (answer.step.__typename !== 'InvalidInput') acted();
  };
  return (
    <div class="stack">
      <NotTaken stepping={{ trouble, problems }} />
      <Button busy={busy} onClick={() => void done()}>
        {say('lookedAfter')}
      </Button>
      <p class="hint">{say('lookedAfter.hint')}</p>
    </div>
  );
}
