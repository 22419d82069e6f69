import type { INestApplicationContext } from '@nestjs/common';
import { SingleBar } from 'cli-progress';
import sql from 'sql-template-tag';
import { OrganizationRow } from '../directory/index.js';
import { FoldFigures } from '../insight/index.js';
import { AskRecovery, DecideRecovery, InviteStaff, ROLES, type RoleValue } from '../identity/index.js';
import { readSettings } from '../platform/config.js';
import { keepNextAsKey, keptNextKey } from '../platform/deployment-key.js';
import { Refusal } from '../platform/graphql/index.js';
import { newId } from '../platform/ids.js';
import type { Ground } from '../platform/platform.module.js';
import { say } from '../platform/terminal.js';
import { RotateKey, RotationRefused } from '../safekeeping/index.js';
import { ClockGuard, RunRetention, sayDoubt, type RetentionReport } from '../retention/index.js';
import { buildContext, prepareGround } from '../server.js';
import { exitCodeOf } from './shared/exit-code.js';
import { checkpoint, TRAIL_USAGE, verifyAudit } from './shared/trail.js';

const USAGE = [
  'npm run admin -- invite EMAIL ROLE ORGANIZATION   prints a link that works once; ORGANIZATION is its name or its id',
  'npm run admin -- recover EMAIL                    where there is no second administrator: a link and its word',
  'npm run admin -- rebuild-figures                  counts every referral anew, as the completion audit keeps it',
  ...TRAIL_USAGE,
  'npm run admin -- rotate-key                       changes ALONGSIDE_KEY to ALONGSIDE_KEY_NEXT while servers run',
  'npm run admin -- retention [--dry-run]            erases what is due by seeds/retention.json, or only counts it',
  'npm run admin -- retention --confirm-clock        the clock is right, although it was moved or the house was off',
];

/** What whoever runs the server does at its console; each act stands in the trail without an actor. */
interface Console {
  ground: Ground;
  house: INestApplicationContext;
}

/** An organization by its id or its name. The first one of an empty network is made here: somebody must be the first. */
async function organizationId({ ground }: Console, nameOrId: string): Promise<string | null> {
  const { database, clock } = ground;
  const found = await database.all<{ id: string }>(sql`
    SELECT id FROM organization WHERE id = ${nameOrId} OR LOWER(name) = LOWER(${nameOrId}) LIMIT 2`);
  if (found.length === 1) return found[0]?.id ?? null;
  const isFirst = (await database.one(sql`SELECT id FROM organization LIMIT 1`)) === undefined;
  if (!isFirst) {
    say(found.length > 1 ? `There are several organizations of that name: give its id.` : NO_SUCH_ORGANIZATION);
    return null;
  }
  const id = newId();
  const blank = { neutralName: null, description: null, website: null, sourceIdentity: null };
  await database.write((tx) =>
    tx.manager.insert(OrganizationRow, { ...blank, id, name: nameOrId, createdAt: clock.now() }),
  );
  say(`The network's first organization, ${nameOrId}, was made.`);
  return id;
}

const NO_SUCH_ORGANIZATION = 'There is no organization of that name or id.';

type Act = (at: Console) => Promise<number>;

/** Each reads its words; null where they are not what it needs. */
const COMMANDS: Record<string, ((words: string[]) => Act | null) | undefined> = {
  invite: ([email, role, organization]) => {
    const known = ROLES.find((each) => each === role?.toUpperCase());
    return email && known && organization ? (at) => invite(at, email, known, organization) : null;
  },
  recover: ([email]) => (email ? (at) => recover(at, email) : null),
  'rebuild-figures': () => rebuildFigures,
  checkpoint: ([how]) =>
    how === undefined || how === 'after-restore' ? (at) => checkpoint(at.house, how === 'after-restore') : null,
  'verify-audit': ([more]) => (more === undefined ? (at) => verifyAudit(at.ground.database, at.house) : null),
  'rotate-key': ([more]) => (more === undefined ? rotateKey : null),
  retention: ([how]) => RETENTION[how ?? ''] ?? null,
};

