import type { DocumentNode, GraphQLSchema } from 'graphql';
import { excessOfCost } from './cost.js';
import { excessOfShape } from './shape.js';
import { excessOfValues } from './values.js';

/** The first limit that a document with these variables exceeds, in words; null where it keeps within all. The cheapest is looked at first. */
export const excessOfDocument = (
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
): string | null => excessOfValues(variables) ?? excessOfShape(document) ?? excessOfCost(schema, document, variables);
