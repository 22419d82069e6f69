import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../../identity/index.js';
import type { RequestContext } from '../../platform/graphql/index.js';
import { RecordCallResult } from './asking.type.js';
import { CorrectCall } from './correct-call.js';
import { AskingPresenter } from './present-asking.js';

@Resolver()
export class CorrectCallResolver {
  constructor(
    private readonly correct: CorrectCall,
    private readonly presenter: AskingPresenter,
  ) {}

  @Mutation(() => RecordCallResult, {
    description:
      'The call was recorded in error, says who recorded it: it is kept and teaches the directory nothing any more; what it had opened to be checked is closed unless something else speaks against it. Said again it changes nothing. Forbidden alike for a call that is not known and for one that somebody else recorded.',
  })
  @Allow('CASEWORKER')
  async correctCall(
    @Args('id', { type: () => ID }) id: string,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof RecordCallResult> {
    return this.presenter.call(await this.correct.correct(actor, id), { actor, context });
  }
}
