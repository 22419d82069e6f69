import sql from 'sql-template-tag';
import type { ReferralRow } from '../../referrals/index.js';
import type { CountedReferral } from './counted-referral.js';
import { metBy, outcomeOf, pmtctStepOf, reasonOf } from './what-is-counted.js';

/** How a referral went, with whom of what age: in a million there are a few thousand different ones, and each is worked out once. */
export interface Course extends Pick<
  CountedReferral,
  'services' | 'age' | 'pregnancy' | 'outcome' | 'reason' | 'pmtctStep'
> {
  referral: Pick<ReferralRow, 'status' | 'outcome'>;
  /** Where nothing replaced it. */
  metAlone: string;
}

/** No code has it in it. */
const MARK = '|';
const HAS_ARRIVED = 'arrived';

/** A referral's course as one text; `r` is the referral. */
export const COURSE_OF = sql`r.status || ${MARK} || COALESCE(r.outcome, '') || ${MARK} || r.age_band || ${MARK} || r.pregnancy || ${MARK}
  || COALESCE(r.reason_code, '') || ${MARK} || CASE WHEN r.arrived_at IS NULL THEN '' ELSE ${HAS_ARRIVED} END || ${MARK} || r.services`;

export class Courses {
  readonly #known = new Map<string, Course>();

  of(text: string): Course {
    const course = this.#known.get(text) ?? readCourse(text);
    this.#known.set(text, course);
    return course;
  }
}

function readCourse(text: string): Course {
  const [status, outcome, age, pregnancy, reason, arrived, services] = text.split(MARK) as Texts;
  const referral = {
    status: status as ReferralRow['status'],
    outcome: (outcome || null) as ReferralRow['outcome'],
    pregnancy: pregnancy as ReferralRow['pregnancy'],
    reasonCode: reason || null,
    arrivedAt: arrived || null,
  };
  const codes = JSON.parse(services) as string[];
  return {
    referral,
    services: codes,
    age: codeOf(age),
    pregnancy: codeOf(pregnancy),
    outcome: outcomeOf(referral),
    reason: reasonOf(referral),
    pmtctStep: pmtctStepOf(referral, codes),
    metAlone: metBy([referral]),
  };
}

type Texts = [string, string, string, string, string, string, string];

/** As values of tables are written: `FROM_18_TO_24` is `from-18-to-24`. */
const codeOf = (value: string): string => value.toLowerCase().replaceAll('_', '-');
