import { render } from 'preact';
import { SignOut } from '../generated/documents/signing-in.js';
import { ask } from './ask/ask.js';
import { stopListening } from './ask/changes.js';
import { dropAll } from './in-hand.js';
import { depthNow } from './router.js';

/** A page of this server that says nothing. */
const ELSEWHERE = '/away';
const TOGETHER_MILLIS = 5_000;
/** The history answers at once, or not at all. */
const HISTORY_MILLIS = 400;

let leaving = false;

/**
 * Away from here, at once, also while a page hangs: what is on the screen goes first, then the session (a beacon outlives the page), then all of our
 * entries in the history: Back leads to a page that says nothing, and then to where she was before. The browser's own history list is not erased.
 */
export function leaveNow(): void {
  if (leaving) return;
  leaving = true;
  // Unmounted, not only hidden: an answer that still comes must not draw anything any more.
  render(null, document.body);
  document.body.replaceChildren();
  document.title = 'Welcome';
  stopListening();
  dropAll();
  if (!navigator.sendBeacon('/leave')) void fetch('/leave', { method: 'POST', keepalive: true }).catch(() => undefined);
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch {
    // Nothing is kept here.
  }
  forgetEntries();
}

/** By hand, without hurry: the session ends, nothing stays in hand, and the page begins anew. */
export async function signOut(): Promise<void> {
  stopListening();
  dropAll();
  await ask(SignOut, {}).catch(() => undefined);
  location.replace('/');
}

/** Goes back below all of our entries, makes the first a neutral one, and cuts off what lay above it. */
function forgetEntries(): void {
  const depth = depthNow();
  const away = (): void => {
    history.replaceState(null, '', ELSEWHERE);
    history.pushState(null, '', ELSEWHERE);
    location.replace(ELSEWHERE);
  };
  if (depth === 0) {
    away();
    return;
  }
  addEventListener('popstate', away, { once: true });
  setTimeout(away, HISTORY_MILLIS);
  history.go(-depth);
}

/** Shift three times, each within five seconds of the one before. Not Esc: it stops a page that is loading. */
export function listenForLeaving(): void {
  let presses: number[] = [];
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Shift') {
        // Shift with a letter is writing.
        presses = [];
        return;
      }
      if (event.repeat) return;
      presses = [...presses.filter((at) => event.timeStamp - at <= TOGETHER_MILLIS), event.timeStamp];
      if (presses.length >= 3) leaveNow();
    },
    { capture: true },
  );
}
