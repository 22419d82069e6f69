import sql from 'sql-template-tag';
import type { Database } from '../../platform/database/index.js';
import { when, type Check } from './check.js';

interface Account {
  roles: string;
  second_factor: boolean | number;
  demo_since: string | null;
}

/** Of those who can sign in. */
async function accounts(database: Database | null): Promise<Account[]> {
  if (!database) return [];
  return database.all<Account>(sql`
    SELECT roles, second_factor, demo_since FROM staff WHERE active = TRUE AND confirmed_at IS NOT NULL`);
}

const has = (role: string) => (each: Account) => each.roles.includes(`"${role}"`);
const people = (count: number): string => (count === 1 ? 'One person' : `${count} people`);

/** Accounts by which others would come in. */
export const PEOPLE_CHECKS: readonly Check[] = [
  {
    code: 'demo-accounts',
    look: async ({ settings, database }) => {
      const demo = (await accounts(database)).filter(({ demo_since }) => demo_since !== null);
      return when(
        settings.production && demo.length > 0,
        `${people(demo.length)} of the demo network can sign in here, with one password for all.`,
        'Start production on an empty database; the demo is for trying out.',
      );
    },
  },
  {
    code: 'second-factor',
    look: async ({ settings, database }) => {
      const without = (await accounts(database)).filter(
        (each) =>
          (has('MANAGER')(each) || has('ADMINISTRATOR')(each)) &&
          !each.second_factor &&
          (settings.production || each.demo_since === null),
      );
      return when(
        without.length > 0,
        `${people(without.length)} with the role MANAGER or ADMINISTRATOR and no authenticator: until then whoever has the password may enrol one.`,
        'Ask them to sign in and enrol, or deactivate accounts that nobody uses.',
      );
    },
  },
  {
    code: 'administrators',
    look: async ({ database }) => {
      if (!database) return [];
      const { length } = (await accounts(database)).filter(has('ADMINISTRATOR'));
      return when(
        length < 2,
        length === 0
          ? 'Nobody is administrator.'
          : 'Only one person is administrator: if she forgets her password, nobody can approve her recovery.',
        'npm run admin -- invite EMAIL ADMINISTRATOR ORGANIZATION',
      );
    },
  },
];
