import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Area, Organization } from '../directory/index.js';
import { CarriesHer, StaffMember } from '../identity/index.js';
import { DateScalar, DateTimeScalar } from '../platform/graphql/index.js';
import type { AgeBandValue, PregnancyValue } from './client-details.js';

export const AgeBand = {
  UNDER_18: 'UNDER_18',
  FROM_18_TO_24: 'FROM_18_TO_24',
  FROM_25_TO_34: 'FROM_25_TO_34',
  FROM_35_TO_49: 'FROM_35_TO_49',
  FROM_50: 'FROM_50',
  UNKNOWN: 'UNKNOWN',
} as const satisfies { [V in AgeBandValue]: V };
export type AgeBand = AgeBandValue;

registerEnumType(AgeBand, {
  name: 'AgeBand',
  description: 'Her age, no finer than this: a birth date is never kept.',
  valuesMap: {
    UNDER_18: { description: 'A girl under 18.' },
    FROM_18_TO_24: { description: '18 to 24 years.' },
    FROM_25_TO_34: { description: '25 to 34 years.' },
    FROM_35_TO_49: { description: '35 to 49 years.' },
    FROM_50: { description: '50 years or older.' },
    UNKNOWN: { description: 'Not asked, or she would rather not say.' },
  },
});

export const Pregnancy = {
  PREGNANT: 'PREGNANT',
  POSTPARTUM: 'POSTPARTUM',
  NO: 'NO',
  UNKNOWN: 'UNKNOWN',
} as const satisfies { [V in PregnancyValue]: V };
export type Pregnancy = PregnancyValue;

registerEnumType(Pregnancy, {
  name: 'Pregnancy',
  description: 'Whether she is pregnant or has lately given birth, as she says.',
  valuesMap: {
    PREGNANT: { description: 'She is pregnant.' },
    POSTPARTUM: { description: 'She has lately given birth.' },
    NO: { description: 'Neither.' },
    UNKNOWN: { description: 'Not asked, or she would rather not say.' },
  },
});

export const ContactChannel = {
  NONE: 'NONE',
  PHONE: 'PHONE',
  TEXT: 'TEXT',
  MESSENGER: 'MESSENGER',
  IN_PERSON: 'IN_PERSON',
  THROUGH_PEER: 'THROUGH_PEER',
} as const;
export type ContactChannel = (typeof ContactChannel)[keyof typeof ContactChannel];

registerEnumType(ContactChannel, {
  name: 'ContactChannel',
  description: 'The one way in which it is safe to reach her.',
  valuesMap: {
    NONE: { description: 'None: stops every message.' },
    PHONE: { description: 'By calling.' },
    TEXT: { description: 'By text message.' },
    MESSENGER: { description: 'By a messenger.' },
    IN_PERSON: { description: 'Only when she comes, or where she is met.' },
    THROUGH_PEER: { description: 'Through a peer whom she trusts.' },
  },
});

@ObjectType({ description: 'Hours in which it is safe to reach her, in the network’s time zone.' })
@CarriesHer('HERS', 'RECEIVER')
export class SafeHours {
  @Field(() => [String], { description: 'Weekdays, `MO` to `SU`; none: every day.' })
  days!: string[];

  @Field(() => String, { description: '`HH:MM`.' })
  from!: string;

  @Field(() => String, { description: '`HH:MM`, no longer safe itself; before `from` it is the next day’s.' })
  to!: string;
}

@ObjectType({
  description: 'Encrypted at rest. NONE stops every message; nothing that would break these rules can be created.',
})
@CarriesHer('HERS', 'RECEIVER')
export class SafeContact {
  @Field(() => ContactChannel, { description: 'The way that is safe.' })
  channel!: ContactChannel;

  @Field(() => String, {
    nullable: true,
    description: 'The number, the name there, or where she can be found.',
  })
  details!: string | null;

  @Field(() => String, { nullable: true, description: 'When it is safe, in words.' })
  safeTimes!: string | null;

  @Field(() => [SafeHours], { nullable: true, description: 'The same as hours; null where she gave none.' })
  hours!: SafeHours[] | null;

  @Field(() => Boolean, { description: 'A voicemail may be left.' })
  voicemailOk!: boolean;

  @Field(() => Boolean, { description: 'It is safe for her to carry a slip.' })
  slipOk!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'What is said first, so that each knows who the other is.',
  })
  codeWord!: string | null;
}

@ObjectType({
  description:
    'Whom and where she must not meet. Encrypted at rest, never shared, applied to every search made for her.',
})
@CarriesHer('HERS')
export class Avoid {
  @Field(() => [Organization], { description: 'Organizations that are left out.' })
  organizations!: Organization[];

  @Field(() => [Area], { description: 'Areas that are left out.' })
  areas!: Area[];

  @Field(() => String, { nullable: true, description: 'What else her worker must know about it.' })
  note!: string | null;
}

/** `consents` is added by `consent`, `referrals` by `referrals`. */
@ObjectType({
  description:
    'A woman as her own organization knows her: a random code, never a name. Every field may stay unknown. Her worker reads all of it; colleagues and managers find her by code and give a purpose, which her worker sees.',
})
@CarriesHer('HERS')
export class Client {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => Int, {
    description: 'Goes up with every change. Give back the one that was read when changing.',
  })
  version!: number;

  @Field(() => String, {
    description:
      'Random, unique in the network, with a check character that catches every single slip and swap; printed on her card. No part of it derives from her.',
  })
  code!: string;

  @Field(() => StaffMember, { nullable: true, description: 'Her worker; null while nobody is.' })
  assignedTo!: StaffMember | null;

  @Field(() => AgeBand, { description: 'UNKNOWN where she did not say.' })
  ageBand!: AgeBand;

  @Field(() => Pregnancy, { description: 'UNKNOWN where she did not say.' })
  pregnancy!: Pregnancy;

  @Field(() => String, {
    nullable: true,
    description: 'The month the child is due, `YYYY-MM`; null where not known.',
  })
  dueMonth!: string | null;

  @Field(() => [Int], { nullable: true, description: 'In years; empty: no children; null: she did not say.' })
  childrenAges!: number[] | null;

  @Field(() => String, { nullable: true, description: 'In her own words, if she wants.' })
  gender!: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'BCP 47 tags of what she speaks; null where she did not say.',
  })
  languages!: string[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last dose of a medicine that must not stop (OST, ART, TB): the day it runs out.',
  })
  medicineRunsOutOn!: string | null;

  @Field(() => SafeContact, {
    nullable: true,
    description:
      'How she may be reached; null: not agreed, so not at all. While she is in custody it reads as NONE to everybody but her worker.',
  })
  safeContact!: SafeContact | null;

  @Field(() => Avoid, {
    nullable: true,
    description: 'Whom and where she must not meet; null where she said nothing.',
  })
  avoid!: Avoid | null;

  @Field(() => Boolean, {
    description: 'Whether she agrees to be counted in sealed releases; separate from every other consent.',
  })
  countMe!: boolean;
}

@ObjectType({ description: 'Somebody who is not her worker looked at her record, and said why.' })
@CarriesHer('HERS')
export class ClientLook {
  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: string;

  @Field(() => StaffMember, { nullable: true, description: 'Who; null where she works here no longer.' })
  by!: StaffMember | null;

  @Field(() => String, { description: 'Why, in her own words.' })
  purpose!: string;
}
