import { randomUUID } from 'node:crypto';
import { house } from './house.mjs';

/** The trail over a database, without the rest of the house: what writes it, what signs it, what verifies it. */
export async function trailOver(database, at) {
  const { AuditTrail, AuditVerifier, Checkpoints } = await house('audit/index.js');
  const { SystemClock } = await house('platform/clock.js');
  const { Jobs } = await house('platform/jobs/index.js');
  const { MasterKey, Secret } = await house('platform/secrets/index.js');
  const clock = new SystemClock();
  const settings = { checkpointsFolder: at.checkpoints };
  const checkpoints = new Checkpoints(database, clock, new Jobs({}), new MasterKey(new Secret(at.key)), settings);
  return { trail: new AuditTrail(clock), checkpoints, verifier: new AuditVerifier(database, checkpoints) };
}

/** As long as most are: every fourth has a purpose. */
export const anAct = (chain, number = 0) => ({
  chain,
  actorId: randomUUID(),
  action: 'referral.acknowledge',
  subjectType: 'referral',
  subjectId: randomUUID(),
  purpose: number % 4 === 0 ? 'covering for her worker tonight' : null,
});
