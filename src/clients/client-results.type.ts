import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import { LeadsToHer } from '../identity/index.js';
import { Forbidden, InvalidInput, Problem } from '../platform/graphql/index.js';
import { Client } from './client.type.js';

@ObjectType({
  description:
    'Somebody changed it meanwhile; nothing was written. Look at `current` and send the change again with its version.',
  implements: () => [Problem],
})
@LeadsToHer()
export class StaleClient extends Problem {
  @Field(() => Client, { description: 'The client as she is known now.' })
  current!: Client;
}

export const OpenClientResult = createUnionType({
  name: 'OpenClientResult',
  description: 'The new client, or why she was not opened.',
  types: () => [Client, InvalidInput, Forbidden] as const,
});

export const UpdateClientResult = createUnionType({
  name: 'UpdateClientResult',
  description: 'The client as changed, or why nothing was.',
  types: () => [Client, StaleClient, InvalidInput, Forbidden] as const,
});
