import { CARE_CHECKS } from './care-checks.js';
import type { Check, Deployment, Risk } from './check.js';
import { DATABASE_CHECKS } from './database-checks.js';
import { FILE_CHECKS } from './file-checks.js';
import { PEOPLE_CHECKS } from './people-checks.js';
import { SETTINGS_CHECKS } from './settings-checks.js';

/** Every question that is asked, in the order in which the answers are printed. */
export const CHECKS: readonly Check[] = [
  ...SETTINGS_CHECKS,
  ...FILE_CHECKS,
  ...DATABASE_CHECKS,
  ...PEOPLE_CHECKS,
  ...CARE_CHECKS,
];

export interface Examined {
  code: string;
  risks: Risk[];
}

export async function examine(deployment: Deployment): Promise<Examined[]> {
  const examined: Examined[] = [];
  for (const check of CHECKS) examined.push({ code: check.code, risks: await check.look(deployment) });
  return examined;
}

export const isRisky = (examined: readonly Examined[]): boolean => examined.some(({ risks }) => risks.length > 0);

/** One line for each check, and two more for each risk. */
export function inLines(examined: readonly Examined[]): string[] {
  return examined.flatMap(({ code, risks }) =>
    risks.length === 0
      ? [`ok    ${code}`]
      : risks.flatMap(({ what, todo }) => [`RISK  ${code}: ${what}`, `      What to do: ${todo}`]),
  );
}
