import { useState } from 'preact/hooks';
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
  /** It was not taken because the referral stands elsewhere by now; what is shown is being asked again. */
  refused: 'stale' | 'not-allowed' | 'forbidden' | null;
}

/** One step of one referral: taken once however often it is pressed, against the version that is shown. */
export function useStep(step: StepName, referral: Row): Stepping {
  const say = useWords('inbox');
  const { organization } = useReader();
  const { act, busy, trouble, problems } = useAct(STEPS[step]);
  const [refused, setRefused] = useState<Stepping['refused']>(null);
  const take: Stepping['take'] = async (said = {}) => {
    setRefused(null);
    const onBehalf = isOnBehalf(step, referral, organization?.id);
    const spoken = onBehalf ? { onBehalfOfReceiver: true, answeredBy: said.answeredBy ?? 'PHONE' } : {};
    const answer = await act((key) => ({
      input: { ...said, ...spoken, id: referral.id, version: referral.version, key },
    }));
    if (!answer) return false;
    const kind = answer.step.__typename;
    if (kind === 'Referral') toast(say(`done.${step}`));
    if (kind === 'StaleReferral') setRefused('stale');
    if (kind === 'StepNotAllowed') setRefused('not-allowed');
    if (kind === 'Forbidden') setRefused('forbidden');
    if (kind !== 'InvalidInput') acted();
    return kind === 'Referral';
  };
  return { take, busy, trouble, problems, refused };
}
