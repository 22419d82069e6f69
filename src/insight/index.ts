export * from './graphql-types.js';
export { InsightModule } from './insight.module.js';
