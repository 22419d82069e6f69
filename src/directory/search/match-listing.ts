import type { IndexedListing } from '../indexed-listing.js';
import type { AnswerValue } from '../listing-facts.js';
import type { Conditions } from './conditions.js';
import type { Fit } from './search-request.js';
import { answerTo } from './who-is-taken.js';

/** A listing with nothing known against it. */
export interface Match {
  readonly listing: IndexedListing;
  /** All that must be so is known to be so; else somebody has to call first. */
  readonly sure: boolean;
  readonly score: number;
  readonly distanceKm: number | null;
  /** Null without a deadline, when it is not needed to put them in order, and where it is not known. */
  readonly startsAt: number | null;
}

/** All of these are binary fractions, so that sums are exact and equal verdicts give equal scores in any order. */
const CREDIT = { YES: 1, DEPENDS: 0.5, UNKNOWN: 0.25, NO: 0 } as const satisfies Record<AnswerValue, number>;
const NICE_TO_HAVE_WEIGHT = 0.5;

/**
 * The law of the search. A known NO: the listing is nowhere. Else anything that must be so and is UNKNOWN or DEPENDS: call first. All YES: a
 * match. What would be nice to have excludes nothing and moves nothing. Every listing passes here at every search: why it fits is said by
 * `fitOf`, for the few that are shown.
 */
export function matchListing(listing: IndexedListing, conditions: Conditions): Match | 'NO' {
  let sure = true;
  let reached = 0;
  for (const condition of conditions.must) {
    const verdict = condition.judge(listing);
    if (verdict === 'NO') return 'NO';
    if (verdict !== 'YES') sure = false;
    reached += condition.weight * CREDIT[verdict];
  }
  for (const code of conditions.niceToHave) reached += NICE_TO_HAVE_WEIGHT * CREDIT[answerTo(listing, code)];
  const start = conditions.startFirst ? conditions.start(listing) : 'UNKNOWN';
  return {
    listing,
    sure,
    score: scoreOf(reached, conditions),
    distanceKm: conditions.distanceKm(listing),
    startsAt: typeof start === 'object' ? start.at : null,
  };
}

/** Of what could be reached; who asks for nothing is served well by anybody. */
function scoreOf(reached: number, { must, niceToHave }: Conditions): number {
  let reachable = niceToHave.length * NICE_TO_HAVE_WEIGHT;
  for (const { weight } of must) reachable += weight;
  return reachable === 0 ? 1 : reached / reachable;
}

/** Why a match is here: the same verdicts once more, by their codes. */
export function fitOf({ listing, score }: Match, { must, niceToHave }: Conditions): Fit {
  const verdicts = must.map(({ code, judge }) => ({ code, verdict: judge(listing) }));
  const codesWith = (wanted: AnswerValue): string[] => [
    ...new Set(verdicts.flatMap(({ code, verdict }) => (code !== null && verdict === wanted ? [code] : []))),
  ];
  const depends = codesWith('DEPENDS');
  const unknown = codesWith('UNKNOWN');
  // One code can stand for two conditions (near here, far from there): it is met when both are.
  const met = codesWith('YES').filter((code) => !depends.includes(code) && !unknown.includes(code));
  const isSo = (code: string) => answerTo(listing, code) === 'YES';
  return {
    score,
    met: [...met, ...niceToHave.filter(isSo)],
    depends,
    unknown,
    missedNiceToHave: niceToHave.filter((code) => !isSo(code)),
  };
}
