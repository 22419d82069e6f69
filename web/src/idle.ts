import { Me, SignOut } from '../generated/documents/signing-in.js';
import { ask } from './ask/ask.js';
import { dropAll } from './in-hand.js';
import { setSigned, signedNow } from './reader.js';

/** As long as the server keeps a session that nobody uses. */
const IDLE_MILLIS = 15 * 60_000;
/** While she types for long, the server is told that she is there. */
const TELL_MILLIS = 5 * 60_000;
const LOOK_MILLIS = 20_000;
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Locks the page when nobody has used it for a quarter of an hour: what was read goes, what was typed waits for the same person. What asks by itself
 * (changes that come in) is no use; so the session is ended from here. Answers with a way to watch no longer.
 */
export function watchForIdleness(): () => void {
  let usedAt = Date.now();
  let toldAt = usedAt;
  const used = (): void => {
    usedAt = Date.now();
  };
  const look = (): void => {
    const now = Date.now();
    if (now - usedAt >= IDLE_MILLIS) lock();
    else if (usedAt > toldAt && now - toldAt >= TELL_MILLIS) {
      toldAt = now;
      void seeWhoIsThere();
    }
  };
  for (const sign of SIGNS_OF_LIFE) addEventListener(sign, used, { passive: true, capture: true });
  // A phone that slept has no clock that ticks: it looks when it wakes.
  document.addEventListener('visibilitychange', look);
  const timer = setInterval(look, LOOK_MILLIS);
  return () => {
    for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, used, { capture: true });
    document.removeEventListener('visibilitychange', look);
    clearInterval(timer);
  };
}

function lock(): void {
  setSigned({ locked: true });
  void ask(SignOut, {}).catch(() => undefined);
}

/** After a stream ended, or now and then: the session may be over, or be somebody else's by now (another tab). */
export async function seeWhoIsThere(): Promise<void> {
  const { reader } = signedNow();
  const answer = await ask(Me, {}).catch(() => null);
  if (!reader || !answer) return;
  if (answer.me === null) setSigned({ locked: true });
  else if (answer.me.id !== reader.id) {
    dropAll();
    location.replace('/');
  }
}
