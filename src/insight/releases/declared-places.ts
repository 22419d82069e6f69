import sql from 'sql-template-tag';
import type { Reader } from '../../platform/database/index.js';
import { readSeed } from '../../platform/seeds.js';
import type { Period } from './period.js';
import { RELEASE_RULES } from './release-rules.js';
import { valueKey, type ListedElsewhere } from './workload.js';
import type { Wording } from '../../platform/wording.js';

interface Term {
  code: string;
  name: Wording;
}

const SERVICES = readSeed<{ services: Term[] }>('taxonomy.json').services;
const REASONS = readSeed<Term[]>('reasons.json');

/** The values that are not in the seed of the tables, and how they are shown. */
export interface DeclaredPlaces {
  elsewhere: ListedElsewhere;
  names: ReadonlyMap<string, Wording>;
}

interface Place {
  id: string;
  name: string;
}

/**
 * Which organizations and areas have values of their own: those of the network's members, which have an account here and a listing that was published.
 * It is read from the directory and the list of staff alone; that a woman was sent somewhere gives that place no row.
 */
export async function declarePlaces(reader: Reader, period: Period): Promise<DeclaredPlaces> {
  const member = sql`EXISTS (SELECT 1 FROM staff s WHERE s.organization_id = l.organization_id)
    AND l.status IN ('PUBLISHED', 'PAUSED', 'RETIRED')`;
  const agencies = await reader.all<Place>(sql`
    SELECT o.id, o.name FROM organization o WHERE EXISTS (SELECT 1 FROM listing l WHERE l.organization_id = o.id AND ${member})
    ORDER BY o.created_at, o.id LIMIT ${RELEASE_RULES.mostAgencies}`);
  const areas = await reader.all<Place>(sql`
    SELECT a.id, a.name FROM area a WHERE EXISTS (SELECT 1 FROM listing l WHERE l.area_id = a.id AND ${member})
    ORDER BY a.id LIMIT ${RELEASE_RULES.mostAreas}`);
  return {
    elsewhere: {
      agencies: agencies.map(({ id }) => id),
      areas: areas.map(({ id }) => id),
      months: period.months.map(({ name }) => name),
      services: SERVICES.map(({ code }) => code),
      reasons: REASONS.map(({ code }) => code),
    },
    names: new Map([
      ...placeNames('agency', agencies),
      ...placeNames('area', areas),
      ...termNames('service', SERVICES),
      ...termNames('reason', REASONS),
    ]),
  };
}

/** By dimension and value: a service and a reason may have one code. */
const termNames = (dimension: string, terms: readonly Term[]): [string, Wording][] =>
  terms.map(({ code, name }) => [valueKey(dimension, code), name]);

const placeNames = (dimension: string, places: readonly Place[]): [string, Wording][] =>
  places.map(({ id, name }) => [valueKey(dimension, id), { en: name, es: name }]);
