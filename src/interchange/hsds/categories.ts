import { readSeed } from '../../platform/seeds.js';
import { firstText, isMembers, objectsIn, text, type Members } from './values.js';

interface Term {
  id: string;
  /** The category's name, which must agree; null where the vocabulary has ids only. */
  term?: string;
  service: string;
}

interface Vocabulary {
  name: string;
  /** How the vocabulary calls itself in a `taxonomy` member. */
  matches?: string[];
  /** Where a publisher's own member holds the category's id. */
  member?: string;
  terms: Term[];
}

/**
 * Categories of other vocabularies that mean exactly one of our services, read from `seeds/mappings/hsds-taxonomy.json`. Nothing is
 * concluded from names, descriptions or keywords: what this table does not hold stays without a code and is found by its words.
 */
export class Categories {
  private constructor(private readonly vocabularies: readonly Vocabulary[]) {}

  static fromSeeds(): Categories {
    return new Categories(readSeed<{ vocabularies: Vocabulary[] }>('mappings/hsds-taxonomy.json').vocabularies);
  }

  /** A category of a CSV folder's taxonomy table: id and name must both be the vocabulary's. */
  serviceFor(id: string, name: string | null): string | null {
    for (const { terms } of this.vocabularies) {
      const found = terms.find((term) => term.id === id && term.term !== undefined && term.term === name);
      if (found) return found.service;
    }
    return null;
  }

  /** The categories that a JSON service carries: `attributes[].taxonomy_term` of a named vocabulary, or a publisher's own member. */
  servicesOf(service: Members): string[] {
    const found = new Set<string>();
    for (const { taxonomy_term: term } of objectsIn(service['attributes'])) {
      if (!isMembers(term)) continue;
      const vocabulary = this.vocabularyCalled(taxonomyOf(term));
      const code = text(term['code']);
      const named = text(term['name']);
      const match = vocabulary?.terms.find(
        ({ id, term: words }) => id === code && (words === undefined || words === named),
      );
      if (match) found.add(match.service);
    }
    for (const { member, terms } of this.vocabularies) {
      const said = member === undefined ? null : memberAt(service, member);
      const match = terms.find(({ id }) => id === said);
      if (match) found.add(match.service);
    }
    return [...found];
  }

  private vocabularyCalled(name: string | null): Vocabulary | undefined {
    return this.vocabularies.find(({ matches }) => name !== null && matches?.includes(name.toLowerCase()));
  }
}

const taxonomyOf = (term: Members): string | null =>
  text(term['taxonomy']) ??
  ['taxonomy_detail', 'taxonomy']
    .map((member) => term[member])
    .map((taxonomy) => (isMembers(taxonomy) ? firstText(taxonomy, 'name') : null))
    .find((name) => name !== null) ??
  null;

function memberAt(members: Members, path: string): string | null {
  let here: unknown = members;
  for (const name of path.split('.')) here = isMembers(here) ? here[name] : undefined;
  return text(here);
}
