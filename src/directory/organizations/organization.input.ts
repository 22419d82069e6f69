import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Allow, IsOptional } from 'class-validator';
import { Id, Key, Line, Name, Note, WebAddress } from '../../platform/graphql/index.js';

/** What can be said of an agency, whether it joins or changes; what leaving out means differs, and so do some of the words for it. */
function saidOfAnAgency(words: Record<'neutralName' | 'custodial', { description: string }>) {
  @InputType({ isAbstract: true })
  abstract class SaidOfAnAgency {
    @Field(() => String, { nullable: true, ...words.neutralName })
    @IsOptional()
    @Line()
    neutralName?: string | null;

    @Field(() => String, { nullable: true, description: 'What it does, in its own words.' })
    @IsOptional()
    @Note()
    description?: string | null;

    @Field(() => String, { nullable: true, description: 'Its address on the web, with http:// or https://.' })
    @IsOptional()
    @WebAddress()
    website?: string | null;

    @Field(() => Boolean, { nullable: true, ...words.custodial })
    @Allow()
    custodial?: boolean | null;
  }
  return SaidOfAnAgency;
}

@InputType({ description: 'An agency that joins the network, or one that the network only wants to know of.' })
export class CreateOrganizationInput extends saidOfAnAgency({
  neutralName: { description: 'What receivers see as the sender, where the name alone would tell.' },
  custodial: { description: 'A prison, or another place of custody: of a woman in custody its staff learn nothing.' },
}) {
  @Field(() => String, { description: 'Its name, as women and workers know it.' })
  @Name()
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a repeat harmless: the same key gives the first answer again.',
  })
  @IsOptional()
  @Key()
  key?: string | null;
}

@InputType({ description: 'Only what is given changes; an explicit null empties what may be empty.' })
export class UpdateOrganizationInput extends saidOfAnAgency({
  neutralName: { description: 'What receivers see as the sender; null: its name.' },
  custodial: { description: 'A place of custody or not.' },
}) {
  @Field(() => ID, { description: 'Which.' })
  @Id()
  id!: string;

  @Field(() => Int, { description: 'The version that was read.' })
  @Allow()
  version!: number;

  @Field(() => String, { nullable: true, description: 'Its name; it cannot be emptied.' })
  @IsOptional()
  @Name()
  name?: string | null;
}
