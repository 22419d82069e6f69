import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, By, type Actor } from '../../identity/index.js';
import { Clock, millisOf } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { DateTimeScalar, invalidAt } from '../../platform/graphql/index.js';
import { sayDoubt } from '../clock/clock-doubted.js';
import { ClockGuard } from '../clock/clock-guard.js';
import { RETENTION_CLASSES } from '../retention-classes.js';
import { ClockDoubt, ConfirmClockResult, RetentionRule, RetentionState } from './retention-state.type.js';

/** As far as two clocks may lie apart that show the same time. */
const SAME_TIME_MILLIS = 3_600_000;

/** What is kept how long, and the one thing that somebody must do about it: say that the clock is right. */
@Resolver()
export class RetentionStateResolver {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly guard: ClockGuard,
  ) {}

  @Query(() => RetentionState, { description: 'What is kept how long, and whether the nightly erasing is in order.' })
  @Allow('MANAGER', 'ADMINISTRATOR')
  async retention(): Promise<RetentionState> {
    const doubted = await this.guard.doubt(this.database);
    return Object.assign(new RetentionState(), {
      rules: RETENTION_CLASSES.map(({ days, ...rule }) =>
        Object.assign(new RetentionRule(), { ...rule, days: typeof days === 'number' ? days : null }),
      ),
      ranAt: (await this.guard.state())?.ranAt ?? null,
      refused: doubted && sayDoubt(doubted),
      doubt: doubted && Object.assign(new ClockDoubt(), doubted),
    });
  }

  @Mutation(() => ConfirmClockResult, {
    description:
      'An administrator compared the server’s clock with another one: erasing goes on by it. Stands in the network’s trail.',
  })
  @Allow('ADMINISTRATOR')
  async confirmClock(
    @Args('now', {
      type: () => DateTimeScalar,
      description: 'What the other clock shows; more than an hour from the server’s it is InvalidInput.',
    })
    now: string,
    @By() actor: Actor,
  ): Promise<typeof ConfirmClockResult> {
    if (Math.abs(millisOf(now) - this.clock.millis()) > SAME_TIME_MILLIS)
      throw invalidAt('now', `The server’s clock shows ${this.clock.now()}: set it first.`);
    await this.guard.confirm(actor);
    return this.retention();
  }
}
