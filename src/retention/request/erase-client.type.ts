import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Allow, IsOptional } from 'class-validator';
import { Forbidden, Id, InvalidInput, Purpose } from '../../platform/graphql/index.js';

@InputType({ description: 'She wants everything about her erased. It cannot be undone.' })
export class EraseClientInput {
  @Field(() => ID, { description: 'Whose record it is.' })
  @Id()
  clientId!: string;

  @Field(() => String, {
    description: 'The word ERASE, so that it is nobody’s slip. Anything else is InvalidInput and nothing is written.',
  })
  @Allow()
  confirm!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Why, in 3 to 500 characters: required of a manager, who is not her worker. It stands in the trail.',
  })
  @IsOptional()
  @Purpose()
  purpose?: string | null;
}

@ObjectType({
  description: 'It is done. What her own organization knew of her is there no more; her card and slips lead nowhere.',
})
export class ClientErased {
  @Field(() => Int, { description: 'Open referrals that ended first, as WITHDRAWN with `consent-withdrawn`.' })
  referralsEnded!: number;

  @Field(() => Int, { description: 'Referrals of which only what figures count is left.' })
  referralsEmptied!: number;

  @Field(() => Int, { description: 'Consents whose key was destroyed: what was shared under them opens to nobody.' })
  consentsEnded!: number;

  @Field(() => Int, { description: 'Plans and drafts, of which nothing is left.' })
  plansAndDraftsErased!: number;

  @Field(() => [String], { description: 'What stays, in plain words, to tell her.' })
  stays!: string[];
}

export const EraseClientResult = createUnionType({
  name: 'EraseClientResult',
  description:
    'What was erased, or why nothing was: not confirmed, a legal hold stands (InvalidInput at `clientId`), or there is nothing here to erase.',
  types: () => [ClientErased, InvalidInput, Forbidden] as const,
});
