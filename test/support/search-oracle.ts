import type { AnswerValue } from '../../src/directory/listing-facts.js';
import { hasWomenOnlyHours, nextOpening, openAt } from '../../src/directory/opening/index.js';
import type { ListingParts } from '../../src/directory/search/index-listing.js';
import type { ListingNeeds } from '../../src/directory/search/index.js';
import { TAXONOMY } from '../../src/directory/taxonomy.js';
import { AREAS, NOON, ZONE } from './indexed-listings.js';

/*
 * The search said a second time, slowly and one sentence after the other. It shares the opening hours (which have an oracle of their own) and
 * the taxonomy with the search, and nothing else.
 */

type Verdict = [code: string | null, answer: AnswerValue, weight?: number];
const CREDIT = { YES: 1, DEPENDS: 0.5, UNKNOWN: 0.25, NO: 0 };

/** Over unit vectors and the angle between them, not by haversine. */
export function kilometres(
  a: { latitude: number; longitude: number },
  b: { latitude: number; longitude: number },
): number {
  const vector = ({ latitude, longitude }: typeof a) => {
    const [lat, lon] = [(latitude / 180) * Math.PI, (longitude / 180) * Math.PI];
    return [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
  };
  const [[x, y, z], [u, v, w]] = [vector(a), vector(b)] as [number[], number[]];
  const cross = Math.hypot(y! * w! - z! * v!, z! * u! - x! * w!, x! * v! - y! * u!);
  return 6371.0088 * Math.atan2(cross, x! * u! + y! * v! + z! * w!);
}

const areaOf = (id: unknown) => AREAS.find((area) => area.id === id);

function insideOut(id: string | null): string[] {
  const area = areaOf(id);
  return area ? [area.id, ...insideOut(area.parentId)] : [];
}

export function pointOf({ row }: ListingParts) {
  if (row.addressVisibility === 'HIDDEN') return null;
  if (row.addressVisibility === 'AREA') return areaOf(row.areaId) ?? null;
  return row.latitude !== null && row.longitude !== null ? { latitude: row.latitude, longitude: row.longitude } : null;
}

export const centreOf = (place: { areaId?: string | null; latitude?: number | null; longitude?: number | null }) =>
  place.areaId ? areaOf(place.areaId)! : { latitude: place.latitude!, longitude: place.longitude! };

function verdictsOn(listing: ListingParts, where: ListingNeeds): Verdict[] {
  const { row, attributes, capacity } = listing;
  const answer = (code: string): AnswerValue => attributes.get(code)?.answer ?? 'UNKNOWN';
  const at = (code: string | null, verdict: AnswerValue, weight = 1) => verdicts.push([code, verdict, weight]);
  const yes = (is: boolean): AnswerValue => (is ? 'YES' : 'NO');
  const verdicts: Verdict[] = [];
  const offers = (code: string) =>
    row.services.some(
      (service) => service === code || TAXONOMY.services.find((s) => s.code === service)?.group === code,
    );

  if (where.services?.length) at(null, yes(where.services.some(offers)));
  for (const code of where.servicesAll ?? []) at(null, yes(offers(code)));

  const comes = (where.childrenAges ?? []).length > 0 || where.boys === true;
  for (const code of new Set([...(where.mustHave ?? []), ...(comes ? ['accepts-children'] : [])]))
    at(code, answer(code));

  if (typeof where.age === 'number') {
    const { minimumAge: from, maximumAge: to } = row;
    if ((from !== null && where.age < from) || (to !== null && where.age > to)) at('age', 'NO');
    else if (from === null && to === null) at('age', 'UNKNOWN');
    else at('age', from === null && where.age < 18 ? 'UNKNOWN' : 'YES');
  }
  if (comes) {
    const ages = where.childrenAges ?? [];
    const [youngest, oldest] = [Math.min(...ages), Math.max(...ages)];
    const { childrenMinimumAge: from, childrenMaximumAge: to, boysMaximumAge: boysTo } = row;
    if ((from !== null && youngest < from) || (to !== null && oldest > to)) at('children', 'NO');
    else if (where.boys && boysTo !== null && oldest > boysTo) at('children', 'NO');
    else if (ages.length > 0 && to === null) at('children', 'UNKNOWN');
    else at('children', where.boys && boysTo === null ? 'UNKNOWN' : 'YES');
  }
  if (where.languages?.length) {
    const first = (tag: string) => /^[a-z]+/.exec(tag.toLowerCase())![0];
    if (!row.languages?.length) at('languages', 'UNKNOWN');
    else at('languages', yes(row.languages.some((said) => where.languages!.some((tag) => first(tag) === first(said)))));
  }
  if (where.placesFree) {
    const family = where.childrenAges?.length ? capacity?.familyPlacesFree : null;
    const free = family ?? capacity?.placesFree ?? null;
    if (!capacity || Date.parse(capacity.validUntil) < Date.parse(NOON) || free === null) at('capacity', 'UNKNOWN');
    else at('capacity', yes(free > 0));
  }

  const point = pointOf(listing);
  if (where.near)
    at('distance', point ? yes(kilometres(centreOf(where.near), point) <= where.near.withinKm) : 'UNKNOWN');
  if (where.farFrom)
    at('distance', point ? yes(kilometres(centreOf(where.farFrom), point) >= where.farFrom.atLeastKm) : 'UNKNOWN');
  const avoided = (where.avoidAreas ?? []).filter((id) => areaOf(id));
  if (avoided.length > 0) {
    const within = row.addressVisibility === 'HIDDEN' ? [] : insideOut(row.areaId);
    if (within.some((id) => avoided.includes(id))) at('distance', 'NO');
    else if (within.length === 0 || avoided.some((id) => insideOut(id).includes(within[0]!))) at('distance', 'UNKNOWN');
    else at('distance', 'YES');
  }
  if (where.avoidOrganizations?.includes(row.organizationId)) at(null, 'NO', 0);

  const plain = (text: string) =>
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '');
  const asked = plain(where.text ?? '').match(/[a-z]+/g);
  if (asked) {
    const full = row.addressVisibility === 'FULL';
    const told = [row.name, row.description, listing.organizationName, full && row.addressLine, full && row.city];
    if (row.addressVisibility !== 'HIDDEN') told.push(areaOf(row.areaId)?.name ?? null);
    for (const { code, name } of TAXONOMY.services) if (row.services.includes(code)) told.push(...Object.values(name));
    at(null, yes(asked.every((word) => told.some((text) => text && plain(text).includes(word)))));
  }
  verdicts.push(...hoursOf(listing, where));
  return verdicts;
}

