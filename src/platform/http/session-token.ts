import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie } from 'cookie';

/** `__Host-`: only this host, only over TLS (or on this very machine), never set by a neighbour. */
export const SESSION_COOKIE = '__Host-alongside';

/** The token of a session that a request carries, whatever it is worth; empty where it carries none. */
export function sessionTokenIn(headers: Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>): string {
  const [scheme, token] = headers.authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() === 'bearer' && token) return token;
  return (headers.cookie && parseCookie(headers.cookie)[SESSION_COOKIE]) || '';
}
