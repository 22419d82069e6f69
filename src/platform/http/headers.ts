import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Two years: as long as browsers take it for. */
const HTTPS_ONLY_SECONDS = 63_072_000;

/**
 * What every answer says to browsers, whoever gives it: nothing is kept, guessed, framed, embedded or told to others. The pages say their own
 * Content-Security-Policy in its place, and may let what never changes be kept.
 */
export const headersFor = (publicOrigin: string): Record<string, string> => ({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  ...(publicOrigin.startsWith('https:') ? { 'strict-transport-security': `max-age=${HTTPS_ONLY_SECONDS}` } : {}),
});

/** Before any handler: an answer that no handler of ours gives has them too. */
export function giveHeaders(server: Server, headers: Record<string, string>): void {
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  });
}
