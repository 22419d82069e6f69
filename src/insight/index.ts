export * from './figure.entity.js';
export { FoldFigures } from './fold-figures.js';
export * from './graphql-types.js';
export { InsightModule } from './insight.module.js';
