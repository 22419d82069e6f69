import { createUnionType, Field, ID, ObjectType } from '@nestjs/graphql';
import { CarriesHer, LeadsToHer, StaffMember } from '../identity/index.js';
import { DateTimeScalar, Forbidden, InvalidInput } from '../platform/graphql/index.js';
import { Client } from './client.type.js';

@ObjectType({ description: 'She was handed over to the reader, who has not acknowledged it yet.' })
@CarriesHer('HERS')
export class HandedOver {
  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: string;

  @Field(() => StaffMember, { nullable: true, description: 'By whom; null where she works here no longer.' })
  from!: StaffMember | null;

  @Field(() => String, { nullable: true, description: 'What the new worker must know; null where nothing was said.' })
  note!: string | null;
}

@ObjectType({ description: 'All of them have the new worker; the reader is a colleague to them from now on.' })
@LeadsToHer()
export class ClientsHandedOver {
  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: string;

  @Field(() => StaffMember, { nullable: true, description: 'Their worker from then on.' })
  to!: StaffMember | null;

  @Field(() => [ID], { description: 'The women, each once.' })
  clientIds!: string[];
}

export const HandOverClientsResult = createUnionType({
  name: 'HandOverClientsResult',
  description: 'What was handed over, or why nothing was.',
  types: () => [ClientsHandedOver, InvalidInput, Forbidden] as const,
});

export const AcknowledgeHandOverResult = createUnionType({
  name: 'AcknowledgeHandOverResult',
  description: 'The client, or that she is not the reader’s.',
  types: () => [Client, Forbidden] as const,
});

@ObjectType({ description: 'What was left for the reader is shown and kept no more.' })
@LeadsToHer()
export class HandOversAcknowledged {
  @Field(() => [ID], { description: 'The women, each once.' })
  clientIds!: string[];
}

export const AcknowledgeHandOversResult = createUnionType({
  name: 'AcknowledgeHandOversResult',
  description: 'Who was acknowledged, or that nobody was.',
  types: () => [HandOversAcknowledged, InvalidInput, Forbidden] as const,
});
