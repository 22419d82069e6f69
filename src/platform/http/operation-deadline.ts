import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.js';
import { Deadline } from '../deadline.js';
import { LIMITS } from '../graphql/index.js';
import { refuse } from './neutral-answers.js';

/** Whoever stops the process waits ten seconds: what runs longer than this is answered then, so that nobody is cut off. */
const LONGEST_WAIT_WHEN_STOPPING_MILLIS = 6_000;

/**
 * An operation that takes too long is answered then, whatever it waits for; and nothing more of it is read, begun or committed, so that an operation is
 * done whole or not at all.
 */
export function holdToDeadline(instance: FastifyInstance, clock: Clock): void {
  const running = new Map<FastifyRequest, { late: () => void; forget: () => void }>();
  let stopping = false;
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
    running.set(request, { late, forget: clock.after(LIMITS.deadlineMillis, late) });
    deadline.around(done);
  });
  instance.addHook('onResponse', (request, _reply, done) => {
    running.get(request)?.forget();
    running.delete(request);
    done();
  });
  // An answer that is under way when the house stops is the last on its connection: one that is kept open would keep the house open.
  instance.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping) void reply.header('connection', 'close');
    done();
  });
  instance.addHook('preClose', (done) => {
    stopping = true;
    clock.after(LONGEST_WAIT_WHEN_STOPPING_MILLIS, () => {
      for (const { late } of running.values()) late();
    });
    done();
  });
}
