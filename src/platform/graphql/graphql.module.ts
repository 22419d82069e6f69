import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config.js';
import { LOG, type Log } from '../log.js';
import { SETTINGS } from '../settings.js';
import { errorFormatter, unexpected } from './errors.js';
import { refuseNul } from './refuse-nul.js';
import { RequestContext } from './request-context.js';

/** More words than any page of ours needs, and few enough that parsing them is nothing. */
const MAX_TOKENS = 4000;

/** The one GraphQL endpoint, `/graphql`. */
export const graphqlModule = (): DynamicModule =>
  GraphQLModule.forRootAsync<ApolloDriverConfig>({
    driver: ApolloDriver,
    inject: [SETTINGS, LOG],
    useFactory: (settings: Settings, log: Log): ApolloDriverConfig => ({
      path: '/graphql',
      autoSchemaFile: true,
      sortSchema: true,
      graphiql: false,
      introspection: settings.operations === 'open',
      csrfPrevention: true,
      parseOptions: { maxTokens: MAX_TOKENS },
      preserveHttpStatusForExecutionErrors: false,
      includeStacktraceInErrorResponses: false,
      hideSchemaDetailsFromClientErrors: settings.operations !== 'open',
      context: (request: FastifyRequest, reply: FastifyReply) => new RequestContext(request, reply),
      plugins: [ApolloServerPluginCacheControlDisabled(), refuseNul(), settleFirst(log)],
      formatError: errorFormatter(log),
    }),
  });

/** What had to be written before this answer (who read what) is written, or the answer is not given. */
function settleFirst(log: Log): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async willSendResponse({ contextValue, response }) {
          try {
            await contextValue.settle();
          } catch (error) {
            const withheld = unexpected(log, error, 'an answer was withheld: its reading could not be recorded');
            response.body = { kind: 'single', singleResult: { errors: [withheld] } };
            response.http.status = 500;
          }
        },
      }),
  };
}
