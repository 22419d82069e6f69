import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * `npm run matrix`: prints the rows in which the permission matrix and the server differ, or which are missing, each as it would stand in its table with what
 * the server answers now. Nothing is written: a row goes into test/policy/expected/ once somebody has thought about it.
 */
const JEST = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));
const args = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', JEST, '--maxWorkers=1'];
const { status } = spawnSync(process.execPath, [...args, 'test/policy/permission-matrix.e2e-spec.ts'], {
  stdio: 'inherit',
  env: { ...process.env, ALONGSIDE_TEST_DATABASES: 'sqlite', ALONGSIDE_MATRIX: 'print' },
});
process.exitCode = status ?? 1;
