import type { ReferralStepInput } from '../../../generated/graphql.js';
import { acted } from '../../ask/acted.js';
import type { InputProblem, Trouble } from '../../ask/trouble.js';
import { useAct } from '../../ask/use-act.js';
import { toast } from '../../parts/toast.js';
import { useReader } from '../../reader.js';
import { useWords } from '../../words/words.js';
import { isOnBehalf, STEPS, type Row, type StepName } from './steps.js';

export interface Stepping {
  take: (said?: Partial<ReferralStepInput>) => Promise<boolean>;
  busy: boolean;
  trouble: Trouble | null;
  problems: readonly InputProblem[];
  clear: () => void;
}

/** One step of one referral: taken once however often it is pressed, against the version that is shown. */
export function useStep(step: StepName, referral: Row): Stepping {
  const say = useWords('inbox');
  const { organization } = useReader();
  const { act, busy, trouble, problems, clear } = useAct(STEPS[step]);
  const take: Stepping['take'] = async (said = {}) => {
    const onBehalf = isOnBehalf(step, referral, organization?.id);
    const spoken = onBehalf ? { onBehalfOfReceiver: true, answeredBy: said.answeredBy ?? 'PHONE' } : {};
    const answer = await act((key) => ({
      input: { ...said, ...spoken, id: referral.id, version: referral.version, key },
    }));
    if (!answer) return false;
    const kind = answer.step.__typename;
    if (kind === 'Referral') toast(say(`done.${step}`));
    // What offered the step may be gone in a moment, when the referral is shown as it stands now: so this is said where it stays.
    if (kind === 'StaleReferral') toast(say('refused.stale'));
    if (kind === 'StepNotAllowed') toast(say('refused.not-allowed'));
    if (kind === 'Forbidden') toast(say('refused.forbidden'));
    if (kind !== 'InvalidInput') acted();
    return kind === 'Referral';
  };
  return { take, busy, trouble, problems, clear };
}
