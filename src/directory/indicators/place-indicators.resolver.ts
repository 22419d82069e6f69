import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../identity/index.js';
import { TAXONOMY } from '../taxonomy.js';
import { CountPlaces, PLACE_INDICATORS } from './count-places.js';
import { PlaceIndicator, PlaceIndicators } from './place-indicators.type.js';
import { inLanguage } from '../../platform/wording.js';

@Resolver()
export class PlaceIndicatorsResolver {
  constructor(private readonly counting: CountPlaces) {}

  @Query(() => PlaceIndicators, {
    description:
      'How many published places are for women only, open outside working time, look after children, have women and peers on the staff: for everybody who is signed in, the same for all.',
  })
  @Allow('SIGNED_IN')
  async placeIndicators(
    @Args('service', {
      type: () => String,
      nullable: true,
      description: 'Only places that offer this service, or one of this group.',
    })
    service: string | null,
    @Args('language', {
      type: () => String,
      nullable: true,
      description: 'A BCP 47 tag; English where there is no wording in it.',
    })
    language: string | null,
  ): Promise<PlaceIndicators> {
    const { places, at, indicators } = await this.counting.count(service ?? null);
    const tag = language ?? 'en';
    return Object.assign(new PlaceIndicators(), {
      ...{ places, at, note: inLanguage(PLACE_INDICATORS.note, tag) },
      indicators: indicators.map(({ code, name, answers: { YES: yes, NO: no, DEPENDS: depends, UNKNOWN: unknown } }) =>
        Object.assign(new PlaceIndicator(), {
          ...{ code, yes, no, depends, unknown },
          name: name ? inLanguage(name, tag) : TAXONOMY.nameOf(code, tag),
        }),
      ),
    });
  }
}
