import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.js';
import type { Settings } from '../config.js';
import { LIMITS } from '../graphql/index.js';
import type { Log } from '../log.js';
import { giveHeaders, headersFor } from './headers.js';
import { answerNoHttp, refuse } from './neutral-answers.js';
import { holdToDeadline } from './operation-deadline.js';
import { logRequests } from './request-log.js';
import { refuseOthers } from './whose-request.js';

/** A request must have arrived whole by then. */
const LONGEST_ARRIVAL_MILLIS = 30_000;

/** Everything that stands before any feature: what may come in, from whom, how large, and what every answer says. */
export function frontDoor({ settings, clock, log }: { settings: Settings; clock: Clock; log: Log }): FastifyAdapter {
  const headers = headersFor(settings.publicOrigin);
  const adapter = new FastifyAdapter({
    // Idle connections are closed at once when it stops; what is being answered is answered first.
    forceCloseConnections: 'idle',
    bodyLimit: LIMITS.bodyBytes,
    requestTimeout: LONGEST_ARRIVAL_MILLIS,
    trustProxy: settings.trustProxy,
    // Node would answer a request that names no host by itself, without our headers.
    http: { requireHostHeader: false },
    frameworkErrors: (_error: unknown, _request: FastifyRequest, reply: FastifyReply) => refuse(reply, 400),
    clientErrorHandler: (error, socket) => answerNoHttp(error, socket, headers),
  });
  const instance = adapter.getInstance();
  giveHeaders(adapter.getHttpServer(), headers);
  // A form of somebody else’s page can be sent as text.
  instance.removeContentTypeParser('text/plain');
  refuseOthers(instance, { publicOrigin: settings.publicOrigin, proxied: settings.trustProxy !== false });
  logRequests(instance, log);
  holdToDeadline(instance, clock);
  return adapter;
}
