import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanPlanHandover } from '../../../generated/documents/steps.js';
import type { HandoverInput, ReferralStatus, WomanReferralFragment } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { warmOf, handoverOf, type Warm } from '../../her/warm.js';
import { WarmPart } from '../../her/warm-part.js';
import { useInHand } from '../../in-hand.js';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Group, problemsElsewhere } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { useWords } from '../../words/words.js';

/** The same as the server's: until it is over, and once it is done. */
const CLOSED: readonly ReferralStatus[] = ['DECLINED', 'NOT_COMPLETED', 'WITHDRAWN', 'EXPIRED', 'ENTERED_IN_ERROR'];
const RECEIVED: readonly ReferralStatus[] = ['ARRIVED', 'COMPLETED'];
const SHOWN = ['handover.meetingPoint', 'handover.meetAt', 'handover.callBack'];

export const mayPlanHandover = ({ status }: WomanReferralFragment): boolean => !CLOSED.includes(status);

type Still = 'yes' | 'no' | 'unsaid';
interface Draft extends Warm {
  still: Still;
}

function draftOf({ handover }: WomanReferralFragment): Draft {
  const still = handover?.stillWithHerWhenReceived;
  return { ...warmOf(handover), still: still === true ? 'yes' : still === false ? 'no' : 'unsaid' };
}

/** Only what is another than before: what is not said stays, also where it can be kept no more. */
function changeOf(before: Draft, now: Draft): HandoverInput {
  const whole = (draft: Draft): HandoverInput => ({
    ...handoverOf(draft),
    stillWithHerWhenReceived: draft.still === 'unsaid' ? null : draft.still === 'yes',
  });
  const [old, said] = [whole(before), whole(now)];
  return Object.fromEntries(Object.entries(said).filter(([name, value]) => value !== old[name as keyof HandoverInput]));
}

/** Who goes with her and how; what is typed survives a lock. */
export function HandoverForm({ referral, again }: { referral: WomanReferralFragment; again: () => void }): JSX.Element {
  const say = useWords('woman');
  const warm = useWords('refer');
  const { act, busy, trouble, problems } = useAct(WomanPlanHandover);
  const [typed, setTyped] = useInHand<Draft | null>(`woman.warm.${referral.id}`, null);
  const [refused, setRefused] = useState<string | null>(null);
  const before = draftOf(referral);
  const draft = typed ?? before;
  const plan = async (version: number, handover: HandoverInput, undo?: HandoverInput): Promise<void> => {
    setRefused(null);
    const result = (await act({ referralId: referral.id, version, handover }))?.planHandover;
    if (!result || result.__typename === 'InvalidInput') return;
    if (result.__typename === 'Referral') {
      setTyped(undefined);
      toast(say('saved'), undo && (() => void plan(result.version, undo)));
    } else if (result.__typename === 'StaleReferral' || result.__typename === 'StepNotAllowed') toast(say('stale'));
    else setRefused(result.message);
    again();
  };
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const change = changeOf(before, draft);
    if (Object.keys(change).length === 0) toast(say('handover.same'));
    else await plan(referral.version, change, changeOf(draft, before));
  };
  return (
    <details open={typed !== null}>
      <summary>{warm('warm')}</summary>
      <form onSubmit={(event) => void save(event)} noValidate>
        {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
        {[...problemsElsewhere(problems, SHOWN), ...(refused === null ? [] : [refused])].map((message) => (
          <Notice tone="bad" alert key={message}>
            {message}
          </Notice>
        ))}
        <WarmPart draft={draft} change={(changed) => setTyped({ ...draft, ...changed })} problems={problems} />
        {RECEIVED.includes(referral.status) && (
          <Group label={say('handover.still')}>
            <Chips<Still>
              single
              chosen={[draft.still]}
              choices={(['yes', 'no', 'unsaid'] as const).map((value) => ({ value, label: say(`said.${value}`) }))}
              onChange={([still = 'unsaid']) => setTyped({ ...draft, still })}
            />
          </Group>
        )}
        <div class="actions">
          <Button type="submit" busy={busy}>
            {say('handover.action')}
          </Button>
          {typed !== null && <Button onClick={() => setTyped(undefined)}>{say('drop')}</Button>}
        </div>
      </form>
    </details>
  );
}
