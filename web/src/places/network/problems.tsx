import type { JSX } from 'preact';
import type { Acting } from '../../ask/use-act.js';
import { problemsElsewhere } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { RefusedIn } from '../../parts/refused.js';
import { TroubleNotice } from '../../parts/states.js';

type Result = { __typename: string; message?: string } | null;

/** All that an act did not do, above its button: trouble on the way, a refusal, and what no field of the form shows. */
export function Undone({
  acting,
  result = null,
  shown = [],
}: {
  acting: Pick<Acting<never, never>, 'trouble' | 'problems'>;
  result?: Result;
  shown?: readonly string[];
}): JSX.Element {
  const others = problemsElsewhere(acting.problems, shown);
  return (
    <>
      {acting.trouble && acting.trouble.kind !== 'bad-input' && <TroubleNotice trouble={acting.trouble} />}
      <RefusedIn result={result} />
      {others.length > 0 && (
        <Notice tone="bad" alert>
          {others.map((message) => (
            <p key={message}>{message}</p>
          ))}
        </Notice>
      )}
    </>
  );
}

/** Whether it was done, and what was said if not. */
export const refusedOf = (answer: object | null): Result => {
  const [result] = Object.values(answer ?? {}) as Result[];
  return result && typeof result === 'object' && 'message' in result ? result : null;
};
