import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config.js';
import { LOG, type Log } from '../log.js';
import { SETTINGS } from '../settings.js';
import { OutOfTime } from '../deadline.js';
import { checkVariables } from './check-variables.js';
import { admission } from './documents/admission.js';
import { DocumentStore } from './documents/document-store.js';
import { readRegisteredDocuments } from './documents/registered-documents.js';
import { errorFormatter, unexpected } from './errors.js';
import { LIMITS } from './limits/limits.js';
import { rememberOperation } from './operation-names.js';
import { refuseNul } from './refuse-nul.js';
import { RequestContext } from './request-context.js';

/** The one GraphQL endpoint, `/graphql`. */
export const graphqlModule = (): DynamicModule =>
  GraphQLModule.forRootAsync<ApolloDriverConfig>({
    driver: ApolloDriver,
    inject: [SETTINGS, LOG],
    useFactory: (settings: Settings, log: Log): ApolloDriverConfig => {
      const registered = readRegisteredDocuments(settings.operationsFolder);
      const trusted = settings.operations === 'trusted';
      const store = new DocumentStore(registered, !trusted);
      return {
        path: '/graphql',
        autoSchemaFile: true,
        sortSchema: true,
        graphiql: false,
        introspection: !trusted && !settings.production,
        csrfPrevention: true,
        allowBatchedHttpRequests: false,
        // Nobody registers a document by asking with it.
        persistedQueries: false,
        documentStore: store,
        // A document with many mistakes need not hear of all of them, and suggestions are neither given nor worked out.
        validationOptions: { maxErrors: LIMITS.mistakes, hideSuggestions: true },
        parseOptions: { maxTokens: LIMITS.tokens },
        preserveHttpStatusForExecutionErrors: false,
        includeStacktraceInErrorResponses: false,
        context: (request: FastifyRequest, reply: FastifyReply) => new RequestContext(request, reply),
        plugins: [
          ApolloServerPluginCacheControlDisabled(),
          admission({ registered, store, trusted }),
          checkVariables(),
          rememberOperation(),
          refuseNul(),
          settleFirst(log),
        ],
        formatError: errorFormatter(log),
      };
    },
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
            // It was answered already, with nothing.
            if (error instanceof OutOfTime) return;
            const withheld = unexpected(log, error, 'an answer was withheld: its reading could not be recorded');
            response.body = { kind: 'single', singleResult: { errors: [withheld] } };
            response.http.status = 500;
          }
        },
      }),
  };
}
