import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import sirv from 'sirv';
import type { Settings } from '../platform/config.js';
import { refuse } from '../platform/http/index.js';
import { SETTINGS } from '../platform/settings.js';
import { PageShell, PAGES_POLICY, PLACES, SITE } from './built-pages.js';

const page = (text: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Welcome</title>
${text}
</html>
`;
const NOT_BUILT = page(
  '<h1>It runs.</h1>\n<p>The API answers at <code>/graphql</code>; the README shows a first question. The pages are not built yet.</p>',
);
/** Where somebody is who has left: nothing of ours stands there. */
const ELSEWHERE = page('<h1>Welcome</h1>\n<p>There is nothing new today.</p>');
const HTML = 'text/html; charset=utf-8';
const YEAR_SECONDS = 31_536_000;

/** Serves the pages; owns no rule. Until they are built, it says so. */
@Module({})
export class WebModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    // Commands open the house without its doors.
    if (!(this.host.httpAdapter as unknown)) return;
    const instance = this.host.httpAdapter.getInstance<FastifyInstance>();
    const shell = PageShell.read(this.settings.networkTimezone);
    if (shell) servePages(instance, shell);
    else instance.get('/', (_request, reply) => reply.type(HTML).send(NOT_BUILT));
    instance.get('/away', goElsewhere);
  }
}

function servePages(instance: FastifyInstance, shell: PageShell): void {
  const open = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { encoding, body } = shell.bestFor(request.headers['accept-encoding']);
    if (encoding !== 'identity') void reply.header('content-encoding', encoding);
    return reply
      .header('content-security-policy', PAGES_POLICY)
      .header('vary', 'accept-encoding')
      .type(HTML)
      .send(body);
  };
  instance.get('/', open);
  for (const place of PLACES) {
    instance.get(`/${place}`, open);
    instance.get(`/${place}/*`, open);
  }
  // A file's name says its content: what was read once is never asked for again.
  const assets = filesOf({ immutable: true, maxAge: YEAR_SECONDS });
  instance.get('/assets/*', assets);
  instance.get('/icon.svg', filesOf({}));
}

/** Files that the build made, compressed once and for all; no folder is ever listed, and what came later is not there. */
function filesOf(kept: { immutable?: boolean; maxAge?: number }) {
  const files = sirv(SITE, { ...kept, brotli: true, gzip: true, etag: true });
  return (request: FastifyRequest, reply: FastifyReply): void => {
    const outcome = { found: true };
    // What was said of every answer would stand before what is said of this file.
    if (kept.immutable) reply.raw.removeHeader('cache-control');
    files(request.raw, reply.raw, () => {
      outcome.found = false;
    });
    if (outcome.found) reply.hijack();
    else {
      reply.raw.setHeader('cache-control', 'no-store');
      refuse(reply, 404);
    }
  };
}

/** Also empties what the browser kept of us. Only our own page has the cookie taken away too: a link elsewhere must not sign anybody out. */
function goElsewhere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fromOurs = request.headers['sec-fetch-site'] === 'same-origin';
  return reply
    .header('clear-site-data', fromOurs ? '"cache", "cookies", "storage"' : '"cache"')
    .type(HTML)
    .send(ELSEWHERE);
}
