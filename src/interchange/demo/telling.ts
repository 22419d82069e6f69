import type { DemoClock } from './demo-clock.js';

/** Something that happens over months. It yields the moment at which it goes on, in milliseconds since 1970, and may tell at its end how it ended. */
export type Story<Ending = void> = AsyncGenerator<number, Ending, void>;

interface Waiting {
  at: number;
  /** Of two at the same moment the one that began to wait first goes first. */
  turn: number;
  story: Story;
}

/** Tells many stories at once, each act in its own time: the clock, and with it every trail, never goes back. */
export class Telling {
  readonly #waiting: Waiting[] = [];
  #turns = 0;

  constructor(private readonly clock: DemoClock) {}

  begin(story: Story, at: number): void {
    this.#push({ at: Math.max(at, this.clock.millis()), turn: this.#turns++, story });
  }

  /** One act that comes later by itself. */
  later(at: number, act: () => Promise<void>): void {
    this.begin(oneAct(at, act), this.clock.millis());
  }

  /** Tells them up to a moment. What waits for a later one stays as it stands then: that is the work that is open. */
  async until(end: number, heard: (at: number) => void): Promise<void> {
    for (let next = this.#pop(); next && next.at <= end; next = this.#pop()) {
      this.clock.goTo(next.at);
      const { done, value } = await next.story.next();
      if (!done) this.begin(next.story, value);
      heard(next.at);
    }
    this.clock.goTo(end);
  }

  #push(waiting: Waiting): void {
    const heap = this.#waiting;
    let place = heap.push(waiting) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!comesFirst(heap[place], heap[parent])) break;
      swap(heap, place, parent);
      place = parent;
    }
  }

  #pop(): Waiting | undefined {
    const heap = this.#waiting;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || first === last) return first;
    heap[0] = last;
    for (let place = 0; ;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      const child = comesFirst(heap[right], heap[left]) ? right : left;
      if (!comesFirst(heap[child], heap[place])) return first;
      swap(heap, place, child);
      place = child;
    }
  }
}

async function* oneAct(at: number, act: () => Promise<void>): Story {
  yield at;
  await act();
}

function comesFirst(one: Waiting | undefined, other: Waiting | undefined): boolean {
  if (!one || !other) return one !== undefined;
  return one.at === other.at ? one.turn < other.turn : one.at < other.at;
}

function swap(heap: Waiting[], one: number, other: number): void {
  const [a, b] = [heap[one], heap[other]];
  if (a && b) [heap[one], heap[other]] = [b, a];
}
