import type { JSX } from 'preact';
import type { InputProblem } from '../../ask/trouble.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice } from '../../parts/states.js';
import type { Stepping } from './use-step.js';

/** Why a step was not taken, where it is for her to mend or to try again. */
export function NotTaken({ stepping }: { stepping: Pick<Stepping, 'trouble' | 'problems'> }): JSX.Element {
  const { trouble, problems } = stepping;
  return (
    <>
      {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
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
