import { SingleBar } from 'cli-progress';

export type Say = (line?: string) => void;

/** How far it is, from 0 to 1. */
export interface Progress {
  at(share: number): void;
  end(): void;
}

/** A bar where somebody watches; where the output is kept, a line for each quarter. */
export const showProgress = (say: Say): Progress => (process.stdout.isTTY ? bar() : lines(say));

function bar(): Progress {
  const shown = new SingleBar({
    format: '  {bar} {percentage}%',
    stream: process.stdout,
    clearOnComplete: true,
    hideCursor: true,
  });
  shown.start(100, 0);
  return { at: (share) => shown.update(Math.floor(share * 100)), end: () => shown.stop() };
}

function lines(say: Say): Progress {
  let quarters = 0;
  return {
    at(share) {
      if (Math.floor(share * 4) <= quarters) return;
      quarters = Math.floor(share * 4);
      if (quarters < 4) say(`  ${quarters * 25}%`);
    },
    end: () => undefined,
  };
}
