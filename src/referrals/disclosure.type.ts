import { Field, ObjectType } from '@nestjs/graphql';
import { CarriesHer } from '../identity/index.js';
import { Consent, SharedField } from '../consent/index.js';
import { ListingAttribute, Organization } from '../directory/index.js';
import { DateScalar, DateTimeScalar } from '../platform/graphql/index.js';
import { Urgency } from './referral-enums.js';
import { Handover, SharedWithReceiver } from './referral-parts.type.js';

@ObjectType({
  description:
    'All that the receiver would see if it were sent now, to read aloud to her first, with what this receiver does with it.',
})
@CarriesHer('HERS')
export class DisclosurePreview {
  @Field(() => Organization, { description: 'Who would see it.' })
  receiver!: Organization;

  @Field(() => String, {
    description: 'The name it would come from, which may be a neutral one: a name can tell.',
  })
  fromName!: string;

  @Field(() => [String], { description: 'Codes of the services the receiver would see.' })
  services!: string[];

  @Field(() => Urgency, { description: 'The urgency the receiver would see.' })
  urgency!: Urgency;

  @Field(() => SharedWithReceiver, {
    description: 'What of hers would cross over; all null without consent.',
  })
  shared!: SharedWithReceiver;

  @Field(() => [ListingAttribute], {
    description: 'What its listing says about police and child protection, UNKNOWN said as such.',
  })
  reports!: ListingAttribute[];

  @Field(() => Consent, {
    nullable: true,
    description: 'The active consent it would be sent under; null: there is none, and it cannot be sent.',
  })
  consent!: Consent | null;

  @Field(() => [SharedField], {
    description:
      'What was written for this referral (NOTE, NEEDS) and consent does not cover; not empty: it cannot be sent.',
  })
  missing!: SharedField[];

  @Field(() => Handover, {
    nullable: true,
    description: 'How she comes, which the receiver reads while her consent stands; null once she took it back.',
  })
  handover!: Handover | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'That it is too late for her after this; the receiver sees it.',
  })
  deadline!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'That she needs it from this day on; the receiver sees it.' })
  neededFrom!: string | null;
}
