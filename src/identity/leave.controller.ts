import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clearedCookie } from './session-cookie.js';
import { Sessions } from './sessions.js';
import { SignOut } from './sign-out.js';

/** For a page that is being left: a beacon, which cannot speak GraphQL and waits for no answer. */
@Controller()
export class LeaveController {
  constructor(
    private readonly sessions: Sessions,
    private readonly signingOut: SignOut,
  ) {}

  /** Ends the session that the request carries; says the same where there is none. */
  @Post('leave')
  @HttpCode(204)
  async leave(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const actor = await this.sessions.actorOf(request.headers);
    if (actor) await this.signingOut.from(actor, request.headers);
    void reply.header('set-cookie', clearedCookie()).header('clear-site-data', '"cache", "storage"');
  }
}
