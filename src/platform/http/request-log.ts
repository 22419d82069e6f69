import type { FastifyInstance } from 'fastify';
import { operationOf } from '../graphql/index.js';
import type { Log } from '../log.js';

/** One line for each answer: the route as we name it (never the address as it was sent), and which operation. Nothing else of a request is ever logged. */
export function logRequests(instance: FastifyInstance, log: Log): void {
  instance.addHook('onResponse', (request, reply, done) => {
    const { operation, operationHash } = operationOf(request);
    const route = request.routeOptions.url;
    log.info(
      { route, operation, operationHash, status: reply.statusCode, millis: Math.round(reply.elapsedTime) },
      'answered',
    );
    done();
  });
}
