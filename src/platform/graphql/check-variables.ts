import type { ApolloServerPlugin } from '@apollo/server';
import { getVariableValues } from 'graphql';
import { LIMITS } from './limits/limits.js';
import { variablesRefused } from './variable-problems.js';

/**
 * Looks at the variables before anything is executed, and stops after a few mistakes: graphql-js itself would put fifty into words, each with the value in
 * it, for longer than most operations take. What is wrong is told in one error, with each place in its `problems`.
 */
export const checkVariables = (): ApolloServerPlugin => ({
  requestDidStart: ({ schema }) =>
    Promise.resolve({
      didResolveOperation: async ({ request, operation }) => {
        const given = request.variables ?? {};
        const asked = { maxErrors: LIMITS.mistakesInVariables };
        const { errors } = withoutStacks(() =>
          getVariableValues(schema, operation?.variableDefinitions ?? [], given, asked),
        );
        if (errors) throw variablesRefused(errors);
      },
    }),
});

/** Nobody reads where in graphql-js a mistake of somebody else's was found, and writing that down takes ten times as long as finding it. */
function withoutStacks<T>(work: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
