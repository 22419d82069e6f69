import { createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { unauthenticated } from '../platform/graphql/index.js';
import type { RequestContext } from '../platform/graphql/index.js';
import type { Actor } from './actor.js';
import type { RoleValue } from './role.js';

/**
 * Who may use an operation: roles, everybody who is signed in, those who are signed in and must still enrol an authenticator, or (for signing in
 * itself) anyone at all.
 */
export type Allowed = RoleValue | 'SIGNED_IN' | 'ENROLLING' | 'ANYONE';

export const ALLOWED = 'alongside:allowed';

/** The policy of an operation. Silence means no: an operation without one keeps the application from starting. */
export const Allow = (...allowed: [Allowed, ...Allowed[]]): CustomDecorator => SetMetadata(ALLOWED, allowed);

export const ACTOR = Symbol('actor');

interface KnownActor {
  actor: Actor | null;
}

/** Where the guard leaves who asks, for the rest of the request. */
export const actorOf = (context: RequestContext): KnownActor =>
  context.once<KnownActor>(ACTOR, () => ({ actor: null }));

/** Who asks, signed in. */
export const By = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const { actor } = actorOf(requestOf(context));
  if (!actor) throw unauthenticated();
  return actor;
});

/** Who asks, or null where nobody is signed in. */
export const ByAnyone = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Actor | null => actorOf(requestOf(context)).actor,
);

/** The request itself: what is read in it, and what is loaded once for it. */
export const InRequest = createParamDecorator((_data: unknown, context: ExecutionContext): RequestContext =>
  requestOf(context),
);

export const requestOf = (context: ExecutionContext): RequestContext =>
  GqlExecutionContext.create(context).getContext<RequestContext>();
