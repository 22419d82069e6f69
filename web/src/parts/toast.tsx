import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../words/words.js';

interface Said {
  text: string;
  undo?: () => void;
}

/** Long enough to be read and reached with a keyboard. */
const SHOWN_MILLIS = 12_000;
let show: (said: Said | null) => void = () => undefined;

/** Says that something was done (read out politely), with a way back where there is one. */
export const toast = (text: string, undo?: () => void): void => show({ text, undo });

/** Stands once in the shell. */
export function Toasts(): JSX.Element {
  const say = useWords('shell');
  const [said, setSaid] = useState<Said | null>(null);
  useEffect(() => {
    show = setSaid;
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div class="toasts" role="status">
      {said && (
        <div class="toast">
          <span>{said.text}</span>
          {said.undo && (
            <button
              type="button"
              onClick={() => {
                setSaid(null);
                said.undo?.();
              }}
            >
              {say('undo')}
            </button>
          )}
          <button type="button" class="button-quiet" aria-label={say('close')} onClick={() => setSaid(null)}>
            ✕
          </button>
        </div>
      )}
    </div>
  );
}
