export default {
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts', '**/*.pages-spec.ts'],
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json'],
  // Each worker loads the house once, not once for each file: half the time of a run. What a file changes outside itself it puts back.
  runner: '<rootDir>/test/support/runner.mjs',
  setupFiles: ['<rootDir>/test/support/graphql-as-served.mjs'],
  setupFilesAfterEnv: ['<rootDir>/test/support/time-limits.mjs'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  reporters: ['default', '<rootDir>/test/support/plain-line-reporter.mjs'],
  transform: {},
  maxWorkers: 2,
};
