import { useState } from 'preact/hooks';
import type { WomanPlanFragment, WomanPlannedFragment } from '../../../generated/graphql.js';
import type { Asking } from '../../ask/asking.js';
import type { InputProblem, Trouble } from '../../ask/trouble.js';
import { useAct } from '../../ask/use-act.js';
import { toast } from '../../parts/toast.js';
import { useWords } from '../../words/words.js';

interface OnPlan {
  id: string | number;
  version: number;
  key?: string | null | undefined;
}

/** Given the version that stands now. True where nothing is left to mend. */
export type WayBack = (version: number) => Promise<boolean>;

export interface PlanActing<Said> {
  busy: boolean;
  trouble: Trouble | null;
  problems: readonly InputProblem[];
  /** In the server's words, where no field shows it. */
  refused: string | null;
  clear: () => void;
  /** Of the version that was read unless another is given. True where nothing is left to mend. */
  take: (said: Said, done: { text: string; undo?: WayBack }, version?: number) => Promise<boolean>;
}

/** An act on one plan, as it was read: what changed meanwhile is shown anew and decided again. */
export function usePlanAct<Variables extends { input: OnPlan }>(
  document: Asking<object, Variables>,
  plan: Pick<WomanPlanFragment, 'id' | 'version'>,
  again: () => void,
): PlanActing<Omit<Variables['input'], keyof OnPlan>> {
  const say = useWords('woman');
  const { act, busy, trouble, problems, clear } = useAct(document);
  const [refused, setRefused] = useState<string | null>(null);
  const take: PlanActing<Omit<Variables['input'], keyof OnPlan>>['take'] = async (
    said,
    done,
    version = plan.version,
  ) => {
    setRefused(null);
    const answer = await act((key) => ({ input: { ...said, id: plan.id, version, key } }) as Variables);
    const [result] = Object.values(answer ?? {}) as WomanPlannedFragment[];
    if (!result || result.__typename === 'InvalidInput') return false;
    if (result.__typename === 'Forbidden') {
      setRefused(result.message);
      return false;
    }
    if (result.__typename === 'StalePlan') toast(say('stale'));
    else toast(done.text, done.undo && (() => void back(done.undo, result.version)));
    again();
    return true;
  };
  /** What would say why it did not go stands no longer on the page. */
  const back = async (undo: WayBack | undefined, version: number): Promise<void> => {
    if (undo && !(await undo(version))) toast(say('plan.notBack'));
  };
  const forget = (): void => {
    clear();
    setRefused(null);
  };
  return { busy, trouble, problems, refused, clear: forget, take };
}
