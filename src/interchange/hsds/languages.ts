import { firstText, isMembers, text, type Mend, type Members } from './values.js';

const english = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** Names that people write and Unicode's English names do not have. "Taiwanese" and "Sign language" could be several and are not here. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  tagalog: 'tl',
  mandarin: 'cmn',
  'chinese mandarin': 'cmn',
  'mandarin chinese': 'cmn',
  'chinese cantonese': 'yue',
  'cantonese chinese': 'yue',
  farsi: 'fa',
  'haitian creole french': 'ht',
  asl: 'ase',
  'american sign language asl': 'ase',
  castilian: 'es',
  espanol: 'es',
  'modern greek': 'el',
};

/** English name → BCP 47 tag: all two-letter languages that Unicode can name, a few with three letters, and the names above. */
const BY_NAME: ReadonlyMap<string, string> = namesOfLanguages();

function namesOfLanguages(): Map<string, string> {
  const letters = 'a b c d e f g h i j k l m n o p q r s t u v w x y z'.split(' ');
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  codes.push(
    'yue',
    'fil',
    'hmn',
    'haw',
    'ckb',
    'prs',
    'nan',
    'hak',
    'ase',
    'ksw',
    'kea',
    'mam',
    'nah',
    'quc',
    'kjb',
    'chk',
    'mhr',
    'mah',
  );
  const names = new Map<string, string>();
  for (const code of codes) {
    const name = english.of(code);
    // Deprecated codes ("iw", "mo") canonicalise to another one: that one has the name already, or will get it.
    if (name && Intl.getCanonicalLocales(code)[0] === code) names.set(keyOf(name), code);
  }
  for (const [name, code] of Object.entries(OTHER_NAMES)) names.set(name, code);
  return names;
}

function keyOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^\p{L}]+/gu, ' ').trim();
}

/** "Chinese (Mandarin), Tagalog" as tags; a name that nobody knows is said in `mend` and left out. */
export function languagesNamed(said: unknown, field: string, mend: Mend): string[] {
  const names = text(said)?.split(/[,;/|]/) ?? [];
  return unique(names.filter((name) => name.trim() !== '').map((name) => tagOf(name, null, field, mend)));
}

/** HSDS 3.x language objects (`name`, `code`), 1.x ones (`language`), or bare words, in a list. */
export function languagesListed(said: unknown, path: string, mend: Mend): string[] {
  if (typeof said === 'string') return languagesNamed(said, path, mend);
  if (!Array.isArray(said)) return [];
  return unique(
    said.map((one: unknown, at) =>
      isMembers(one) ? languageOf(one, `${path}[${at}]`, mend) : tagOf(text(one), null, `${path}[${at}]`, mend),
    ),
  );
}

/** One HSDS language object. */
export const languageOf = (members: Members, path: string, mend: Mend): string | null =>
  tagOf(firstText(members, 'name', 'language'), text(members['code']), path, mend);

/** The name is what a person wrote and comes first: scrapers write "Mandarin" with the code "zh", and "375" with the code "375". */
function tagOf(name: string | null, code: string | null, field: string, mend: Mend): string | null {
  if (name === null && code === null) return null;
  const tag = (name === null ? undefined : BY_NAME.get(keyOf(name))) ?? knownTag(code) ?? knownTag(name);
  if (tag === undefined)
    mend(field, 'not a language that is known by this name: use its English name or its BCP 47 code');
  return tag ?? null;
}

function knownTag(code: string | null): string | undefined {
  if (code === null || !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(code)) return undefined;
  try {
    if (!english.of(code)) return undefined;
    const [language = '', ...rest] = code.split('-');
    return [language.toLowerCase(), ...rest].join('-');
  } catch {
    return undefined;
  }
}

const unique = (tags: readonly (string | null)[]): string[] => [...new Set(tags.filter((tag) => tag !== null))];
