import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isIP } from 'node:net';
import { refuse } from './neutral-answers.js';

/** Where a session counts, whatever the method. */
const API = new Set(['/graphql', '/changes']);

/**
 * Whether a request comes from our own pages or from no browser at all. Browsers say where a request was made; a page cannot make them say anything else.
 * Whoever is no browser says nothing, and carries no cookie: a cookie is sent without being asked, so with one the browser has to say it.
 */
export function isOurs({ method, headers, routeOptions }: FastifyRequest, publicOrigin: string): boolean {
  const { origin, cookie, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers;
  if (origin !== undefined && origin !== publicOrigin) return false;
  const onlyReads = (method === 'GET' || method === 'HEAD') && !API.has(routeOptions.url ?? '');
  // Pages are opened by hand and from links elsewhere.
  if (onlyReads) return site === undefined || site === 'same-origin' || site === 'none' || mode === 'navigate';
  if (site !== undefined) return site === 'same-origin';
  return origin !== undefined || cookie === undefined;
}

/** Whether it was sent to us by name or address. Another site's name that leads to this machine (DNS rebinding) passes for one origin with it. */
export function isForUs(
  request: FastifyRequest,
  { publicOrigin, proxied }: { publicOrigin: string; proxied: boolean },
): boolean {
  const asked = `${request.protocol}://${request.host}/`;
  if (request.host === '' || !URL.canParse(asked)) return false;
  const { hostname } = new URL(asked);
  // A proxy in front has looked already, and may ask for us by a name that only it knows.
  if (proxied) return true;
  const isAddress = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
  return isAddress || hostname === 'localhost' || hostname === new URL(publicOrigin).hostname;
}

/** Before a body is read: what comes from elsewhere is refused, wherever it goes. */
export function refuseOthers(instance: FastifyInstance, us: { publicOrigin: string; proxied: boolean }): void {
  instance.addHook('onRequest', (request, reply, done) => {
    if (!isForUs(request, us)) refuse(reply, 421);
    else if (!isOurs(request, us.publicOrigin)) refuse(reply, 403);
    else done();
  });
}
