import { dayOf, endOfDay, startOfDay, type InstantText } from '../platform/clock.js';
import type { Reader } from '../platform/database/index.js';
import sql from 'sql-template-tag';
import { readCounted } from './cohort.js';
import { entriesOf, factOf, readFact, writeFact } from './fact.js';
import type { FigureFactRow } from './figure.entity.js';
import { followIndexes, isOneOf } from './lists.js';
import { entriesOfNeed, needsOf, writeNeed } from './needs.js';
import type { Entry } from './sums.js';

/** What some referrals were counted as, and what they count as now; what is the same is in neither. */
export interface Turn {
  before: FigureFactRow[];
  after: FigureFactRow[];
}

/** Of these referrals and of the needs that they belong to. */
export async function turnOf(reader: Reader, ids: readonly string[], zone: string): Promise<Turn> {
  const day = daysIn(zone);
  await followIndexes(reader);
  const needs = await needsOf(reader, ids);
  const before = await factsKept(reader, ids, needs);
  const after = [...(await referralFacts(reader, ids, zone, day)), ...needFacts(needs, day)];
  const [old, fresh] = [new Set(before.map(textOf)), new Set(after.map(textOf))];
  return {
    before: before.filter((fact) => !fresh.has(textOf(fact))),
    after: after.filter((fact) => !old.has(textOf(fact))),
  };
}

export const entriesIn = ({ side, fact }: FigureFactRow): Entry[] =>
  side === 'NEED' ? entriesOfNeed(fact) : entriesOf(readFact(fact));

type Needs = Awaited<ReturnType<typeof needsOf>>;

const textOf = ({ referralId, side, organizationId, narrowedTo, day, dueAt, fact }: FigureFactRow): string =>
  [referralId, side, organizationId, narrowedTo, day, dueAt ?? '', fact].join(' ');

/** A need may stand at a link that did not change itself. */
async function factsKept(reader: Reader, ids: readonly string[], needs: Needs): Promise<FigureFactRow[]> {
  const own = new Set(ids);
  const others = needs.flatMap(({ linkIds }) => linkIds.filter((id) => !own.has(id)));
  return [
    ...(await reader.all<FigureFactRow>(sql`${FACTS} WHERE ${isOneOf(reader, sql`referral_id`, ids)}`)),
    ...(others.length > 0
      ? await reader.all<FigureFactRow>(
          sql`${FACTS} WHERE side = 'NEED' AND ${isOneOf(reader, sql`referral_id`, others)}`,
        )
      : []),
  ];
}

const FACTS = sql`
  SELECT referral_id AS "referralId", side, organization_id AS "organizationId", narrowed_to AS "narrowedTo", day,
    due_at AS "dueAt", fact FROM figure_fact`;

async function referralFacts(reader: Reader, ids: readonly string[], zone: string, day: DayOf) {
  const facts: FigureFactRow[] = [];
  for (const side of ['SENT', 'RECEIVED'] as const)
    for (const each of await readCounted(reader, side, ids)) {
      const fact = factOf(each, side, zone);
      facts.push({
        ...{ referralId: each.id, side, organizationId: each.ownId, narrowedTo: each.narrowedTo },
        ...{ day: day(each.sentAt), dueAt: fact.funnel.endsWith('1') ? each.dueAt : null },
        fact: writeFact(fact),
      });
    }
  return facts;
}

const needFacts = (needs: Needs, day: DayOf): FigureFactRow[] =>
  needs.flatMap(({ first, rootId, organizationId, ...need }) => {
    const common = { referralId: rootId, side: 'NEED' as const, organizationId, narrowedTo: '', dueAt: null };
    return first ? [{ ...common, day: day(first.sentAt), fact: writeNeed(need) }] : [];
  });

type DayOf = (instant: InstantText) => string;

interface Day {
  day: string;
  from: InstantText;
  before: InstantText;
}

/** The network's days, each reckoned once: those that have some of a day of UTC are two or three. */
function daysIn(zone: string): DayOf {
  const known = new Map<string, Day[]>();
  return (instant) => {
    const date = instant.slice(0, 'YYYY-MM-DD'.length);
    const days = known.get(date) ?? [];
    known.set(date, days);
    const found = days.find(({ from, before }) => from <= instant && instant < before);
    if (found) return found.day;
    const day = dayOf(instant, zone);
    days.push({ day, from: startOfDay(day, zone), before: endOfDay(day, zone) });
    return day;
  };
}
