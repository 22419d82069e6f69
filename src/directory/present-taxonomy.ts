import { TAXONOMY, type TaxonomyTerm } from './taxonomy.js';
import { Taxonomy, Term } from './taxonomy.type.js';

export function presentTaxonomy(language?: string): Taxonomy {
  const terms = (all: readonly TaxonomyTerm[]) =>
    all.map(({ code, group }) => Object.assign(new Term(), { code, group, name: TAXONOMY.nameOf(code, language) }));
  return Object.assign(new Taxonomy(), {
    language: language ?? 'en',
    groups: terms(TAXONOMY.groups),
    services: terms(TAXONOMY.services),
    attributes: terms(TAXONOMY.attributes),
  });
}
