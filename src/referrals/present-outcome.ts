import { Injectable } from '@nestjs/common';
import { OrganizationBook, type Asking } from '../directory/index.js';
import { Database } from '../platform/database/index.js';
import { forbidden } from '../platform/graphql/index.js';
import { ReferralPresenter } from './present-referral.js';
import { ReferralAccess } from './referral-access.js';
import { ConsentMissing, StaleReferral, StepNotAllowed, type ReferralStepResult } from './referral-results.type.js';
import type { Referral } from './referral.type.js';
import type { StepOutcome } from './take-step.js';

/** Says what came of an act, as the schema's union says it. */
@Injectable()
export class OutcomePresenter {
  constructor(
    private readonly database: Database,
    private readonly access: ReferralAccess,
    private readonly presenter: ReferralPresenter,
    private readonly organizations: OrganizationBook,
  ) {}

  async present(outcome: StepOutcome, asking: Asking): Promise<typeof ReferralStepResult> {
    switch (outcome.kind) {
      case 'TAKEN':
        return this.referral(outcome.id, asking);
      case 'STALE':
        return Object.assign(new StaleReferral(), {
          message: 'Somebody took a step meanwhile: look again, then decide.',
          current: await this.referral(outcome.id, asking),
        });
      case 'NOT_ALLOWED':
        return Object.assign(new StepNotAllowed(), {
          message: 'This step is not yours to take from where the referral stands.',
          status: outcome.status,
          allowedSteps: outcome.allowed,
        });
      case 'CONSENT_MISSING':
        return Object.assign(new ConsentMissing(), {
          message: outcome.missing.length
            ? 'No consent of hers covers all that was written for this receiver: ask her, or leave it out.'
            : 'She has given no consent made out to this receiver, or it is over: ask her first.',
          receiver: await this.organizations.organization(asking, outcome.receiverId),
          missing: outcome.missing,
        });
    }
  }

  /** One referral as it stands now. */
  async referral(id: string, asking: Asking): Promise<Referral> {
    const seen = await this.access.one(this.database, asking.actor, id);
    if (!seen) throw forbidden();
    return this.presenter.one(seen, asking);
  }
}
