import { Forbidden, InputProblem, InvalidInput } from './problem.type.js';

/**
 * An expected outcome that ends a use case early, wherever it is, and rolls its transaction back. `outcome` is an instance of a problem type of the
 * schema: the filter answers with it where the operation's union has that type, and with an error of the same meaning elsewhere.
 */
export class Refusal extends Error {
  constructor(readonly outcome: { message: string }) {
    super(outcome.message);
  }
}

/** Bad input that somebody can mend: which path, and how. Never repeats the value. */
export function invalidInput(problems: { path: string; message: string }[]): Refusal {
  const outcome = new InvalidInput();
  outcome.problems = problems.map(({ path, message }) => Object.assign(new InputProblem(), { path, message }));
  outcome.message = problems.map(({ path, message }) => `${path}: ${message}`).join(' ');
  return new Refusal(outcome);
}

export const invalidAt = (path: string, message: string): Refusal => invalidInput([{ path, message }]);

/** The same for what does not exist and what is somebody else's. */
export function forbidden(): Refusal {
  const outcome = new Forbidden();
  outcome.message = 'There is nothing here that you may use.';
  return new Refusal(outcome);
}

/** An operation whose rules are not built yet says so; it never pretends. */
export class NotAvailableYet extends Error {
  constructor(what: string) {
    super(`${what} is not available yet.`);
  }
}
