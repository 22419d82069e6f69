import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { ConsentPresenter, WithdrawConsentInput } from '../consent/index.js';
import { Allow, By, InRequest, type Actor } from '../identity/index.js';
import type { RequestContext } from '../platform/graphql/index.js';
import { AskSender } from './ask-sender.js';
import { DraftReferral } from './draft-referral.js';
import { PlanHandover } from './plan-handover.js';
import { PostMessage } from './post-message.js';
import { OutcomePresenter } from './present-outcome.js';
import { RecordHerWord, type SheSays } from './record-her-word.js';
import {
  ConsentWithdrawn,
  DraftReferralResult,
  RecordHerWordResult,
  ReferralStepResult,
  WithdrawConsentResult,
} from './referral-results.type.js';
import { DraftReferralInput, HandoverInput } from './referral.input.js';
import { WithdrawConsent } from './withdraw-consent.js';

/** What is done with a referral besides its steps. */
@Resolver()
export class ReferralActsResolver {
  constructor(
    private readonly drafting: DraftReferral,
    private readonly handovers: PlanHandover,
    private readonly posting: PostMessage,
    private readonly words: RecordHerWord,
    private readonly outcomes: OutcomePresenter,
  ) {}

  @Mutation(() => DraftReferralResult, {
    description: 'Prepares a referral; the receiver knows nothing of it until it is sent.',
  })
  @Allow('CASEWORKER')
  async draftReferral(
    @Args('input') input: DraftReferralInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof DraftReferralResult> {
    return this.outcomes.referral(await this.drafting.draft(actor, input), { actor, context });
  }

  @Mutation(() => ReferralStepResult, {
    description:
      'Who goes with her, the way, the children, where they meet. Only what is given changes; the receiver may note `stillWithHerWhenReceived`.',
  })
  @Allow('CASEWORKER', 'AGENCY')
  async planHandover(
    @Args('referralId', { type: () => ID }) referralId: string,
    @Args('version', { type: () => Int }) version: number,
    @Args('handover') handover: HandoverInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof ReferralStepResult> {
    const outcome = await this.handovers.plan(actor, referralId, version, { ...handover });
    return this.outcomes.present(outcome, { actor, context });
  }

  @Mutation(() => ReferralStepResult, { description: 'A word to the other side, while her consent stands.' })
  @Allow('CASEWORKER', 'AGENCY')
  async postMessage(
    @Args('referralId', { type: () => ID }) referralId: string,
    @Args('text', { type: () => String }) text: string,
    @Args('key', { type: () => String, nullable: true }) key: string | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof ReferralStepResult> {
    return this.outcomes.present(await this.posting.post(actor, { referralId, text, key }), { actor, context });
  }

  @Mutation(() => RecordHerWordResult, {
    description:
      'What she says herself, kept apart from what the receiver says and never shown to it. What is not given stays as she said before.',
  })
  @Allow('CASEWORKER')
  async recordHerWord(
    @Args('referralId', { type: () => ID }) referralId: string,
    @Args('gotHelp', { type: () => Boolean, nullable: true }) gotHelp: SheSays['gotHelp'],
    @Args('treatedWithRespect', { type: () => Boolean, nullable: true })
    treatedWithRespect: SheSays['treatedWithRespect'],
    @Args('wouldReturn', { type: () => Boolean, nullable: true }) wouldReturn: SheSays['wouldReturn'],
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof RecordHerWordResult> {
    await this.words.record(actor, referralId, { gotHelp, treatedWithRespect, wouldReturn });
    return this.outcomes.referral(referralId, { actor, context });
  }
}

/** What the receiver must know before it can answer. */
@Resolver()
export class QuestionResolver {
  constructor(
    private readonly asking: AskSender,
    private readonly outcomes: OutcomePresenter,
  ) {}

  @Mutation(() => ReferralStepResult, {
    description:
      'The receiver asks the sender something, while her consent stands. Both sides read it among the messages; until it is answered it stands in the sender’s inbox with a time by which it is due (`questionDueBy`).',
  })
  @Allow('AGENCY')
  async askSender(
    @Args('referralId', { type: () => ID, description: 'The referral, not over yet.' }) referralId: string,
    @Args('text', { type: () => String, description: '4000 characters at most.' }) text: string,
    @Args('key', { type: () => String, nullable: true, description: 'As in ReferralStepInput.' }) key: string | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof ReferralStepResult> {
    const outcome = await this.asking.ask(actor, { referralId, text, key: key ?? null });
    return this.outcomes.present(outcome, { actor, context });
  }

  @Mutation(() => ReferralStepResult, {
    description:
      'The sender answers one question of the receiver’s; where none waits any more, the receiver’s clock starts anew.',
  })
  @Allow('CASEWORKER')
  async answerQuestion(
    @Args('referralId', { type: () => ID, description: 'The referral.' }) referralId: string,
    @Args('questionId', { type: () => ID, description: 'The message that is a QUESTION.' }) questionId: string,
    @Args('text', { type: () => String, description: '4000 characters at most.' }) text: string,
    @Args('key', { type: () => String, nullable: true, description: 'As in ReferralStepInput.' }) key: string | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof ReferralStepResult> {
    const outcome = await this.asking.answer(actor, { referralId, questionId, text, key: key ?? null });
    return this.outcomes.present(outcome, { actor, context });
  }
}

/** Withdrawing ends referrals, so it stands here and not in `consent`. */
@Resolver()
export class WithdrawConsentResolver {
  constructor(
    private readonly withdrawing: WithdrawConsent,
    private readonly consents: ConsentPresenter,
    private readonly outcomes: OutcomePresenter,
  ) {}

  @Mutation(() => WithdrawConsentResult, {
    description: 'She takes her consent back; spoken is enough. The key to what was shared is destroyed at once.',
  })
  @Allow('CASEWORKER')
  async withdrawConsent(
    @Args('input') input: WithdrawConsentInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof WithdrawConsentResult> {
    const asking = { actor, context };
    const done = await this.withdrawing.withdraw(actor, input.id, {
      keepPlace: input.keepPlace ?? false,
      everyConsentToReceiver: input.everyConsentToReceiver ?? false,
    });
    const [consent] = await this.consents.present([done.consent], asking);
    const others = await this.consents.present(done.others, asking);
    const alsoActive = await this.consents.present(done.alsoActive, asking);
    const ended = await Promise.all(done.endedIds.map((id) => this.outcomes.referral(id, asking)));
    return Object.assign(new ConsentWithdrawn(), { consent, others, alsoActive, ended });
  }
}
