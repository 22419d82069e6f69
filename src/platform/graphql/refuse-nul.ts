import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';

const ESCAPED_NUL = /\\u(0000|\{0+\})/;

/** PostgreSQL cannot keep the character NUL in a text, and nobody can type it: where it comes it is refused, with both databases alike. */
export const refuseNul = (): ApolloServerPlugin => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: async ({ request }) => {
        if (hasNul(request.variables) || ESCAPED_NUL.test(request.query ?? ''))
          throw new GraphQLError('There is a character in a text that no text can have: NUL.', {
            extensions: { code: 'BAD_USER_INPUT', problems: [], http: { status: 400 } },
          });
      },
    }),
});

function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNul);
}
