import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanAgain, WomanNext } from '../../../generated/documents/steps.js';
import type { WomanReferralFragment } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { useAsk } from '../../ask/use-ask.js';
import { Tag } from '../../parts/answer-badge.js';
import { Button } from '../../parts/button.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice, Whole } from '../../parts/states.js';
import { numberOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import type { InRecord } from './in-record.js';
import { useGoOnWithDraft } from './use-draft.js';

/** It is not the end of it: where the same need may be met, one step away. */
export function NextPlaces({ referral, record }: { referral: WomanReferralFragment; record: InRecord }): JSX.Element {
  const say = useWords('woman');
  const [open, setOpen] = useState(referral.status === 'DECLINED' || referral.status === 'EXPIRED');
  const asked = useAsk(WomanNext, open ? { referralId: referral.id } : null);
  if (!open)
    return (
      <div class="actions">
        <Button onClick={() => setOpen(true)}>{say('next')}</Button>
      </div>
    );
  return (
    <section class="stack">
      <h3>{say('next')}</h3>
      <Whole asked={asked}>
        {({ nextMatches }) =>
          !nextMatches || nextMatches.length === 0 ? (
            <p>
              {say('next.empty')} <a href="/find">{say('search')}</a>
            </p>
          ) : (
            <ul class="stack">
              {nextMatches.map((match) => (
                <NextPlace key={match.found.listing.id} match={match} referral={referral} record={record} />
              ))}
            </ul>
          )
        }
      </Whole>
    </section>
  );
}

interface Match {
  callFirst: boolean;
  consentStands: boolean;
  found: {
    distanceKm?: number | null;
    listing: { id: string; name: string; phones: { number: string }[]; howToRefer: { nightPhone?: string | null } };
  };
}

function NextPlace({
  match,
  referral,
  record,
}: {
  match: Match;
  referral: WomanReferralFragment;
  record: InRecord;
}): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble } = useAct(WomanAgain);
  const [refused, setRefused] = useState<string | null>(null);
  const goOn = useGoOnWithDraft();
  const { listing, distanceKm } = match.found;
  const phone = listing.phones[0]?.number ?? listing.howToRefer.nightPhone;
  const refer = async (): Promise<void> => {
    const answer = await act((key) => ({ input: { referralId: referral.id, listingId: listing.id, key } }));
    const result = answer?.referAgain;
    if (!result) return;
    if (result.__typename === 'Referral') goOn({ listingId: listing.id, draftId: result.id, woman: record.her });
    else setRefused(result.__typename === 'InvalidInput' ? (result.problems[0]?.message ?? '') : result.message);
  };
  return (
    <li class="stack">
      <div class="row">
        <b>{listing.name}</b>
        {typeof distanceKm === 'number' && <span class="small">{say('km', { km: numberOf(distanceKm) })}</span>}
        {match.callFirst && <Tag tone="care">{say('callFirst')}</Tag>}
        {match.consentStands && <Tag tone="good">{say('consentStands')}</Tag>}
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
