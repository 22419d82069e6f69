import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Taxonomy } from '../directory/index.js';
import { reasonTerms } from './reasons.js';
import { ReasonTerm } from './reason.type.js';

/** The reasons of the journey, beside the directory's words. */
@Resolver(() => Taxonomy)
export class TaxonomyReasonsResolver {
  @ResolveField(() => [ReasonTerm], {
    description: 'Why a step was taken, with where it lies and which steps it fits.',
  })
  reasons(@Parent() taxonomy: Taxonomy): ReasonTerm[] {
    return reasonTerms(taxonomy.language);
  }
}
