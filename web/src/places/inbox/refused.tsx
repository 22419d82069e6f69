import type { JSX } from 'preact';
import type { InputProblem } from '../../ask/trouble.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import type { Stepping } from './use-step.js';

/** Why a step was not taken; the referral beside it shows where it stands now. */
export function NotTaken({ stepping }: { stepping: Pick<Stepping, 'trouble' | 'refused' | 'problems'> }): JSX.Element {
  const say = useWords('inbox');
  const { trouble, refused, problems } = stepping;
  return (
    <>
      {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
      {refused && (
        <Notice tone="care" alert>
          <p>{say(`refused.${refused}`)}</p>
        </Notice>
      )}
      <Problems problems={problems} />
    </>
  );
}

export function Problems({ problems }: { problems: readonly InputProblem[] }): JSX.Element | null {
  if (problems.length === 0) return null;
  return (
    <Notice tone="bad" alert>
      {problems.map(({ path, message }) => (
        <p key={path + message}>{message}</p>
      ))}
    </Notice>
  );
}
