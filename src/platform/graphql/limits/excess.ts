import type { DocumentNode, GraphQLSchema } from 'graphql';
import { excessOfCost, heaviestOf } from './cost.js';
import { LIMITS } from './limits.js';
import { excessOfShape } from './shape.js';
import { excessOfValues } from './values.js';

/** What a document with these variables asks for. */
export interface Asked {
  /** The first limit that it exceeds, in words; null where it keeps within all. */
  excess: string | null;
  /** Within all limits, and yet so much that it waits for others of its size. */
  isLarge: boolean;
}

/** The cheapest is looked at first. */
export function weigh(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown>): Asked {
  const early = excessOfValues(variables) ?? excessOfShape(document);
  if (early) return { excess: early, isLarge: false };
  const weight = heaviestOf(schema, document, variables);
  return { excess: excessOfCost(weight), isLarge: weight.cost > LIMITS.large };
}
