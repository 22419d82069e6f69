import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { PLACES } from '../src/web/built-pages.js';

type Wording = string | Record<string, string>;
const FOLDER = 'web/src/words';
/** Arabic is there for the main story; elsewhere it speaks English. */
const LANGUAGES = { es: 'all', ar: ['shell', 'sign-in', 'codes', 'find', 'woman', 'refer', 'inbox'] } as const;
/** Keyed by the server's English sentences, so there is none in English (server-words.spec.ts). */
const SERVER = 'server.json';
const NAMES = readdirSync(`${FOLDER}/en`).map((name) => name.replace('.json', ''));

const read = (language: string, name: string) =>
  JSON.parse(readFileSync(`${FOLDER}/${language}/${name}.json`, 'utf8')) as Record<string, Wording>;
const textsOf = (wording: Wording): string[] => (typeof wording === 'string' ? [wording] : Object.values(wording));
const paramsOf = (wording: Wording) =>
  [...new Set(textsOf(wording).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();

/** What stands in English and not (whole) in another language. */
function missing(language: string, name: string): string[] {
  const [english, other] = [read('en', name), read(language, name)];
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const wrong = Object.entries(english).flatMap(([key, wording]) => {
    const said = other[key];
    if (said === undefined || textsOf(said).some((text) => !text.trim())) return [`${key}: not said`];
    if (typeof wording !== typeof said) return [`${key}: plural forms in one language only`];
    if (typeof said === 'object' && forms.some((form) => said[form] === undefined))
      return [`${key}: a plural form is missing`];
    const spare = paramsOf(said).filter((param) => !paramsOf(wording).includes(param));
    const lost = paramsOf(wording).filter((param) => param !== '{count}' && !paramsOf(said).includes(param));
    return [...spare, ...lost].map((param) => `${key}: ${param}`);
  });
  return [...wrong, ...Object.keys(other).flatMap((key) => (key in english ? [] : [`${key}: not in English`]))];
}

describe('the words of the pages', () => {
  it.each(NAMES)('%s has every plural form of English', (name) => {
    const plurals = Object.entries(read('en', name)).filter(([, wording]) => typeof wording === 'object');
    for (const [, wording] of plurals) expect(Object.keys(wording).sort()).toEqual(['one', 'other']);
  });

  it.each(NAMES)('%s is said whole in Spanish', (name) => expect(missing('es', name)).toEqual([]));

  it.each(LANGUAGES.ar)('%s is said whole in Arabic', (name) => expect(missing('ar', name)).toEqual([]));

  it('has nothing in Arabic that is half said, and nothing that no place speaks', () => {
    for (const language of ['es', 'ar'])
      for (const file of readdirSync(`${FOLDER}/${language}`).filter((name) => name !== SERVER)) {
        const name = file.replace('.json', '');
        expect(existsSync(`${FOLDER}/en/${file}`)).toBe(true);
        expect(missing(language, name)).toEqual([]);
      }
  });

  it('never calls an agency by the word for the man whom she may be fleeing', () => {
    const words = /\b(partner|partners|partnership|socio|socios|pareja)\b|شريك|شركاء/i;
    const said = ['en', 'es', 'ar'].flatMap((language) =>
      readdirSync(`${FOLDER}/${language}`).flatMap((file) =>
        Object.entries(read(language, file.replace('.json', ''))).flatMap(([key, wording]) =>
          textsOf(wording).some((text) => words.test(text)) && !HE_IS_MEANT.test(key)
            ? [`${language}/${file} ${key}`]
            : [],
        ),
      ),
    );
    expect(said).toEqual([]);
  });

  it('stands behind addresses that the server knows', () => {
    const places = readFileSync('web/src/places.ts', 'utf8');
    const paths = [...places.matchAll(/path: '\/([a-z-]+)'/g)].map(([, path]) => path);
    expect(paths.length).toBeGreaterThan(5);
    expect(PLACES).toEqual(expect.arrayContaining(paths));
  });
});

/** Keys whose wording is about him: a reason, whom she avoids. */
const HE_IS_MEANT = /partner|avoid/;
