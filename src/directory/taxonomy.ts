import { readSeed } from '../platform/seeds.js';
import { inLanguage, type Wording } from '../platform/wording.js';

/** A word of the network. Codes are stable: never reused and never renamed, only retired. */
export interface TaxonomyTerm {
  readonly code: string;
  readonly name: Wording;
  /** A service's group, an attribute's theme; null for a group itself. */
  readonly group: string | null;
}

interface TaxonomySeed {
  groups: { code: string; name: Wording }[];
  services: { code: string; group: string; name: Wording }[];
  attributes: { code: string; theme: string; name: Wording }[];
}

/** The words that listings are described and searched in, in the order in which they are shown. */
class TaxonomyBook {
  readonly groups: readonly TaxonomyTerm[];
  readonly services: readonly TaxonomyTerm[];
  readonly attributes: readonly TaxonomyTerm[];
  readonly #groups: ReadonlyMap<string, TaxonomyTerm>;
  readonly #services: ReadonlyMap<string, TaxonomyTerm>;
  readonly #attributes: ReadonlyMap<string, TaxonomyTerm>;

  constructor(seed: TaxonomySeed) {
    this.groups = seed.groups.map(({ code, name }) => ({ code, name, group: null }));
    this.services = seed.services.map(({ code, name, group }) => ({ code, name, group }));
    this.attributes = seed.attributes.map(({ code, name, theme }) => ({ code, name, group: theme }));
    this.#groups = byCode(this.groups);
    this.#services = byCode(this.services);
    this.#attributes = byCode(this.attributes);
  }

  isGroup(code: string): boolean {
    return this.#groups.has(code);
  }

  isService(code: string): boolean {
    return this.#services.has(code);
  }

  isAttribute(code: string): boolean {
    return this.#attributes.has(code);
  }

  /** The theme of an attribute; null for a code that is none. */
  themeOf(attribute: string): string | null {
    return this.#attributes.get(attribute)?.group ?? null;
  }

  /** The services that a code stands for: itself, or all of its group's; none for a code that is neither. */
  servicesOf(serviceOrGroup: string): readonly string[] {
    if (this.isService(serviceOrGroup)) return [serviceOrGroup];
    return this.services.filter(({ group }) => group === serviceOrGroup).map(({ code }) => code);
  }

  /** What people are shown for a service, group or attribute, by BCP 47 tag: English where it was not translated, the code where it is none. */
  nameOf(code: string, language = 'en'): string {
    const term = this.#services.get(code) ?? this.#groups.get(code) ?? this.#attributes.get(code);
    return term ? inLanguage(term.name, language) : code;
  }

  /** Every name of a service, in all languages: what a search by text may find it by. */
  namesOfService(code: string): readonly string[] {
    return Object.values(this.#services.get(code)?.name ?? {});
  }
}

const byCode = (terms: readonly TaxonomyTerm[]): ReadonlyMap<string, TaxonomyTerm> =>
  new Map(terms.map((term) => [term.code, term]));

/** The network's taxonomy, read once when the process starts. */
export const TAXONOMY = new TaxonomyBook(readSeed<TaxonomySeed>('taxonomy.json'));