const RETENTION: Record<string, Act | undefined> = {
  '': async ({ house }) => reported(await house.get(RunRetention).run(), 'erased'),
  '--dry-run': async ({ house }) => reported(await house.get(RunRetention).dryRun(), 'would be erased'),
  '--confirm-clock': async ({ ground, house }) => {
    await house.get(ClockGuard).confirm(null);
    say(`The clock is taken to be right: ${ground.clock.now()}.`);
    return 0;
  },
};

/** A dry run counts also where a run would refuse, and says that it would. */
function reported({ refused, counts }: RetentionReport, verb: string): number {
  for (const { code, erased, held } of counts)
    say(`${code}: ${erased} ${verb}${held > 0 ? `, ${held} kept by a legal hold` : ''}`);
  if (refused !== null) say(sayDoubt(refused));
  return refused === null ? 0 : 1;
}

async function invite(at: Console, email: string, role: RoleValue, organization: string): Promise<number> {
  const where = await organizationId(at, organization);
  if (where === null) return 1;
  const invitation = { email, displayName: null, roles: [role], organizationId: where };
  const { link, expiresAt } = await at.house.get(InviteStaff).invite(null, invitation);
  say('Hand her this link yourself. It works once.');
  say(link);
  say(`It works until ${expiresAt}.`);
  return 0;
}

async function recover({ ground, house }: Console, email: string): Promise<number> {
  const found = await ground.database.one<{ id: string }>(
    sql`SELECT id FROM staff WHERE email = ${email.toLowerCase()}`,
  );
  const { id, word } = await house.get(AskRecovery).ask(null, found?.id ?? '', true);
  const { link, expiresAt } = await house.get(DecideRecovery).approve(null, id);
  say('Hand her this link and this word yourself. Her authenticator is removed when she uses them.');
  say(link);
  say(word);
  say(`It works until ${expiresAt}.`);
  return 0;
}

async function rebuildFigures({ house }: Console): Promise<number> {
  const counted = await house.get(FoldFigures).rebuild((folded) => {
    if (folded % 50_000 === 0) say(`${folded} referrals counted.`);
  });
  say(`Done: ${counted} referrals counted.`);
  return 0;
}

async function rotateKey({ ground, house }: Console): Promise<number> {
  const { nextKey, keptKey } = ground.settings;
  const next = nextKey ?? (keptKey ? keptNextKey(keptKey) : null);
  if (!next) {
    say('ALONGSIDE_KEY_NEXT is not set: keep the new key where ALONGSIDE_KEY is kept, and give both.');
    return 1;
  }
  const bar = new SingleBar({ format: 'Wrapping anew {bar} {percentage}% {value}/{total} keys', stopOnComplete: true });
  const count = await house.get(RotateKey).rotate(next, {
    say,
    begin: (total) => bar.start(total, 0),
    done: (looked) => bar.increment(looked),
    end: () => bar.stop(),
  });
  if (keptKey) keepNextAsKey(keptKey);
  say(count === null ? 'This key is in use already.' : `${count} keys were wrapped anew.`);
  say(keptKey ? 'The new key is kept beside the data.' : 'From now on start with the new key in ALONGSIDE_KEY.');
  return 0;
}

/** Exit codes: 0 done, 1 refused, 2 misused. */
async function run([name = '', ...words]: string[]): Promise<number> {
  const act = COMMANDS[name]?.(words) ?? null;
  if (act === null) {
    for (const line of USAGE) say(line);
    return 2;
  }
  const ground = await prepareGround(readSettings());
  try {
    const house = await buildContext(ground);
    return await act({ ground, house }).finally(() => house.close());
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof RotationRefused)) throw error;
    say(error.message);
    return 1;
  } finally {
    await ground.database.close();
  }
}

process.exitCode = await exitCodeOf(run);
