import { invalidInput } from '../../platform/graphql/index.js';
import { TAXONOMY } from '../taxonomy.js';
import type { AreaBook } from './area-book.js';
import type { ListingNeeds, PlaceAsked } from './search-request.js';

type InputProblem = { path: string; message: string };

const NO_SERVICE = 'Give codes of services or groups from the taxonomy.';
const NO_ATTRIBUTE = 'Give codes of attributes from the taxonomy.';
const ONE_PLACE = 'Give either a point (latitude and longitude) or an area (areaId).';
const NO_AREA = 'There is no such area.';
const NO_POINT = 'A latitude lies from -90 to 90 degrees, a longitude from -180 to 180.';

/** Refuses what names nothing in the taxonomy or on the map, all of it at once: a misspelt condition must not become one that is never met. */
export function checkNeeds(where: ListingNeeds, areas: AreaBook): void {
  const problems = [
    ...unless(where.services, isServiceOrGroup, 'services', NO_SERVICE),
    ...unless(where.servicesAll, isServiceOrGroup, 'servicesAll', NO_SERVICE),
    ...unless(where.mustHave, isAttribute, 'mustHave', NO_ATTRIBUTE),
    ...unless(where.niceToHave, isAttribute, 'niceToHave', NO_ATTRIBUTE),
    ...problemsOfPlace(where.near, 'near', areas),
    ...problemsOfPlace(where.farFrom, 'farFrom', areas),
    ...(isDistance(where.near?.withinKm) ? [] : [{ path: 'near.withinKm', message: 'Give kilometres, more than 0.' }]),
    ...(isDistance(where.farFrom?.atLeastKm) || where.farFrom?.atLeastKm === 0
      ? []
      : [{ path: 'farFrom.atLeastKm', message: 'Give a number from 0 up.' }]),
  ];
  if (problems.length > 0) throw invalidInput(problems);
}

const isServiceOrGroup = (code: string): boolean => TAXONOMY.isService(code) || TAXONOMY.isGroup(code);

const isAttribute = (code: string): boolean => TAXONOMY.isAttribute(code);

const unless = (
  codes: readonly string[] | null | undefined,
  isKnown: (code: string) => boolean,
  path: string,
  message: string,
): InputProblem[] => ((codes ?? []).every(isKnown) ? [] : [{ path, message }]);

function problemsOfPlace(place: PlaceAsked | null | undefined, path: string, areas: AreaBook): InputProblem[] {
  if (!place) return [];
  const { latitude, longitude, areaId } = place;
  if (isGiven(latitude) !== isGiven(longitude) || isGiven(latitude) === isGiven(areaId))
    return [{ path, message: ONE_PLACE }];
  if (isGiven(areaId)) return areas.find(areaId) ? [] : [{ path: `${path}.areaId`, message: NO_AREA }];
  return isDegrees(latitude, 90) && isDegrees(longitude, 180) ? [] : [{ path, message: NO_POINT }];
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

const isDegrees = (value: number | null | undefined, most: number): boolean =>
  isGiven(value) && Math.abs(value) <= most;

/** What is not asked is no bad distance. */
const isDistance = (km: number | undefined): boolean => km === undefined || (km > 0 && km < Infinity);
