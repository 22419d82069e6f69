import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { LANGUAGE } from './release-arguments.js';
import { NotApplicable } from './release.type.js';
import { inLanguage } from '../platform/wording.js';

@Resolver(() => NotApplicable)
export class NotApplicableResolver {
  @ResolveField(() => String, { description: 'Why there cannot.' })
  because(@Parent() { wording }: NotApplicable, @Args('language', LANGUAGE) language: string | null): string {
    return inLanguage(wording, language ?? 'en');
  }
}
