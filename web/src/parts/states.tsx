import type { ComponentChildren, JSX } from 'preact';
import type { Asked } from '../ask/use-ask.js';
import type { Trouble } from '../ask/trouble.js';
import { useWords } from '../words/words.js';
import { Notice } from './notice.js';

export function EmptyState({ children }: { children: ComponentChildren }): JSX.Element {
  return <div class="empty">{children}</div>;
}

export function Loading({ slow = false }: { slow?: boolean }): JSX.Element {
  const say = useWords('shell');
  return (
    <div class="loading" role="status">
      <span class="spinner" aria-hidden="true" />
      {say(slow ? 'loading.slow' : 'loading')}
    </div>
  );
}

/** What went wrong, in words, and what can be done. */
export function TroubleNotice({ trouble, again }: { trouble: Trouble; again?: () => void }): JSX.Element {
  const say = useWords('shell');
  return (
    <Notice tone={trouble.kind === 'offline' ? 'quiet' : 'bad'} alert>
      <p>{say(`trouble.${trouble.kind}`)}</p>
      {trouble.retryAfterSeconds !== null && <p>{say('wait', { count: trouble.retryAfterSeconds })}</p>}
      {trouble.id !== null && <p class="small">{say('trouble.id', { id: trouble.id })}</p>}
      {trouble.kind === 'outdated' ? (
        <button type="button" onClick={() => location.reload()}>
          {say('reload.action')}
        </button>
      ) : (
        again &&
        trouble.kind !== 'forbidden' && (
          <button type="button" onClick={again}>
            {say('again')}
          </button>
        )
      )}
    </Notice>
  );
}

/** Loading, trouble, or the answer: `<Whole asked={useAsk(…)}>{(answer) => …}</Whole>`. An older answer stays readable under a trouble. */
export function Whole<Answer>({
  asked,
  children,
}: {
  asked: Asked<Answer>;
  children: (answer: Answer) => ComponentChildren;
}): JSX.Element {
  const { answer, trouble, busy, slow, again } = asked;
  return (
    <>
      {trouble && <TroubleNotice trouble={trouble} again={again} />}
      {answer === null && busy && <Loading slow={slow} />}
      {answer !== null && children(answer)}
    </>
  );
}
