import type { Reader } from '../../platform/database/index.js';
import { AreaRow } from '../area.entity.js';
import type { ListingEdit } from './listing-content.js';
import type { AddressFact, ListingFacts } from '../listing-facts.js';
import { problemsInSchedules } from '../opening/index.js';
import { TAXONOMY } from '../taxonomy.js';

/** Something to mend: where, and how. Never repeats the value. */
export interface ListingProblem {
  path: string;
  message: string;
}

/** What is to be mended in what somebody says about a listing; `whole` is all that would be said of it then. Empty when all is well. */
export async function problemsInEdit(from: Reader, edit: ListingEdit, whole: ListingFacts): Promise<ListingProblem[]> {
  return [
    ...problemsOfName(edit),
    ...problemsOfServices(edit),
    ...problemsOfAttributes(edit),
    ...problemsOfLanguages('languages', edit.languages ?? []),
    ...problemsInSchedules(edit.schedules ?? []),
    ...problemsOfPhones(edit),
    ...problemsOfAges(edit, whole),
    ...(edit.address ? await problemsOfAddress(from, edit.address) : []),
  ];
}

const problemsOfName = ({ name }: ListingEdit): ListingProblem[] =>
  name === '' ? [{ path: 'name', message: 'Give it a name: it is empty.' }] : [];

function problemsOfServices({ services }: ListingEdit): ListingProblem[] {
  if (services?.length === 0) return [{ path: 'services', message: 'Name one service at least.' }];
  return at(
    services,
    (code) => TAXONOMY.isService(code),
    (index) => `services.${index}`,
    'There is no such service in the taxonomy.',
  );
}

function problemsOfAttributes({ attributes = [] }: ListingEdit): ListingProblem[] {
  const codes = attributes.map(({ code }) => code);
  const path = (index: number) => `attributes.${index}.code`;
  return [
    ...at(codes, (code) => TAXONOMY.isAttribute(code), path, 'There is no such attribute in the taxonomy.'),
    ...at(codes, (code, index) => codes.indexOf(code) === index, path, 'Answer each question once.'),
  ];
}

const problemsOfPhones = ({ phones = [] }: ListingEdit): ListingProblem[] =>
  phones.flatMap((phone, index) => [
    ...(phone.number === '' ? [{ path: `phones.${index}.number`, message: 'Give a number: it is empty.' }] : []),
    ...problemsOfLanguages(`phones.${index}.languages`, phone.languages),
  ]);

const problemsOfLanguages = (path: string, languages: readonly string[]): ListingProblem[] =>
  at(languages, isLanguageTag, (index) => `${path}.${index}`, 'A language is a BCP 47 tag, like en, uk or pt-BR.');

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** In each pair the first may not be above the second; the fault is shown where something was said just now. */
const AGES_IN_ORDER = [
  ['minimumAge', 'maximumAge', 'The youngest age is above the oldest.'],
  ['childrenMinimumAge', 'childrenMaximumAge', 'The youngest age of children is above the oldest.'],
  ['boysMaximumAge', 'childrenMaximumAge', 'Boys cannot be older than the oldest children.'],
] as const;

const problemsOfAges = (edit: ListingEdit, whole: ListingFacts): ListingProblem[] =>
  AGES_IN_ORDER.flatMap(([low, high, message]) => {
    const path = low in edit ? low : high in edit ? high : null;
    const [from, to] = [whole[low], whole[high]];
    return path !== null && from !== null && to !== null && from > to ? [{ path, message }] : [];
  });

async function problemsOfAddress(from: Reader, address: AddressFact): Promise<ListingProblem[]> {
  const problems: ListingProblem[] = [];
  if (address.latitude !== null && address.longitude === null)
    problems.push({ path: 'address.longitude', message: 'Give both coordinates, or neither.' });
  if (address.longitude !== null && address.latitude === null)
    problems.push({ path: 'address.latitude', message: 'Give both coordinates, or neither.' });
  if (address.visibility === 'AREA' && address.areaId === null)
    problems.push({ path: 'address.areaId', message: 'Name the area: it is all that others will see of the place.' });
  if (address.areaId !== null && !(await from.manager.existsBy(AreaRow, { id: address.areaId })))
    problems.push({ path: 'address.areaId', message: 'There is no such area.' });
  return problems;
}

const at = <T>(
  values: readonly T[] | undefined,
  fits: (value: T, index: number) => boolean,
  path: (index: number) => string,
  message: string,
): ListingProblem[] =>
  (values ?? []).flatMap((value, index) => (fits(value, index) ? [] : [{ path: path(index), message }]));
