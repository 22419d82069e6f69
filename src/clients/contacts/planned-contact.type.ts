import { createUnionType, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CarriesHer } from '../../identity/index.js';
import { DateTimeScalar, Forbidden, InvalidInput } from '../../platform/graphql/index.js';
import type { ContactMeans } from '../may-contact.js';

export const ContactMeansEnum = {
  PHONE: 'PHONE',
  TEXT: 'TEXT',
  MESSENGER: 'MESSENGER',
  IN_PERSON: 'IN_PERSON',
  THROUGH_PEER: 'THROUGH_PEER',
} as const satisfies { [V in ContactMeans]: V };

registerEnumType(ContactMeansEnum, {
  name: 'ContactMeans',
  description: 'A way to reach her.',
  valuesMap: {
    PHONE: { description: 'By calling.' },
    TEXT: { description: 'By text message.' },
    MESSENGER: { description: 'By a messenger.' },
    IN_PERSON: { description: 'Where she is met; the only way while she is in custody.' },
    THROUGH_PEER: { description: 'Through a peer whom she trusts.' },
  },
});

@ObjectType({ description: 'Her worker means to reach her then: that something waits, and nothing of what.' })
@CarriesHer('HERS')
export class PlannedContact {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => ContactMeansEnum, { description: 'How.' })
  means!: ContactMeans;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: string;

  @Field(() => Boolean, { description: 'A voicemail may be left then.' })
  voicemail!: boolean;
}

export const PlanContactResult = createUnionType({
  name: 'PlanContactResult',
  description: 'The contact, or which part of it would break her rules; then nothing was planned.',
  types: () => [PlannedContact, InvalidInput, Forbidden] as const,
});
