import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../../identity/index.js';
import type { RequestContext } from '../../platform/graphql/index.js';
import { NeedAgainstPlaces } from './need-against-places.js';
import { UnmetNeedConnection } from './unmet-need.type.js';

@Resolver()
export class UnmetNeedResolver {
  constructor(private readonly needs: NeedAgainstPlaces) {}

  @Query(() => UnmetNeedConnection, {
    description:
      'Administrators: what workers needed and nobody had — a search or a question to places that ended with nothing — against the places that are there now. By whole months that are over, `YYYY-MM`, both included, 24 at most; on most days first. `first` is 1 to 100.',
  })
  @Allow('ADMINISTRATOR')
  async unmetNeed(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('from', { type: () => String, description: 'First month.' }) from: string,
    @Args('to', { type: () => String, description: 'Last month, itself included; it must be over.' }) to: string,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<UnmetNeedConnection> {
    return this.needs.page({ actor, context }, { from, to }, { first, after });
  }
}
