export * from './hsds/index.js';
export { loadDemoWhenEmpty } from './demo/load-demo.js';
