import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanReferForStep, WomanStepPlaces } from '../../../generated/documents/plan-acts.js';
import type {
  ReferralStatus,
  WomanPlanFragment,
  WomanPlanStepFragment,
  WomanStepPlaceFragment,
} from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Tag } from '../../parts/answer-badge.js';
import { Button } from '../../parts/button.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice, Whole } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import type { InRecord } from './in-record.js';
import { useGoOnWithDraft } from './use-draft.js';

/** A try that is over without what she was sent for: the next may be made. */
const CAME_TO_NOTHING: readonly ReferralStatus[] = [
  'COMPLETED',
  'DECLINED',
  'NOT_COMPLETED',
  'WITHDRAWN',
  'EXPIRED',
  'ENTERED_IN_ERROR',
];

interface StepReferralProps {
  step: WomanPlanStepFragment;
  plan: WomanPlanFragment;
  record: InRecord;
  again: () => void;
}

/** The referral that a step asks for: to be made, to be sent, or on its way. */
export function StepReferral(props: StepReferralProps): JSX.Element | null {
  const say = useWords('woman');
  const { step, record } = props;
  const goOn = useGoOnWithDraft();
  const [choosing, setChoosing] = useState(false);
  const { referral } = step;
  const listingId = referral?.listing?.id;
  if (referral?.status === 'DRAFT')
    return listingId === undefined ? null : (
      <div class="actions">
        <Button kind="main" onClick={() => goOn({ listingId, draftId: referral.id, woman: record.her })}>
          {say('goOn')}
        </Button>
      </div>
    );
  if (referral && !CAME_TO_NOTHING.includes(referral.status))
    return <a href="/woman/record">{say('plan.refer.underWay')}</a>;
  // Searches heed what she avoids, which is there for her own worker only.
  if (!record.isHers) return null;
  return (
    <details open={choosing} onToggle={(event) => setChoosing(event.currentTarget.open)}>
      <summary>{say('plan.refer')}</summary>
      {choosing && <Places {...props} />}
    </details>
  );
}

function Places(props: StepReferralProps): JSX.Element {
  const say = useWords('woman');
  const { step, record } = props;
  const where = { services: step.services };
  const asked = useAsk(WomanStepPlaces, { where, forClientId: record.her.id });
  return (
    <section class="stack" aria-label={say('plan.refer.of', { name: step.name })}>
      <Whole asked={asked}>
        {({ findListings: { matches, callFirst } }) =>
          matches.edges.length + callFirst.edges.length === 0 ? (
            <p>
              {say('plan.refer.none')} <a href={`/find?services=${step.services.join(',')}`}>{say('search')}</a>
            </p>
          ) : (
            <ul class="stack">
              {matches.edges.map(({ node }) => (
                <StepPlace key={node.listing.id} listing={node.listing} {...props} />
              ))}
              {callFirst.edges.map(({ node }) => (
                <StepPlace key={node.listing.id} listing={node.listing} callFirst {...props} />
              ))}
            </ul>
          )
        }
      </Whole>
    </section>
  );
}

function StepPlace({
  listing,
  callFirst = false,
  step,
  plan,
  record,
  again,
}: StepReferralProps & { listing: WomanStepPlaceFragment['listing']; callFirst?: boolean }): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble } = useAct(WomanReferForStep);
  const [refused, setRefused] = useState<string | null>(null);
  const goOn = useGoOnWithDraft();
  const phone = listing.phones[0]?.number ?? listing.howToRefer.nightPhone;
  const refer = async (): Promise<void> => {
    const base = { id: plan.id, stepId: step.id, version: plan.version };
    const answer = await act((key) => ({ input: { ...base, listingId: listing.id, key } }));
    const result = answer?.referForPlanStep;
    if (!result) return;
    if (result.__typename === 'PlanStepReferred')
      goOn({ listingId: listing.id, draftId: result.referral.id, woman: record.her });
    else {
      setRefused(result.__typename === 'InvalidInput' ? (result.problems[0]?.message ?? '') : result.message);
      if (result.__typename === 'StalePlan') again();
    }
  };
  return (
    <li class="stack">
      <div class="row">
        <b>{listing.name}</b>
        {listing.organization.name !== listing.name && <span class="small">{listing.organization.name}</span>}
        {callFirst && <Tag tone="care">{say('callFirst')}</Tag>}
      </div>
      {trouble && <TroubleNotice trouble={trouble} />}
      {refused !== null && <Notice tone="bad">{refused}</Notice>}
      <div class="actions">
        {phone && (
          <a class="button" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
            <span class="ltr">{phone}</span>
          </a>
        )}
        <Button kind="main" busy={busy} label={say('refer.to', { name: listing.name })} onClick={() => void refer()}>
          {say('refer')}
        </Button>
      </div>
    </li>
  );
}
