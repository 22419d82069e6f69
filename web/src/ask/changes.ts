/** The server says "something of yours may have changed", and nothing else; who shows something asks again. */
const listeners = new Set<() => void>();
const FIRST_PAUSE_MILLIS = 2_000;
const LONGEST_PAUSE_MILLIS = 60_000;
/** Several steps at once are one look. */
const TOGETHER_MILLIS = 150;

let stream: EventSource | null = null;
let wanted = false;
let pause = FIRST_PAUSE_MILLIS;
let waiting: ReturnType<typeof setTimeout> | undefined;
let telling: ReturnType<typeof setTimeout> | undefined;

/** Told when the stream broke: the session may be over. */
let whenBroken: () => void = () => undefined;

export function onChanges(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Begins to listen; the shell does, once somebody is signed in. */
export function listenForChanges(broken: () => void): void {
  whenBroken = broken;
  wanted = true;
  open();
}

export function stopListening(): void {
  wanted = false;
  clearTimeout(waiting);
  clearTimeout(telling);
  stream?.close();
  stream = null;
}

function open(): void {
  if (!wanted || stream) return;
  clearTimeout(waiting);
  stream = new EventSource('/changes');
  stream.addEventListener('open', () => {
    // What changed while nobody listened is unknown: look.
    if (pause > FIRST_PAUSE_MILLIS) tell();
    pause = FIRST_PAUSE_MILLIS;
  });
  stream.addEventListener('message', tell);
  stream.addEventListener('error', () => {
    stream?.close();
    stream = null;
    whenBroken();
    pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    waiting = setTimeout(open, pause * (0.5 + Math.random()));
  });
}

function tell(): void {
  clearTimeout(telling);
  telling = setTimeout(() => {
    for (const listener of listeners) listener();
  }, TOGETHER_MILLIS);
}
