import type { FoundPageFragment } from '../../../generated/graphql.js';

/** One place that was found, with what it fits. */
export type Found = FoundPageFragment['edges'][number]['node'];
export type PlaceListing = Found['listing'];
