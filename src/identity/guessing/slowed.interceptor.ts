import {
  Injectable,
  SetMetadata,
  type CallHandler,
  type CustomDecorator,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, mergeMap, type Observable } from 'rxjs';
import { tooManyRequests } from '../../platform/graphql/index.js';
import type { LookUp } from '../identity-rules.js';
import { actorOf, requestOf } from '../policy.js';
import { Guesses, type Guess } from './guesses.js';

const SLOWED = 'alongside:slowed';

/** An operation that finds something by a secret: what is not found counts as a guess, and guessing is slowed like a sign-in. */
export const Slowed = (kind: LookUp): CustomDecorator => SetMetadata(SLOWED, kind);

/** Counts before the operation, so that two hundred aliases in one request are two hundred guesses; gives back what was found. */
@Injectable()
export class SlowedInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly guesses: Guesses,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const kind = this.reflector.get<LookUp | undefined>(SLOWED, context.getHandler());
    if (!kind) return next.handle();
    const { actor } = actorOf(requestOf(context));
    const guess = await this.guesses.lookUp(kind, actor?.staffId ?? '');
    if (!guess.allowed) throw tooManyRequests(guess.retryAfterSeconds);
    return next.handle().pipe(mergeMap((found: unknown) => from(this.#settle(guess, found))));
  }

  async #settle(guess: Guess, found: unknown): Promise<unknown> {
    if (found !== null && found !== undefined) await this.guesses.giveBack(guess);
    return found;
  }
}
