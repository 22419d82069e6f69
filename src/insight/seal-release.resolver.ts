import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, By, type Actor } from '../identity/index.js';
import { ReleasePresenter } from './present-release.js';
import { ReleaseProgress } from './release-derived.type.js';
import { SealReleaseResult } from './release.type.js';
import { SealRelease } from './releases/seal-release.js';
import { SealingProgress } from './releases/sealing-progress.js';

@Resolver()
export class SealReleaseResolver {
  constructor(
    private readonly sealing: SealRelease,
    private readonly progress: SealingProgress,
    private readonly presenter: ReleasePresenter,
  ) {}

  @Query(() => ReleaseProgress, { nullable: true, description: 'What this server is sealing; null where it is not.' })
  @Allow('ADMINISTRATOR')
  releaseProgress(): ReleaseProgress | null {
    return this.progress.current && Object.assign(new ReleaseProgress(), this.progress.current);
  }

  @Mutation(() => SealReleaseResult, {
    description:
      'Administrators seal a period, once, from 30 days after it closed. Of a very large one the answer may come too late: look at `releaseProgress` and `releases` then.',
  })
  @Allow('ADMINISTRATOR')
  async sealRelease(
    @By() actor: Actor,
    @Args('period', {
      type: () => String,
      nullable: true,
      description:
        'A quarter, half-year or year, e.g. `2026-Q1`. Without it the last quarter that may be sealed; the last half-year where the tables are the small ones.',
    })
    period: string | null,
  ): Promise<typeof SealReleaseResult> {
    return this.presenter.present(await this.sealing.seal(actor.staffId, period ?? null));
  }
}
