import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { enrolFirst, roleForbidden, unauthenticated } from '../platform/graphql/index.js';
import type { RequestContext } from '../platform/graphql/index.js';
import { ALLOWED, actorOf, requestOf, type Allowed } from './policy.js';
import { Sessions } from './sessions.js';

const RESOLVED = Symbol('actor resolved');

/** Stands before every operation. No policy, no answer. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType<string>() !== 'graphql') return true;
    const request = requestOf(context);
    await request.once(RESOLVED, () => this.#identify(request));
    const { actor } = actorOf(request);
    const allowed = this.reflector.get<Allowed[] | undefined>(ALLOWED, context.getHandler()) ?? [];
    if (allowed.includes('ANYONE')) return true;
    if (!actor) throw unauthenticated();
    if (actor.mustEnrol && !allowed.includes('ENROLLING')) throw enrolFirst();
    if (allowed.includes('SIGNED_IN') || allowed.some((role) => actor.roles.some((own) => own === role))) return true;
    throw roleForbidden();
  }

  async #identify(request: RequestContext): Promise<void> {
    actorOf(request).actor = await this.sessions.actorOf(request.request.headers);
  }
}
