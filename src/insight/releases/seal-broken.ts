import { GraphQLError } from 'graphql';

/** What is stored is not what was sealed: nothing of it is answered. */
export class SealBroken extends GraphQLError {
  constructor() {
    super(
      'The seal of these figures is broken: they were changed after sealing, and nothing of them is shown. Tell your administrator.',
      {
        extensions: { code: 'SEAL_BROKEN' },
      },
    );
  }
}