/** Whether her hours are narrower than the place's, and whether the place says something of them that its timetable does not. */
function womenOnlyIn({ row: { schedules }, attributes }: ListingParts, where: ListingNeeds) {
  const answer = (code: string) => attributes.get(code)?.answer ?? 'UNKNOWN';
  const marked = schedules.some((rule) => rule.womenOnly && !rule.closed);
  const claims = answer('women-only-hours') === 'YES' || answer('women-only-hours') === 'DEPENDS';
  return {
    womenOnly: Boolean(where.womenOnlyHours) && answer('women-only-place') !== 'YES',
    marked,
    contradicts: !marked && (claims || answer('women-only-place') === 'DEPENDS'),
    answered: answer('women-only-hours'),
  };
}

function hoursOf(listing: ListingParts, where: ListingNeeds): Verdict[] {
  const { schedules } = listing.row;
  const { womenOnly, marked, contradicts, answered } = womenOnlyIn(listing, where);
  const said = (open: boolean | null): AnswerValue => (open === null ? 'UNKNOWN' : open ? 'YES' : 'NO');
  const verdicts: Verdict[] = [];
  const instants = [...(where.openAt ? [where.openAt] : []), ...(where.openNow ? [NOON] : [])];
  for (const instant of instants) {
    const at = Date.parse(instant);
    const open = openAt(schedules, at, ZONE);
    const hers = openAt(schedules, at, ZONE, { womenOnly: true });
    if (!womenOnly) verdicts.push(['hours', said(open)]);
    else if (hers === null) verdicts.push(['hours', answered === 'NO' && !marked ? 'NO' : 'UNKNOWN']);
    else verdicts.push(['hours', hers ? 'YES' : contradicts && open !== false ? 'UNKNOWN' : 'NO']);
  }
  if (where.womenOnlyHours && instants.length === 0) {
    const has = hasWomenOnlyHours(schedules, NOON.slice(0, 10));
    if (!womenOnly) verdicts.push(['hours', 'YES']);
    else if (has === null) verdicts.push(['hours', answered]);
    else verdicts.push(['hours', has ? 'YES' : contradicts ? 'UNKNOWN' : 'NO']);
  }
  if (where.deadline && Date.parse(where.deadline) > Date.parse(NOON)) {
    if (where.openAt && Date.parse(where.openAt) > Date.parse(where.deadline)) return [['hours', 'NO']];
    const start = startOf(listing, where);
    if (start === 'UNKNOWN') verdicts.push(['hours', 'UNKNOWN']);
    else verdicts.push(['hours', start !== 'NEVER' && start <= Date.parse(where.deadline) ? 'YES' : 'NO']);
  }
  return verdicts;
}

