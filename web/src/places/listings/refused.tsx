import type { JSX } from 'preact';
import { problemsElsewhere } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import type { Writing } from './use-update.js';

/** Why nothing was written. What a field shows itself (`shown`) is not said twice. */
export function NotWritten({ writing, shown = [] }: { writing: Writing; shown?: readonly string[] }): JSX.Element {
  const say = useWords('listings');
  const { trouble, refused, problems } = writing;
  const others = problemsElsewhere(problems, shown);
  return (
    <>
      {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
      {refused && (
        <Notice tone="care" alert>
          <p>{say(`refused.${refused}`)}</p>
        </Notice>
      )}
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
