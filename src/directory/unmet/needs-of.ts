import { wordsOf, type ListingNeeds } from '../search/index.js';

/** What somebody needed and nobody had: all that is ever kept of it. */
export interface Needs {
  services: readonly string[];
  conditions: readonly string[];
  areaId: string | null;
}

/** Conditions that have no code of the taxonomy: kept as what kind they are, never with the age, the hour or the language itself. */
export const NEED_KINDS = ['age', 'capacity', 'children', 'hours', 'languages'] as const;

/**
 * What a search needed, without what would point at a woman: ages, languages, hours and points go, and so does everything that she avoids. Null for
 * a search by words: words are free text, and who looks for a name needs no place.
 */
export function needsOf(where: ListingNeeds): Needs | null {
  if (wordsOf(where.text ?? '').length > 0) return null;
  const brings = has(where.childrenAges) || where.boys === true;
  const kinds: Record<(typeof NEED_KINDS)[number], boolean> = {
    age: (where.age ?? null) !== null,
    capacity: where.placesFree === true,
    children: brings,
    hours: [where.openAt, where.openNow, where.womenOnlyHours, where.deadline].some(Boolean),
    languages: has(where.languages),
  };
  return sorted({
    services: [...(where.services ?? []), ...(where.servicesAll ?? [])],
    conditions: [
      ...(where.mustHave ?? []),
      ...(brings ? ['accepts-children'] : []),
      ...NEED_KINDS.filter((kind) => kinds[kind]),
    ],
    areaId: where.near?.areaId ?? null,
  });
}

/** What an anonymous question to places needed; it names no area. */
export const needsOfQuestion = (question: {
  services: readonly string[];
  conditions: readonly string[];
  childrenAges: readonly number[];
}): Needs =>
  sorted({
    services: question.services,
    conditions: [...question.conditions, ...(has(question.childrenAges) ? ['accepts-children', 'children'] : [])],
    areaId: null,
  });

const sorted = ({ services, conditions, areaId }: Needs): Needs => ({
  services: [...new Set(services)].sort(),
  conditions: [...new Set(conditions)].sort(),
  areaId,
});

const has = (list: readonly unknown[] | null | undefined): boolean => (list?.length ?? 0) > 0;
