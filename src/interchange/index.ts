export * from './hsds/index.js';
export { loadDemoWhenEmpty } from './demo/load-demo.js';
export { InterchangeModule } from './interchange.module.js';
export * from './runs/import-run.entity.js';
