import { Refusal } from '../../platform/graphql/index.js';
import type { ReleaseRefusal } from '../release-enums.js';
import { ReleaseRefused } from '../release.type.js';
import { RELEASE_RULES } from './release-rules.js';

const WHY: Record<ReleaseRefusal, string> = {
  PERIOD_OPEN: `This period is not over, or has not been for ${RELEASE_RULES.daysAfterClosing} days: wait until then, so that what happened in it is written down.`,
  ALREADY_SEALED: 'This period was sealed. A second time needs an incident, and two administrators who say so.',
  BUDGET_SPENT:
    'Sealing it would pass what may be spent of each woman’s protection in 12 months. Take longer periods, or let two administrators decide for later ones.',
};

export const releaseRefused = (reason: ReleaseRefusal): Refusal =>
  new Refusal(Object.assign(new ReleaseRefused(), { reason, message: WHY[reason] }));
