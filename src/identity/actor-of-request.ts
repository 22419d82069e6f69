import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Actor } from './actor.js';
import { Sessions } from './sessions.js';

/** Who asks where it is not GraphQL: the few addresses that carry files, or wait. What she may do there, each of them says itself. */
@Injectable()
export class ActorOfRequest {
  constructor(private readonly sessions: Sessions) {}

  /** Null where nobody is signed in. Whoever still has to enrol an authenticator (`mustEnrol`) may do nothing there. */
  of(headers: IncomingHttpHeaders): Promise<Actor | null> {
    return this.sessions.actorOf(headers);
  }
}
