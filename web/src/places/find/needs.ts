import type { FindListingsInput } from '../../../generated/graphql.js';

/** What she looks for, as far as the address may say it: codes and nothing that somebody typed. */
export interface Needs {
  services: string[];
  must: string[];
  openNow: boolean;
  free: boolean;
  womenOnly: boolean;
  areaId: string | null;
  km: number;
}

/** What belongs to one woman, and so never stands in an address. */
export interface HerNeeds {
  childrenAges: number[];
  languages: string[];
  age: number | null;
}

export const NOTHING_OF_HER: HerNeeds = { childrenAges: [], languages: [], age: null };
export const KILOMETRES = [2, 5, 10, 25, 50, 100];
const USUAL_KM = 25;
const CODE = /^[\w-]{1,64}$/;

/** The commonest needs, one tap each: what is looked for, and what belongs to it. */
export const QUICK = {
  'shelter-tonight': { services: ['shelter', 'night-shelter'], openNow: true, free: false },
  ost: { services: ['ost'], openNow: false, free: false },
  'after-assault': { services: ['sexual-assault-care', 'pep'], openNow: true, free: false },
  pregnancy: { services: ['antenatal', 'pmtct'], openNow: false, free: false },
  legal: { services: ['legal'], openNow: false, free: false },
  violence: { services: ['gbv-support'], openNow: false, free: false },
  'drop-in': { services: ['drop-in'], openNow: false, free: false },
  'clean-works': { services: ['nsp', 'overdose'], openNow: false, free: false },
} as const;
export type Quick = keyof typeof QUICK;

const codesIn = (search: URLSearchParams, name: string): string[] =>
  (search.get(name) ?? '').split(',').filter((code) => CODE.test(code));

export function needsIn(search: URLSearchParams): Needs {
  const areaId = search.get('area');
  const km = Number(search.get('km'));
  return {
    services: codesIn(search, 'services'),
    must: codesIn(search, 'must'),
    openNow: search.get('open') === 'now',
    free: search.get('free') === '1',
    womenOnly: search.get('women') === '1',
    areaId: areaId !== null && CODE.test(areaId) ? areaId : null,
    km: KILOMETRES.includes(km) ? km : USUAL_KM,
  };
}

export function addressOf(needs: Needs): string {
  const search = new URLSearchParams();
  if (needs.services.length > 0) search.set('services', needs.services.join(','));
  if (needs.must.length > 0) search.set('must', needs.must.join(','));
  if (needs.openNow) search.set('open', 'now');
  if (needs.free) search.set('free', '1');
  if (needs.womenOnly) search.set('women', '1');
  if (needs.areaId !== null) {
    search.set('area', needs.areaId);
    search.set('km', String(needs.km));
  }
  const text = search.toString().replaceAll('%2C', ',');
  return text === '' ? '/find' : `/find?${text}`;
}

export const looksForSomething = ({ services, must, womenOnly }: Needs): boolean =>
  services.length > 0 || must.length > 0 || womenOnly;

export const isQuick = (needs: Needs, quick: Quick): boolean => {
  const { services } = QUICK[quick];
  return services.length === needs.services.length && services.every((code) => needs.services.includes(code));
};

export const withQuick = (needs: Needs, quick: Quick): Needs =>
  isQuick(needs, quick)
    ? { ...needs, services: [], openNow: false }
    : { ...needs, ...QUICK[quick], services: [...QUICK[quick].services] };

export function whereOf(needs: Needs, hers: HerNeeds): FindListingsInput {
  return {
    ...(needs.services.length > 0 && { services: needs.services }),
    ...(needs.must.length > 0 && { mustHave: needs.must }),
    ...(needs.openNow && { openNow: true }),
    ...(needs.free && { placesFree: true }),
    ...(needs.womenOnly && { womenOnlyHours: true }),
    ...(needs.areaId !== null && { near: { areaId: needs.areaId, withinKm: needs.km } }),
    ...(hers.childrenAges.length > 0 && { childrenAges: hers.childrenAges }),
    ...(hers.languages.length > 0 && { languages: hers.languages }),
    ...(hers.age !== null && { age: hers.age }),
  };
}

/** One condition less: what would have to give, each with the search that is left. */
export interface Given {
  /** `must.no-id`, `open`, `free`, `women`, `near`, `children`, `languages`, `age`. */
  what: string;
  needs: Needs;
  hers: HerNeeds;
}

export function oneLess(needs: Needs, hers: HerNeeds): Given[] {
  const less = (what: string, change: Partial<Needs>, changed: Partial<HerNeeds> = {}): Given => ({
    what,
    needs: { ...needs, ...change },
    hers: { ...hers, ...changed },
  });
  return [
    ...(needs.openNow ? [less('open', { openNow: false })] : []),
    ...(needs.free ? [less('free', { free: false })] : []),
    ...(needs.areaId === null ? [] : [less('near', { areaId: null })]),
    ...(needs.womenOnly ? [less('women', { womenOnly: false })] : []),
    ...(hers.childrenAges.length > 0 ? [less('children', {}, { childrenAges: [] })] : []),
    ...(hers.languages.length > 0 ? [less('languages', {}, { languages: [] })] : []),
    ...(hers.age === null ? [] : [less('age', {}, { age: null })]),
    ...needs.must.map((code) => less(`must.${code}`, { must: needs.must.filter((each) => each !== code) })),
  ].slice(0, 6);
}
