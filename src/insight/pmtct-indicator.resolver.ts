import { Args, Query, Resolver } from '@nestjs/graphql';
import { ListingBook, type Asking } from '../directory/index.js';
import { Allow, By, InRequest, type Actor } from '../identity/index.js';
import { DateScalar, type RequestContext } from '../platform/graphql/index.js';
import { CountPmtct, type PmtctTally, type WomenCounts } from './pmtct-indicator.js';
import { PmtctIndicator, PmtctRow } from './pmtct-indicator.type.js';

@Resolver()
export class PmtctIndicatorResolver {
  constructor(
    private readonly counting: CountPmtct,
    private readonly listings: ListingBook,
  ) {}

  @Query(() => PmtctIndicator, {
    description:
      'Pregnant women whom the reader’s own organization referred for PMTCT from `from` to `to`, both days included, in the network’s time zone, and how many received it; ten years at most. Managers only. Each reading is an entry in the audit trail.',
  })
  @Allow('MANAGER')
  async pmtctIndicator(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('from', { type: () => DateScalar, description: 'First day of the cohort.' }) from: string,
    @Args('to', { type: () => DateScalar, description: 'Last day of the cohort, itself included.' }) to: string,
  ): Promise<PmtctIndicator> {
    const asking = { actor, context };
    const { all, byPlace, byQuarter } = await this.counting.count(asking, from, to);
    return Object.assign(new PmtctIndicator(), {
      ...{ from, to, ...all },
      byPlace: await this.#places(byPlace, asking),
      byQuarter: [...byQuarter].sort(inOrder).map(([quarter, counts]) => rowOf(quarter, quarter, counts)),
    });
  }

  /** In whatever status a place is by now: women were sent there. */
  async #places(byPlace: PmtctTally['byPlace'], asking: Asking): Promise<PmtctRow[]> {
    const ids = [...byPlace.keys()];
    const found = await this.listings.listings(asking, ids);
    return [...byPlace]
      .map(([id, counts], index) => rowOf(id, found[index]?.name ?? id, counts))
      .sort((one, other) => other.referred - one.referred || inOrder([one.key], [other.key]));
  }
}

const rowOf = (key: string, name: string, counts: WomenCounts): PmtctRow =>
  Object.assign(new PmtctRow(), { key, name, ...counts });

const inOrder = ([one]: readonly [string, ...unknown[]], [other]: readonly [string, ...unknown[]]): number =>
  one < other ? -1 : Number(one > other);
