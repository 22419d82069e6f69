import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Taxonomy } from '../directory/index.js';
import { presentReason, reasonTerms } from './reasons.js';
import { Reason, ReasonTerm } from './reason.type.js';

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

@Resolver(() => Reason)
export class ReasonNameResolver {
  @ResolveField(() => String, {
    description: 'What people are shown, in the language asked for (BCP 47), else in English.',
  })
  name(
    @Parent() { code, name }: Reason,
    @Args('language', { type: () => String, nullable: true }) language: string | null,
  ): string {
    return (language ? presentReason(code, language)?.name : null) ?? name;
  }
}
