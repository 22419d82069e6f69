const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const works = new Set();

/** Does this (it may not wait for anything) when the run ends early: what a run has started ends with it. Answers with a way to forget it. */
export function onLeaving(work) {
  works.add(work);
  return () => works.delete(work);
}

process.once('exit', () => {
  for (const work of works) work();
});
for (const [signal, code] of Object.entries(SIGNALS)) process.once(signal, () => process.exit(code));
