import { useEffect, useState } from 'preact/hooks';
import type account from './en/account.json';
import type codes from './en/codes.json';
import type completion from './en/completion.json';
import type figures from './en/figures.json';
import type find from './en/find.json';
import type inbox from './en/inbox.json';
import type listings from './en/listings.json';
import type network from './en/network.json';
import type refer from './en/refer.json';
import type shell from './en/shell.json';
import type signIn from './en/sign-in.json';
import type woman from './en/woman.json';
import { intlLocale, language, LANGUAGES, onLanguage, type Language } from './language.js';
import type { Sentences } from './sentences.js';

/** One catalogue a place, in each language the same keys (words.spec.ts). A wording with a count is an object of plural forms. */
interface Catalogues {
  account: typeof account;
  codes: typeof codes;
  completion: typeof completion;
  figures: typeof figures;
  find: typeof find;
  inbox: typeof inbox;
  listings: typeof listings;
  network: typeof network;
  refer: typeof refer;
  shell: typeof shell;
  'sign-in': typeof signIn;
  woman: typeof woman;
}
export type CatalogueName = keyof Catalogues;
export type Params = Record<string, string | number>;
/** The wording of a key, with its `{places}` filled in; `count` chooses the plural form. */
export type Say<Name extends CatalogueName> = (key: keyof Catalogues[Name] & string, params?: Params) => string;

type Wording = string | Partial<Record<Intl.LDMLPluralRule, string>>;
type Catalogue = Record<string, Wording>;

const files = import.meta.glob<Catalogue>('./*/*.json', { import: 'default' });
const loaded = new Map<string, Catalogue>();

/** What the server says: keyed by its English sentences, so there is none in English (server-words.ts). */
const SERVER = 'server';

/** Loads what a place says; a language that has no such catalogue speaks English there. */
export async function loadWords(
  names: readonly (CatalogueName | typeof SERVER)[],
  wanted: Language = language(),
): Promise<void> {
  await Promise.all(names.map((name) => loadOne(wanted, name)));
}

async function loadOne(wanted: Language, name: CatalogueName | typeof SERVER): Promise<void> {
  const key = `${wanted}/${name}`;
  if (loaded.has(key)) return;
  const load = files[`./${wanted}/${name}.json`] ?? files[`./en/${name}.json`];
  loaded.set(key, load ? await load() : {});
}

/** Nothing where it is not loaded, and in English. */
export const serverSentences = (): Sentences => (loaded.get(`${language()}/${SERVER}`) ?? NOTHING) as Sentences;
const NOTHING: Sentences = {};

/** What this place says, in the reader's language. The catalogue was loaded with its route (see places.ts). */
export function useWords<Name extends CatalogueName>(name: Name): Say<Name> {
  useLanguage();
  return (key, params) => wordingOf(name, key, params);
}

/** Said anew when the reader chooses another language. */
export function useLanguage(): Language {
  const [now, setNow] = useState(language);
  useEffect(() => onLanguage(() => setNow(language())), []);
  return now;
}

function wordingOf(name: CatalogueName, key: string, params: Params = {}): string {
  const wording = loaded.get(`${language()}/${name}`)?.[key];
  if (wording === undefined) return key;
  const form = typeof wording === 'string' ? wording : pluralOf(wording, Number(params.count ?? 0));
  const fill = (keep: (text: string) => string): string =>
    form.replace(/\{(\w+)\}/g, (whole, place: string) => keep(shown(params[place], whole)));
  return files[`./${language()}/${name}.json`] ? fill((text) => text) : inEnglish(fill);
}

/** An English sentence within a page that is read from the right keeps its order, and so does each Arabic date in it. */
export function inEnglish(fill: (keep: (text: string) => string) => string): string {
  if (LANGUAGES[language()].dir === 'ltr') return fill((text) => text);
  return isolated(
    '\u2066',
    fill((text) => isolated('\u2068', text)),
  );
}

/** Between one of Unicode's isolates (U+2066 from the left, U+2068 by its first letter) and its end. */
const isolated = (begin: string, text: string): string => `${begin}${text}\u2069`;

const pluralOf = (forms: Exclude<Wording, string>, count: number): string =>
  forms[new Intl.PluralRules(intlLocale()).select(count)] ?? forms.other ?? '';

const shown = (value: string | number | undefined, otherwise: string): string =>
  typeof value === 'number' ? new Intl.NumberFormat(intlLocale()).format(value) : (value ?? otherwise);
