import type { GraphQLSchema } from 'graphql';

export interface MalformedInput {
  operation: string;
  path: string;
  query: string;
  variables: Record<string, unknown>;
}
export const CANARY: string;
export function malformedInputs(schema: GraphQLSchema, atLeast?: number): MalformedInput[];
