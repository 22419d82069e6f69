import type { JSX } from 'preact';
import { useWords } from '../words/words.js';
import { Button } from './button.js';

/** Pages of results: earlier and later where there are any. */
export function Pager({
  onEarlier,
  onLater,
  busy = false,
}: {
  onEarlier?: (() => void) | null;
  onLater?: (() => void) | null;
  busy?: boolean;
}): JSX.Element | null {
  const say = useWords('shell');
  if (!onEarlier && !onLater) return null;
  return (
    <div class="actions">
      {onEarlier && (
        <Button busy={busy} onClick={onEarlier}>
          {say('earlier')}
        </Button>
      )}
      {onLater && (
        <Button busy={busy} onClick={onLater}>
          {say('later')}
        </Button>
      )}
    </div>
  );
}
