import type { JSX } from 'preact';
import { useWords } from '../words/words.js';
import { Notice } from './notice.js';

/** What was not right, in the server's words, and when another try is looked at. */
export function RefusedNotice({ message, seconds }: { message: string; seconds?: number | null }): JSX.Element {
  const say = useWords('shell');
  return (
    <Notice tone="bad" alert>
      <p>{message}</p>
      {typeof seconds === 'number' && <p>{say('wait', { count: seconds })}</p>}
    </Notice>
  );
}

/** Every member of a union that is no success has a message; those whose fields say it themselves (InvalidInput) are shown there. */
export function RefusedIn({
  result,
}: {
  result: { __typename: string; message?: string; retryAfterSeconds?: number | null } | null;
}): JSX.Element | null {
  if (result?.message === undefined || result.__typename === 'InvalidInput') return null;
  return <RefusedNotice message={result.message} seconds={result.retryAfterSeconds} />;
}
