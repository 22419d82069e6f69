import { Controller, Get, Req, Res, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Changes } from '../platform/changes/index.js';
import { Clock } from '../platform/clock.js';
import { refuse } from '../platform/http/index.js';
import { RULES } from './identity-rules.js';
import { Sessions, tokenHashIn } from './sessions.js';

const { perSession, inAll, keepAliveSeconds } = RULES.changes;

/** A line that says nothing but that something may have changed. */
const CHANGED = 'data:\n\n';
/** Read by nobody: it keeps proxies from closing a quiet stream. */
const STILL_HERE = ':\n\n';

/**
 * `GET /changes`: server-sent events without content, for as long as the session lasts. Listening is no use of a session: one that lies idle ends here as
 * everywhere, and the stream with it.
 */
@Controller()
export class ChangesController implements OnModuleDestroy, BeforeApplicationShutdown {
  readonly #streams = new Map<string, Set<() => void>>();
  #count = 0;

  constructor(
    private readonly sessions: Sessions,
    private readonly changes: Changes,
    private readonly clock: Clock,
  ) {}

  @Get('changes')
  async stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { headers } = request;
    const actor = await this.sessions.actorOf(headers, { uses: false });
    if (!actor || actor.mustEnrol) {
      refuse(reply, 401);
      return;
    }
    const session = tokenHashIn(headers);
    const others = this.#streams.get(session) ?? new Set();
    if (others.size >= perSession || this.#count >= inAll) {
      refuse(reply, 429);
      return;
    }
    const end = (): void => {
      reply.raw.end();
    };
    // Counted before anything is waited for: many at once are not let in by that.
    this.#streams.set(session, others.add(end));
    this.#count++;
    reply.raw.once('close', () => {
      this.#count--;
      others.delete(end);
      if (others.size === 0) this.#streams.delete(session);
    });
    await this.#open(request, reply, { ids: [actor.organizationId, actor.staffId], end });
  }

  /** Before the house waits for what is still being answered: a stream would never be. */
  onModuleDestroy(): void {
    this.#endAll();
  }

  beforeApplicationShutdown(): void {
    this.#endAll();
  }

  #endAll(): void {
    for (const end of [...this.#streams.values()].flatMap((each) => [...each])) end();
  }

  async #open(
    { headers }: FastifyRequest,
    reply: FastifyReply,
    { ids, end }: { ids: string[]; end: () => void },
  ): Promise<void> {
    const { raw } = reply;
    // Looked at before every line: nothing is said to a session that is over.
    const say = async (line: string): Promise<void> => {
      const actor = await this.sessions.actorOf(headers, { uses: false }).catch(() => null);
      if (!actor) end();
      else if (!raw.writableEnded) raw.write(line);
    };
    let again = (): void => undefined;
    const keepAlive = (): void => {
      again = this.clock.after(keepAliveSeconds * 1000, () => {
        void say(STILL_HERE);
        keepAlive();
      });
    };
    reply.hijack();
    const forget = await this.changes.listen(ids, () => void say(CHANGED));
    if (raw.destroyed || raw.writableEnded) {
      forget();
      return;
    }
    keepAlive();
    raw.once('close', () => {
      forget();
      again();
    });
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
      connection: 'close',
    });
    raw.write(STILL_HERE);
  }
}
