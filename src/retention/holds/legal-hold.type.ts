import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from 'class-validator';
import { CarriesHer, StaffMember } from '../../identity/index.js';
import { DateTimeScalar, Forbidden, Id, InvalidInput, Purpose } from '../../platform/graphql/index.js';

@ObjectType({
  description:
    'Nothing of one woman may be erased while it stands: not by the nightly retention, and not on request. It opens nothing to anybody.',
})
@CarriesHer('HERS', 'MANAGER')
export class LegalHold {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => String, { description: 'The code on her card; empty once her record is erased.' })
  code!: string;

  @Field(() => DateTimeScalar, { description: 'Since when.' })
  placedAt!: string;

  @Field(() => StaffMember, { nullable: true, description: 'Who placed it; null where she works here no longer.' })
  placedBy!: StaffMember | null;

  @Field(() => String, {
    description: 'Why, in her own words. Sealed under the woman’s key; empty once that is destroyed.',
  })
  reason!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when; null while it stands.' })
  endedAt!: string | null;

  @Field(() => StaffMember, { nullable: true, description: 'Who ended it.' })
  endedBy!: StaffMember | null;

  @Field(() => String, { nullable: true, description: 'Why it ended.' })
  endReason!: string | null;
}

@ObjectType({ description: 'How many holds stand, and nothing of whom they are about.' })
export class LegalHoldCounts {
  @Field(() => Int, { description: 'In the whole network.' })
  standing!: number;

  @Field(() => Int, { description: 'Of these, those that have stood for more than a year.' })
  olderThanAYear!: number;
}

@InputType({ description: 'A hold on one woman of the reader’s own organization.' })
export class PlaceLegalHoldInput {
  @Field(() => String, { description: 'The code on her card. A mistyped one is InvalidInput.' })
  @Allow()
  code!: string;

  @Field(() => String, { description: 'Why, in 3 to 500 characters: her worker reads it.' })
  @Purpose()
  reason!: string;
}

@InputType({ description: 'A hold is over.' })
export class EndLegalHoldInput {
  @Field(() => ID, { description: 'The hold.' })
  @Id()
  holdId!: string;

  @Field(() => String, { description: 'Why, in 3 to 500 characters: her worker reads it.' })
  @Purpose()
  reason!: string;
}

export const LegalHoldResult = createUnionType({
  name: 'LegalHoldResult',
  description: 'The hold as it is now, or why nothing was changed.',
  types: () => [LegalHold, InvalidInput, Forbidden] as const,
});
