import { SettingsRefused } from '../../platform/config.js';
import { DatabaseRefused } from '../../platform/database/index.js';
import { say } from '../../platform/terminal.js';

type Refused = abstract new (...parts: never[]) => Error;

/**
 * How every command ends: what whoever sits at the console can mend is said in plain lines, without a stack, and ends with 1. Settings and the database
 * can refuse any command; what else may refuse this one, it names. Anything else is a surprise and stays one.
 */
export async function exitCodeOf(run: (words: string[]) => Promise<number>, ...refusing: Refused[]): Promise<number> {
  try {
    return await run(process.argv.slice(2));
  } catch (error) {
    if (error instanceof SettingsRefused) for (const problem of error.problems) say(problem);
    else if (error instanceof Error && [DatabaseRefused, ...refusing].some((each) => error instanceof each))
      say(error.message);
    else throw error;
    return 1;
  }
}
