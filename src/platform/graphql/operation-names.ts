import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { RequestContext } from './request-context.js';

interface OperationName {
  operation?: string;
  operationHash?: string;
}

/** A name is chosen by whoever sends it, and a log line need not be longer for it. */
const LONGEST_NAME = 80;

const known = new WeakMap<FastifyRequest, OperationName>();

/** Which operation a request was found to be; nothing where it was none. */
export const operationOf = (request: FastifyRequest): OperationName => known.get(request) ?? {};

/** One that was refused unread has no name that anybody looked at; by its hash a deployer sees whether it is one that should be registered. */
export const rememberRefused = (request: FastifyRequest, operationHash: string): void =>
  void known.set(request, { operationHash });

/** Keeps the name and the hash of each document that was found valid, for the log: never its variables, nor what is written into it. */
export const rememberOperation = (): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ contextValue, operationName, queryHash }) {
        const operation = operationName?.slice(0, LONGEST_NAME);
        if (!known.has(contextValue.request)) known.set(contextValue.request, { operation, operationHash: queryHash });
        return Promise.resolve();
      },
    }),
});
