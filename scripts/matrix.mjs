import { spawnSync } from 'node:child_process';

/**
 * `npm run matrix`: prints the rows in which the permission matrix and the server differ, or which are missing, each as it would stand in its table with what
 * the server answers now. Nothing is written: a row goes into test/policy/expected/ once somebody has thought about it.
 */
const MATRIX = ['test', '--silent', '--', '--maxWorkers=1', 'test/policy/permission-matrix.e2e-spec.ts'];
const { status } = spawnSync('npm', MATRIX, {
  stdio: 'inherit',
  env: { ...process.env, ALONGSIDE_TEST_DATABASES: 'sqlite', ALONGSIDE_MATRIX: 'print' },
});
process.exitCode = status ?? 1;