/** The earliest possible start, or why there is none. */
export function startOf(listing: ListingParts, where: ListingNeeds): number | 'NEVER' | 'UNKNOWN' {
  const { schedules } = listing.row;
  const { womenOnly, contradicts } = womenOnlyIn(listing, where);
  if (womenOnly && contradicts) return 'UNKNOWN';
  const from = Date.parse(where.openAt ?? NOON);
  const start = nextOpening(schedules, from, ZONE, 60, { womenOnly });
  const passed = !where.deadline || Date.parse(where.deadline) <= Date.parse(NOON);
  // What the hours are after the deadline is of no use, known or not.
  const last = passed ? Infinity : Date.parse(where.deadline);
  if (start === 'UNKNOWN' && firstUnsure(schedules, from, womenOnly) > last) return 'NEVER';
  return typeof start === 'object' ? start.at : start;
}

/** When the hours cease to be known, by half hours; nothing in these timetables turns between. */
function firstUnsure(schedules: ListingParts['row']['schedules'], from: number, womenOnly: boolean): number {
  let at = from;
  while (openAt(schedules, at, ZONE, { womenOnly }) !== null) at += 30 * 60_000;
  return at;
}

export type Judgement = ReturnType<typeof judge>;
export function judge(listing: ListingParts, where: ListingNeeds) {
  const verdicts = verdictsOn(listing, where);
  if (verdicts.some(([, answer]) => answer === 'NO')) return null;
  const codes = (wanted: AnswerValue) => [
    ...new Set(verdicts.flatMap(([code, answer]) => (code !== null && answer === wanted ? [code] : []))),
  ];
  const must = verdicts.map(([code]) => code);
  const nice = [...new Set(where.niceToHave)].filter((code) => !must.includes(code));
  const niceAnswers = nice.map((code) => listing.attributes.get(code)?.answer ?? 'UNKNOWN');
  const [depends, unknown] = [codes('DEPENDS'), codes('UNKNOWN')];
  const weighed = [
    ...verdicts.map(([, answer, weight]) => [answer, weight ?? 1] as const),
    ...niceAnswers.map((answer) => [answer, 0.5] as const),
  ];
  const whole = weighed.reduce((sum, [, weight]) => sum + weight, 0);
  const met = codes('YES').filter((code) => ![...depends, ...unknown].includes(code));
  return {
    list: depends.length + unknown.length > 0 ? 'callFirst' : 'matches',
    met: [...met, ...nice.filter((_, place) => niceAnswers[place] === 'YES')].sort(),
    depends: depends.sort(),
    unknown: unknown.sort(),
    missedNiceToHave: nice.filter((_, place) => niceAnswers[place] !== 'YES').sort(),
    score: whole === 0 ? 1 : weighed.reduce((sum, [answer, weight]) => sum + CREDIT[answer] * weight, 0) / whole,
  };
}
