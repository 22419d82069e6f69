import type { JSX } from 'preact';
import { problemsElsewhere } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice } from '../../parts/states.js';
import type { PlanActing } from './use-plan-act.js';

/** Why it was not done, as far as no field beside it says so. */
export function ActTrouble({
  of: { trouble, problems, refused },
  shown = [],
}: {
  of: Pick<PlanActing<never>, 'trouble' | 'problems' | 'refused'>;
  shown?: readonly string[];
}): JSX.Element {
  return (
    <>
      {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
      {[...problemsElsewhere(problems, shown), ...(refused === null ? [] : [refused])].map((message) => (
        <Notice tone="bad" alert key={message}>
          {message}
        </Notice>
      ))}
    </>
  );
}
