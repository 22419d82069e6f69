import { Buffer } from 'node:buffer';
import { hash, randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import sql from 'sql-template-tag';
import { timed } from './support/figures.mjs';
import { openHere } from './support/house.mjs';
import { anAct, trailOver } from './support/trail.mjs';

const AT_ONCE = 500;
const BASELINE = 'SHA-256 over the same bytes, in a loop';

/** One chain verified whole, against its checkpoints too. Compared with nothing but the hashing: no database, no JSON. */
export async function verifying({ databases, kinds, record, size }) {
  for (const kind of kinds) {
    const at = await databases.fresh(kind);
    const database = await openHere(at);
    try {
      const { trail, checkpoints, verifier } = await trailOver(database, at);
      const chain = randomUUID();
      const acts = Array.from({ length: size.entries }, (_, number) => anAct(chain, number));
      for (let from = 0; from < acts.length; from += AT_ONCE)
        await database.write((tx) => trail.record(tx, ...acts.slice(from, from + AT_ONCE)));
      const bytes = await coveredBytes(database, chain);
      // Not told: the first look at everything.
      await verifier.verify(chain);
      const signed = await timed(() => checkpoints.write());
      const [verified, hashed, stalls] = [[], [], []];
      for (let run = 0; run < size.repeats; run++) {
        hashed.push((await timed(async () => hashAll(bytes))).ms);
        const delay = monitorEventLoopDelay({ resolution: 1 });
        delay.enable();
        const { ms, result } = await timed(() => verifier.verify(chain));
        delay.disable();
        if (!result.intact || result.entries !== size.entries || result.signedEntries !== size.entries)
          throw new Error('the trail was not verified whole');
        verified.push(ms);
        stalls.push(delay.max / 1e6);
      }
      const add = (what, unit, runs, baseline) =>
        record.add({ part: 'verify', database: kind, what, unit, runs, baseline });
      add(`${size.entries} entries verified`, 'ms', verified, { what: BASELINE, runs: hashed });
      add('others wait meanwhile, at most', 'ms', stalls);
      add(`first checkpoint of ${size.entries} entries`, 'ms', [signed.ms]);
    } finally {
      await database.close();
      await at.drop();
    }
    record.print('verify', kind);
  }
}

/** What each hash covers, made before the clock runs. */
async function coveredBytes(database, chain) {
  const rows = await database.all(sql`SELECT * FROM audit_entry WHERE chain = ${chain} ORDER BY position`);
  return rows.map((row) =>
    Buffer.from(
      JSON.stringify([
        row.hash,
        row.id,
        row.chain,
        row.position,
        row.at,
        row.actor_id,
        row.action,
        row.subject_type,
        row.subject_id,
        row.purpose,
      ]),
    ),
  );
}

function hashAll(bytes) {
  let last = '';
  for (const each of bytes) last = hash('sha256', each, 'hex');
  return last;
}
