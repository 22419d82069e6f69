import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../../identity/index.js';
import type { RequestContext } from '../../platform/graphql/index.js';
import { ResolveVerificationInput } from './resolve-verification.input.js';
import { ResolveVerification } from './resolve-verification.js';
import { VerificationBook } from './verification-book.js';
import { ResolveVerificationResult, VerificationTaskConnection } from './verification-task.type.js';

@Resolver()
export class VerificationResolver {
  constructor(
    private readonly book: VerificationBook,
    private readonly resolve: ResolveVerification,
  ) {}

  @Query(() => VerificationTaskConnection, {
    description:
      'Administrators: answers that the network has to ask about, what is due first; with `open: false` those that are resolved. `first` is 1 to 100.',
  })
  @Allow('ADMINISTRATOR')
  async verificationTasks(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('open', { type: () => Boolean, nullable: true, defaultValue: true }) open: boolean | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<VerificationTaskConnection> {
    return this.book.page({ actor, context }, open ?? true, { first, after });
  }

  @Mutation(() => ResolveVerificationResult, {
    description:
      'Administrators: what came of asking the place. The only way in which an answer that is being checked counts as YES again; an agency’s own word does not do it. InvalidInput at `id` where it is resolved already.',
  })
  @Allow('ADMINISTRATOR')
  async resolveVerification(
    @Args('input') input: ResolveVerificationInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof ResolveVerificationResult> {
    return this.book.task({ actor, context }, await this.resolve.write(actor, input));
  }
}
