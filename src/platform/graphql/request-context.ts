import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * What lives as long as one request: nothing of it outlives the answer. Its fields are not `#private`: Apollo Server executes with a shallow copy of
 * the context, which has the same maps and lists, and would have none of those.
 */
export class RequestContext {
  private readonly kept = new Map<symbol, unknown>();
  private readonly beforeAnswers: (() => Promise<void>)[] = [];

  constructor(
    readonly request: FastifyRequest,
    readonly reply: FastifyReply,
  ) {}

  /** Made at the first asking, and the same for the rest of the request. */
  once<T>(key: symbol, make: () => T): T {
    if (!this.kept.has(key)) this.kept.set(key, make());
    return this.kept.get(key) as T;
  }

  /** Must have happened before anything is answered; where it fails, nothing is. */
  beforeAnswer(work: () => Promise<void>): void {
    this.beforeAnswers.push(work);
  }

  async settle(): Promise<void> {
    for (const work of this.beforeAnswers.splice(0)) await work();
  }
}
