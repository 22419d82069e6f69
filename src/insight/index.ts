export * from './figure.entity.js';
export { FoldFigures } from './fold-figures.js';
export * from './graphql-types.js';
export * from './releases/release.entity.js';
export { SealRelease } from './releases/seal-release.js';
export { SealingProgress } from './releases/sealing-progress.js';
export { InsightModule } from './insight.module.js';
