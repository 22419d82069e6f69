import { Injectable } from '@nestjs/common';
import { millisOf } from '../../platform/clock.js';
import type { Period } from './period.js';

export interface Progress {
  period: string;
  stage: 'COUNTING' | 'ADDING_NOISE' | 'STORING';
  /** 0 to 100, in tens. */
  percent: number;
}

export type Tell = (progress: Progress) => void;

/** How far this server is with sealing. It goes by the calendar of the period: how many referrals there were is said nowhere. */
@Injectable()
export class SealingProgress {
  #current: Progress | null = null;
  readonly #told = new Set<Tell>();

  get current(): Progress | null {
    return this.#current;
  }

  listen(tell: Tell): void {
    this.#told.add(tell);
  }

  counting({ name, from, before }: Period, until: string): void {
    const share = (millisOf(until) - millisOf(from)) / (millisOf(before) - millisOf(from));
    this.#at({ period: name, stage: 'COUNTING', percent: Math.floor(share * 8) * 10 });
  }

  addingNoise({ name }: Period): void {
    this.#at({ period: name, stage: 'ADDING_NOISE', percent: 80 });
  }

  storing({ name }: Period): void {
    this.#at({ period: name, stage: 'STORING', percent: 90 });
  }

  over(): void {
    this.#current = null;
  }

  #at(progress: Progress): void {
    this.#current = progress;
    for (const tell of this.#told) tell(progress);
  }
}
