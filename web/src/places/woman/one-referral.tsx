import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ReferralStatus, WomanReferralFragment } from '../../../generated/graphql.js';
import { Tag } from '../../parts/answer-badge.js';
import { Button } from '../../parts/button.js';
import { Card } from '../../parts/page.js';
import { showCode } from '../../parts/her-code.js';
import { useTerms } from '../../terms/use-terms.js';
import { agoOf, dayOf, momentOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { CheckIn } from './check-in.js';
import { HandoverForm, mayPlanHandover } from './handover.js';
import { HerWordForm } from './her-word.js';
import { Messages } from './messages.js';
import { NextPlaces } from './next-places.js';
import type { InRecord } from './in-record.js';
import { Steps } from './steps.js';
import { Paper, SafeToCarry } from '../../her/paper.js';
import { useGoOnWithDraft } from './use-draft.js';

const TONES: Partial<Record<ReferralStatus, 'good' | 'care'>> = {
  ACCEPTED: 'good',
  SCHEDULED: 'good',
  ARRIVED: 'good',
  COMPLETED: 'good',
  WAITLISTED: 'care',
  MISSED: 'care',
  DECLINED: 'care',
  EXPIRED: 'care',
};
const CAME_TO_NOTHING: readonly ReferralStatus[] = ['DECLINED', 'EXPIRED', 'NOT_COMPLETED', 'WITHDRAWN'];
const NEVER_SENT: readonly ReferralStatus[] = ['DRAFT', 'ENTERED_IN_ERROR'];
/** Clocks that a check-in starts anew. */
const CHECKED_IN: readonly ReferralStatus[] = [
  'SENT',
  'ACKNOWLEDGED',
  'WAITLISTED',
  'ACCEPTED',
  'SCHEDULED',
  'ARRIVED',
];

/** One promise: where it stands, until when somebody must answer, and what her worker may do now. */
export function OneReferral({ referral, record }: { referral: WomanReferralFragment; record: InRecord }): JSX.Element {
  const say = useWords('woman');
  const { nameOf } = useTerms();
  const { status, to, listing, services, reason, outcome, respondBy, replacedBy } = referral;
  const name = listing?.name ?? to.name;
  const next = !replacedBy && (CAME_TO_NOTHING.includes(status) || (status === 'COMPLETED' && outcome !== 'RECEIVED'));
  return (
    <Card title={listing && listing.name !== to.name ? `${listing.name}, ${to.name}` : name}>
      <div class="row">
        <Tag tone={TONES[status] ?? 'quiet'}>{say(`status.${status}`)}</Tag>
        {outcome && <Tag tone={outcome === 'RECEIVED' ? 'good' : 'care'}>{say(`outcome.${outcome}`)}</Tag>}
        {referral.overdue && <Tag tone="bad">{say('overdue')}</Tag>}
      </div>
      <p>{services.map(nameOf).join(', ')}</p>
      {reason && <p>{say('because', { reason: reason.name })}</p>}
      {respondBy && <p class="small">{say('respondBy', { when: momentOf(respondBy), ago: agoOf(respondBy) })}</p>}
      <Times referral={referral} />
      {record.mayAct && (
        <>
          {status === 'DRAFT' && <GoOn referral={referral} record={record} />}
          {next && record.isHers && <NextPlaces referral={referral} record={record} />}
          <Steps referral={referral} again={record.again} />
          {CHECKED_IN.includes(status) && <CheckIn referral={referral} again={record.again} />}
          {mayPlanHandover(referral) && <HandoverForm referral={referral} again={record.again} />}
          {!NEVER_SENT.includes(status) && (
            <>
              <Messages referral={referral} again={record.again} />
              <HerWordForm referral={referral} again={record.again} />
              <Slip referral={referral} slipOk={record.her.safeContact?.slipOk ?? false} />
            </>
          )}
        </>
      )}
    </Card>
  );
}

function Times({ referral }: { referral: WomanReferralFragment }): JSX.Element | null {
  const say = useWords('woman');
  const { appointmentAt, holdUntil, condition, lookAgainOn, neededFrom, deadline } = referral;
  const lines = [
    appointmentAt && say('appointment', { when: momentOf(appointmentAt) }),
    holdUntil && say('hold', { when: momentOf(holdUntil) }),
    condition && say('condition', { condition }),
    lookAgainOn && say('lookAgain', { day: dayOf(lookAgainOn) }),
    neededFrom && say('neededFrom', { day: dayOf(neededFrom) }),
    deadline && say('deadline', { when: momentOf(deadline) }),
  ].filter((line) => line !== null && line !== '');
  if (lines.length === 0) return null;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function GoOn({ referral, record }: { referral: WomanReferralFragment; record: InRecord }): JSX.Element {
  const say = useWords('woman');
  const goOn = useGoOnWithDraft();
  const listingId = referral.listing?.id;
  return (
    <div class="actions">
      {listingId !== undefined && (
        <Button kind="main" onClick={() => goOn({ listingId, draftId: referral.id, woman: record.her })}>
          {say('goOn')}
        </Button>
      )}
    </div>
  );
}

/** The slip once more: the code by which the other place knows her. */
function Slip({ referral, slipOk }: { referral: WomanReferralFragment; slipOk: boolean }): JSX.Element {
  const say = useWords('woman');
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('slip')}</summary>
      {open && (
        <div class="stack">
          <p class="no-print">
            {say('slip.code')} <span class="code ltr">{showCode(referral.code)}</span>
          </p>
          <SafeToCarry slipOk={slipOk}>
            <Paper kind="slip" code={referral.code} />
          </SafeToCarry>
        </div>
      )}
    </details>
  );
}
