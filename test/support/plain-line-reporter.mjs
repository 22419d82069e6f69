/** Ends a run with one plain line that a machine can read, and refuses a run in which nothing ran. */
export default class PlainLineReporter {
  #error;

  onRunComplete(_contexts, results) {
    const passed = results.numPassedTests;
    // A file that could not be loaded has no tests to count, and is a failure all the same.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    if (passed + failed === 0) this.#error = new Error('No test ran.');
    // When the process ends, so that nothing comes after it: jest's own summary would.
    process.once('exit', () => process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`));
  }

  getLastError() {
    return this.#error;
  }
}
