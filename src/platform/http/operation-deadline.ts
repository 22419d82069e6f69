import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.js';
import { Deadline } from '../deadline.js';
import { LIMITS } from '../graphql/index.js';
import { refuse } from './neutral-answers.js';

/**
 * An operation that takes too long is answered then, whatever it waits for; and nothing more of it is read, begun or committed, so that an operation is
 * done whole or not at all.
 */
export function holdToDeadline(instance: FastifyInstance, clock: Clock): void {
  const running = new WeakMap<FastifyRequest, () => void>();
  // Here and not earlier: what is read from the connection loses whose request it is.
  instance.addHook('preHandler', (request, reply, done) => {
    if (request.routeOptions.url !== '/graphql') {
      done();
      return;
    }
    const deadline = new Deadline();
    const late = () => {
      deadline.end();
      if (!reply.sent) refuse(reply, 503);
    };
    running.set(request, clock.after(LIMITS.deadlineMillis, late));
    deadline.around(done);
  });
  instance.addHook('onResponse', (request, _reply, done) => {
    running.get(request)?.();
    done();
  });
}
