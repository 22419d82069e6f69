import fc from 'fast-check';
import {
  allowedSteps,
  ExpireReferrals,
  findStep,
  isOpen,
  JOURNEY,
  REFERRAL_STATUSES,
  reasonSharedWithOtherSide,
  type JourneyStep,
  type ReferralStatusValue,
  type ReferralStepValue,
  type Standing,
} from '../../src/referrals/index.js';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  CASEWORKER,
  OPERATIONS,
  REFUGE,
  TestJourney,
  type Consent,
  type PeoplesStep,
  type StepSaid,
} from '../support/journey.js';

const PEOPLES_STEPS = Object.keys(OPERATIONS) as PeoplesStep[];
/** Operations that the role itself keeps from who answers for a place. */
const NEVER_A_RECEIVERS: readonly PeoplesStep[] = ['SEND', 'WITHDRAW', 'CORRECT'];

/** One way to each status, the system's steps included. */
const WAYS: Record<ReferralStatusValue, readonly ReferralStepValue[]> = {
  DRAFT: [],
  SENT: ['SEND'],
  ACKNOWLEDGED: ['SEND', 'ACKNOWLEDGE'],
  WAITLISTED: ['SEND', 'WAITLIST'],
  ACCEPTED: ['SEND', 'ACCEPT'],
  SCHEDULED: ['SEND', 'ACCEPT', 'SCHEDULE'],
  MISSED: ['SEND', 'ACCEPT', 'SCHEDULE', 'MISS'],
  ARRIVED: ['SEND', 'ARRIVE'],
  COMPLETED: ['SEND', 'ARRIVE', 'COMPLETE'],
  DECLINED: ['SEND', 'DECLINE'],
  NOT_COMPLETED: ['SEND', 'ARRIVE', 'CLOSE'],
  WITHDRAWN: ['SEND', 'END_CONSENT'],
  EXPIRED: ['SEND', 'EXPIRE'],
  ENTERED_IN_ERROR: ['SEND', 'CORRECT'],
};

interface ReasonTerm {
  code: string;
  steps: ReferralStepValue[];
}
type Place = 'refuge' | 'hostel';
/** Who takes a step: her worker, the refuge, or her worker for a hostel where nobody answers. */
interface Move {
  step: ReferralStepValue;
  who: string;
  by: 'referrer' | 'receiver' | 'onBehalf' | 'system';
}

/** One woman's referral, walked along the table; what is expected of it is counted here, beside the house. */
class Walk {
  status: ReferralStatusValue = 'DRAFT';
  version = 1;
  /** What is ended as a draft was never there for the place. */
  #sent = false;

  private constructor(
    private readonly app: TestApp,
    private readonly journey: TestJourney,
    private readonly reasons: readonly ReasonTerm[],
    readonly place: Place,
    readonly consent: Consent,
    readonly id: string,
  ) {}

  static async begin(app: TestApp, reasons: readonly ReasonTerm[], place: Place): Promise<Walk> {
    const journey = new TestJourney(app);
    const woman = await journey.opens();
    const consent = await journey.sheConsents(woman, place === 'refuge' ? 'safeHouse' : 'hostel');
    const { id } = await journey.drafts(woman, place, { urgency: 'NOW' });
    return new Walk(app, journey, reasons, place, consent, id);
  }

  get readers(): string[] {
    return this.place === 'refuge' && this.#sent ? [CASEWORKER, REFUGE] : [CASEWORKER];
  }

  standingOf(who: string): Standing {
    const referrer = who === CASEWORKER;
    return {
      referrer,
      receiver: !referrer,
      maker: referrer,
      mayAnswerOnBehalf: referrer && this.place === 'hostel',
    };
  }

  /** Everything that could happen now. */
  moves(): Move[] {
    const peoples = this.readers.flatMap((who) =>
      allowedSteps(this.status, this.standingOf(who)).map((step): Move => {
        const receivers = JOURNEY[step].by === 'receiver';
        const by = who === REFUGE ? 'receiver' : receivers ? 'onBehalf' : 'referrer';
        return { step, who, by };
      }),
    );
    const systems: ReferralStepValue[] = [];
    if (findStep(this.status, 'EXPIRE')) systems.push('EXPIRE');
    if (isOpen(this.status) && this.status !== 'DRAFT') systems.push('END_CONSENT');
    return [...peoples, ...systems.map((step): Move => ({ step, who: 'the system', by: 'system' }))];
  }

  async make(move: Move, luck: number): Promise<void> {
    const reasonCode = await this.#take(move, luck);
    this.status = JOURNEY[move.step].to;
    this.version += 1;
    this.#sent ||= move.step === 'SEND';
    for (const who of this.readers) await this.#isAsExpected(who, move, reasonCode);
  }

