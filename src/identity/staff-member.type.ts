import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CarriesNobody } from './her-policy.js';
import { Role, type RoleValue } from './role.js';

const StaffState = { INVITED: 'INVITED', WORKING: 'WORKING', LEFT: 'LEFT' } as const;
export type StaffStateValue = keyof typeof StaffState;

registerEnumType(StaffState, {
  name: 'StaffState',
  description: 'Whether somebody works here.',
  valuesMap: {
    INVITED: { description: 'She has not used the link of her invitation yet: she can do nothing.' },
    WORKING: { description: 'She works here.' },
    LEFT: { description: 'She was deactivated: she can do nothing, and what she did stays as it was.' },
  },
});

/** Its `organization` is added by `directory`, which knows organizations; here it is an id that the schema does not show. */
@ObjectType({ description: 'Somebody who works in the network, for one organization.' })
@CarriesNobody()
export class StaffMember {
  organizationId!: string | null;

  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => String, { description: 'The address that she signs in with.' })
  email!: string;

  @Field(() => String, { description: 'How colleagues call her.' })
  displayName!: string;

  @Field(() => [Role], {
    description: 'All that she may do. One person may hold several roles, all of them in her one organization.',
  })
  roles!: RoleValue[];

  @Field(() => Boolean, {
    description: 'She has enrolled an authenticator, and is asked for its code. Managers and administrators must.',
  })
  secondFactor!: boolean;

  @Field(() => Boolean, {
    description: 'False once she has left, or was never confirmed: she can do nothing then.',
  })
  active!: boolean;

  @Field(() => StaffState, { description: 'Whether she works here, is invited, or has left.' })
  state!: StaffStateValue;

  @Field(() => Int, { description: 'Of her roles and state; to be given with a change of them.' })
  version!: number;
}
