import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanCheckIn } from '../../../generated/documents/steps.js';
import type { WomanReferralFragment } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { useWords } from '../../words/words.js';

/** She looked after her and it goes on: one tap, and what is due is due anew. */
export function CheckIn({ referral, again }: { referral: WomanReferralFragment; again: () => void }): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble } = useAct(WomanCheckIn);
  const [refused, setRefused] = useState<string | null>(null);
  const look = async (): Promise<void> => {
    const answer = await act((key) => ({ referralId: referral.id, version: referral.version, key }));
    const result = answer?.checkIn;
    if (!result) return;
    if (result.__typename === 'Referral') toast(say('checkedIn'));
    else setRefused('message' in result ? result.message : say('stale'));
    again();
  };
  return (
    <>
      {trouble && <TroubleNotice trouble={trouble} />}
      {refused !== null && <Notice tone="care">{refused}</Notice>}
      <div class="actions">
        <Button kind="quiet" busy={busy} onClick={() => void look()}>
          {say('checkIn')}
        </Button>
      </div>
    </>
  );
}
