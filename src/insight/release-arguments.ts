import { ID } from '@nestjs/graphql';

export const RELEASE_ID = { type: () => ID, description: 'One of `releases`, or the name of its period.' };
export const CUBE = { description: 'One of its tables.' };
export const LANGUAGE = {
  type: () => String,
  nullable: true,
  description: 'A BCP 47 tag; English where there is no wording in it.',
};