  async #take({ step, who, by }: Move, luck: number): Promise<string | null> {
    if (step === 'END_CONSENT') {
      await this.journey.sheWithdraws(this.consent.id);
      return 'consent-withdrawn';
    }
    if (step === 'EXPIRE') {
      this.app.clock.pass({ days: 5 });
      this.app.signInAgain();
      const reasonCode = this.status === 'WAITLISTED' ? 'no-follow-up' : 'receiver-silent';
      await this.app.nest.get(ExpireReferrals, { strict: false }).run();
      return reasonCode;
    }
    const said = this.validWords(step, luck);
    const onBehalf = by === 'onBehalf' ? ({ onBehalfOfReceiver: true, answeredBy: 'PHONE' } as const) : {};
    const after = await this.journey.takes(step, who, this, { ...said, ...onBehalf });
    expect(after).toMatchObject({ status: JOURNEY[step].to, version: this.version + 1 });
    return said.reasonCode ?? null;
  }

  validWords(step: PeoplesStep, luck: number): StepSaid {
    const { needs }: JourneyStep = JOURNEY[step];
    const fitting = this.reasons.filter(({ steps }) => steps.includes(step));
    const inAnHour = new Date(this.app.clock.millis() + 3_600_000).toISOString();
    const saysWhy = needs.reason?.given === 'required' || (needs.reason && luck % 2 === 0);
    return {
      reasonCode: saysWhy ? fitting[luck % fitting.length]!.code : undefined,
      outcome: needs.outcome && (['RECEIVED', 'PARTLY_RECEIVED', 'NOT_RECEIVED'] as const)[luck % 3],
      appointmentAt: needs.appointmentAt && inAnHour,
      lookAgainOn: needs.lookAgainOn && inAnHour.slice(0, 10),
      holdUntil: needs.holdUntil && luck % 2 === 0 ? inAnHour : undefined,
      note: luck % 3 === 0 ? 'Between us.' : undefined,
    };
  }

  async #isAsExpected(who: string, { step, by }: Move, reasonCode: string | null): Promise<void> {
    const seen = await this.journey.sees(who, this);
    const { status, version, id } = this;
    expect(seen).toMatchObject({ id, status, version, allowedSteps: allowedSteps(status, this.standingOf(who)) });
    expect(seen.timeline).toHaveLength(who === CASEWORKER ? version : version - 1);
    const side = by === 'system' ? 'system' : by === 'receiver' ? 'receiver' : 'referrer';
    const own = who === REFUGE ? side === 'receiver' : side !== 'receiver';
    const knows = own || reasonSharedWithOtherSide(step, side);
    expect(seen.reason?.code ?? null).toBe(knows ? reasonCode : null);
    const { overdue, respondBy } = seen;
    expect(overdue).toBe(respondBy !== null && Date.parse(respondBy) < this.app.clock.millis());
    if (!isOpen(status)) expect(respondBy).toBeNull();
  }

  /** What is not this reader's to take is refused, and nothing changes. */
  async isRefused(who: string, steps: readonly PeoplesStep[]): Promise<void> {
    const before = await this.journey.sees(who, this);
    for (const step of steps) {
      if (who === REFUGE && NEVER_A_RECEIVERS.includes(step)) {
        const answer = await this.journey.triesRaw(step, who, this, this.validWords(step, 1));
        expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
        continue;
      }
      expect(await this.journey.tries(step, who, this, this.validWords(step, 1))).toEqual({
        __typename: 'StepNotAllowed',
        message: expect.any(String) as string,
        status: this.status,
        allowedSteps: before.allowedSteps,
      });
    }
    expect(await this.journey.sees(who, this)).toEqual(before);
  }

  notFor(who: string): PeoplesStep[] {
    const allowed = allowedSteps(this.status, this.standingOf(who));
    return PEOPLES_STEPS.filter((step) => !allowed.includes(step));
  }
}

/** What ends a walk is chosen seldom, or every walk would be short. */
const weighed = (moves: readonly Move[]): Move[] =>
  moves.flatMap((move) => Array<Move>(isOpen(JOURNEY[move.step].to) ? 5 : 1).fill(move));

describe.each(DATABASES)('every step follows the journey, on %s', (kind) => {
  let app: TestApp;
  let reasons: readonly ReasonTerm[];

  beforeAll(async () => {
    app = await TestApp.start(kind);
    const answer = await app.as(CASEWORKER)('{ taxonomy { reasons { code steps } } }');
    reasons = answer.data.taxonomy.reasons as ReasonTerm[];
  });
  afterAll(() => app.close());

  it.each(REFERRAL_STATUSES)('from %s nobody takes a step that the table does not give her', async (status) => {
    const walk = await Walk.begin(app, reasons, 'refuge');
    for (const step of WAYS[status])
      await walk.make(
        walk.moves().find((move) => move.step === step)!,
        1,
      );
    expect(walk.status).toBe(status);
    await walk.isRefused(CASEWORKER, walk.notFor(CASEWORKER));
    if (status === 'DRAFT')
      for (const step of PEOPLES_STEPS.filter((each) => !NEVER_A_RECEIVERS.includes(each)))
        expect((await new TestJourney(app).tries(step, REFUGE, walk)).__typename).toBe('Forbidden');
    else await walk.isRefused(REFUGE, walk.notFor(REFUGE));
  });

  it('a hundred and fifty steps, taken as they come, never leave the table', async () => {
    const anyLuck = fc.array(fc.nat(0xffff), { minLength: 150, maxLength: 150 });
    const walks = fc.asyncProperty(anyLuck, async (lucks) => {
      let walk = await Walk.begin(app, reasons, 'refuge');
      for (const luck of lucks) {
        const moves = weighed(walk.moves());
        if (moves.length === 0) walk = await Walk.begin(app, reasons, luck % 4 === 0 ? 'hostel' : 'refuge');
        else await walk.make(moves[luck % moves.length]!, luck);
        const who = walk.readers[luck % walk.readers.length]!;
        const refused = walk.notFor(who);
        if (refused.length > 0) await walk.isRefused(who, [refused[luck % refused.length]!]);
      }
    });
    await fc.assert(walks, { numRuns: 1, endOnFailure: true });
  }, 120_000);
});
