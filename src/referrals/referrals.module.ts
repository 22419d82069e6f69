import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { ArrivalBook } from '../clients/index.js';
import { DoorKeeper } from '../directory/index.js';
import { Jobs } from '../platform/jobs/index.js';
import { ReferralArrivalBook, ReferralDoorKeeper } from './answers-to-below.js';
import { AskSender } from './ask-sender.js';
import { AnswerPlaceQuestion } from './asking/answer-place-question.js';
import { AskPlaces } from './asking/ask-places.js';
import { AskingResolver } from './asking/asking.resolver.js';
import { CorrectCall } from './asking/correct-call.js';
import { CorrectCallResolver } from './asking/correct-call.resolver.js';
import { ForgetQuestions } from './asking/forget-questions.js';
import { ListPlaceQuestions } from './asking/list-place-questions.js';
import { AskingPresenter } from './asking/present-asking.js';
import { RecordCall } from './asking/record-call.js';
import { UnmetQuestions } from './asking/unmet-questions.js';
import { TriesThatCameToNothing } from './came-to-nothing.js';
import { CheckIn } from './check-in.js';
import { CheckInResolver } from './check-in.resolver.js';
import { Disclose } from './disclose.js';
import { DisclosureNames } from './disclosure-names.js';
import { DraftReferral } from './draft-referral.js';
import { ExpireReferrals } from './expire-referrals.js';
import { HeldPlace } from './held-place.js';
import { ListReferrals } from './list-referrals.js';
import { NeutralSender } from './neutral-sender.js';
import { NextMatches } from './next-matches.js';
import { NextMatchesResolver } from './next-matches.resolver.js';
import { MoveNeededFrom } from './move-needed-from.js';
import { PlanHandover } from './plan-handover.js';
import { PlanStepReferrals } from './plan-step-referrals.js';
import { PostMessage } from './post-message.js';
import { NextMatchesPresenter } from './present-next-matches.js';
import { OutcomePresenter } from './present-outcome.js';
import { ReferralPresenter } from './present-referral.js';
import { ReferralBooks } from './referral-books.js';
import { TimelinePresenter } from './present-timeline.js';
import { RecordHerWord } from './record-her-word.js';
import { ReferAgain } from './refer-again.js';
import { ReferralAccess } from './referral-access.js';
import { QuestionResolver, ReferralActsResolver, WithdrawConsentResolver } from './referral-acts.resolver.js';
import { ReferralLedger } from './referral-ledger.js';
import { ReferralLoaders } from './referral-loaders.js';
import { ReferralStepResolver } from './referral-steps.resolver.js';
import { ClientReferrals, ReferralFields, ReferralQueries } from './referral.resolver.js';
import { SendUnderConsent } from './send-under-consent.js';
import { StepAftermath } from './step-aftermath.js';
import { StepEffect } from './step-effect.js';
import { TakeOver } from './team/take-over.js';
import { TeamWorkResolver } from './team/team-work.resolver.js';
import { WomenByCode } from './team/women-by-code.js';
import { TakeStep } from './take-step.js';
import { ReasonNameResolver, TaxonomyReasonsResolver } from './taxonomy-reasons.resolver.js';
import { TimeWindowsResolver } from './time-windows.resolver.js';
import { EndReferrals } from './end-referrals.js';
import { WithdrawAgain } from './withdraw-again.js';
import { TakeBack } from './take-back.js';
import { WithdrawConsent } from './withdraw-consent.js';
import { WritingDesk } from './writing-desk.js';

@Global()
@Module({
  providers: [
    ...[ReferralAccess, ReferralLedger, ReferralLoaders, WritingDesk, NeutralSender, ReferralBooks],
    ...[DraftReferral, SendUnderConsent, StepAftermath, StepEffect, TakeStep, PlanHandover, PostMessage, RecordHerWord],
    ...[
      EndReferrals,
      TakeBack,
      WithdrawConsent,
      WithdrawAgain,
      ExpireReferrals,
      ListReferrals,
      Disclose,
      DisclosureNames,
    ],
    ...[ReferralPresenter, TimelinePresenter, OutcomePresenter],
    ...[ReferralQueries, ReferralFields, ClientReferrals, ReferralStepResolver, ReferralActsResolver],
    ...[WithdrawConsentResolver, TaxonomyReasonsResolver, ReasonNameResolver],
    ...[
      RecordCall,
      AskPlaces,
      AnswerPlaceQuestion,
      ListPlaceQuestions,
      ForgetQuestions,
      UnmetQuestions,
      CorrectCall,
      CorrectCallResolver,
      AskingPresenter,
      AskingResolver,
    ],
    ...[TriesThatCameToNothing, NextMatches, NextMatchesPresenter, ReferAgain, NextMatchesResolver],
    ...[CheckIn, CheckInResolver, TimeWindowsResolver],
    ...[HeldPlace, AskSender, QuestionResolver],
    ...[TakeOver, WomenByCode, TeamWorkResolver],
    ...[MoveNeededFrom, PlanStepReferrals],
    { provide: DoorKeeper, useClass: ReferralDoorKeeper },
    { provide: ArrivalBook, useClass: ReferralArrivalBook },
  ],
  exports: [
    DoorKeeper,
    ArrivalBook,
    DraftReferral,
    TakeStep,
    PlanHandover,
    RecordHerWord,
    WithdrawConsent,
    EndReferrals,
    ExpireReferrals,
    NeutralSender,
    MoveNeededFrom,
    PlanStepReferrals,
    OutcomePresenter,
  ],
})
export class ReferralsModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly expiring: ExpireReferrals,
    private readonly forgetting: ForgetQuestions,
    private readonly unmet: UnmetQuestions,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'expire-referrals', everySeconds: 60, run: () => this.expiring.run() });
    this.jobs.register({ name: 'forget-questions', everySeconds: 3600, run: () => this.forgetting.run() });
    this.jobs.register({ name: 'unmet-questions', everySeconds: 900, run: () => this.unmet.run() });
  }
}
