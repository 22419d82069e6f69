import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { Databases } from './support/databases.mjs';
import { house, withDatabase } from './support/house.mjs';
import { addPairs, DRAFT, signedIn, STEPS, whole, womanWhoConsents } from './support/journey.mjs';
import { Record } from './support/record.mjs';
import { startBareNode, startHouse } from './support/server.mjs';

const WRITERS = 16;
const READY_MS = 5_000;
const WHOLE = { rounds: 20, stepsARound: 110 };
const QUICK = { rounds: 3, stepsARound: 60 };
const STEP_NAMES = {
  sendReferral: 'SEND',
  acknowledgeReferral: 'ACKNOWLEDGE',
  acceptReferral: 'ACCEPT',
  scheduleReferral: 'SCHEDULE',
  recordArrival: 'ARRIVE',
  completeReferral: 'COMPLETE',
};

/**
 * Sixteen writers take referrals along, and the process is killed (SIGKILL) in the midst of it, again and again. Each step that was acknowledged is
 * then in the database once, with one entry in an audit trail that is whole; who was not answered asks again with the same key, and it counts once.
 * It is the process that is killed: whether the disk tells the truth about what it has written is the machine's to keep.
 */
export async function measure({ quick, kinds, part }) {
  if (part !== null) return false;
  const databases = new Databases();
  try {
    const record = new Record({ quick, server: await databases.described(kinds) });
    record.note(`crash: the target is nothing lost, nothing twice, and ready again within ${READY_MS} ms.`);
    for (const kind of kinds) await crash({ databases, kind, record, size: quick ? QUICK : WHOLE });
    record.write(['crash', quick ? 'quick' : null].filter(Boolean).join('-'));
  } finally {
    await databases.close();
  }
  return true;
}

async function crash({ databases, kind, record, size }) {
  const at = await databases.fresh(kind);
  try {
    const pairs = await withDatabase(at, (database) => addPairs(database, WRITERS));
    let server = await startHouse(at);
    const writers = [];
    for (const pair of pairs) writers.push(await Writer.ready(server.api, pair));
    const [ready, bare, processor, unanswered] = [[], [], [], []];
    for (let round = 0; round < size.rounds; round++) {
      await workUntilKilled(server, writers, size.stepsARound);
      server = await startHouse(at);
      ready.push(server.readyMs);
      processor.push(server.processorMs() ?? 0);
      bare.push(await bareReadyMs());
      unanswered.push(await withDatabase(at, (database) => mustHoldAll(database, writers)));
    }
    await Promise.all(writers.map((writer) => writer.asksAgain(server.api)));
    const open = await withDatabase(at, (database) => mustHoldAll(database, writers));
    if (open.done > 0) throw new Error('a step that was acknowledged in the end counts as not acknowledged');
    await server.stop();
    tell({ record, kind, writers, ready, bare, processor, unanswered });
  } finally {
    await at.drop();
  }
}

async function bareReadyMs() {
  const bare = await startBareNode();
  await bare.stop();
  return bare.readyMs;
}

/** Kills it while all are at it, some milliseconds after so many steps: where in a step that falls is chance. */
async function workUntilKilled(server, writers, steps) {
  const before = countOf(writers);
  const round = { killed: false };
  const working = writers.map((writer) => writer.workUntil(round, server.api));
  const enough = (async () => {
    while (countOf(writers) - before < steps) await pause(2);
    await pause(Math.random() * 30);
  })();
  await Promise.race([enough, Promise.all(working)]);
  round.killed = true;
  const ended = once(server.process, 'exit');
  server.process.kill('SIGKILL');
  await ended;
  await Promise.all(working);
  await server.stop();
}

const countOf = (writers) => writers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);

/** Takes one referral after the other through its steps, and remembers what was acknowledged and what was asked without an answer. */
class Writer {
  acknowledged = [];
  pending = null;
  #referral = null;
  #next = 0;

  constructor(pair, clientId) {
    this.pair = pair;
    this.clientId = clientId;
  }

  static async ready(api, pair) {
    const signed = await signedIn(api, pair);
    return new Writer(signed, await womanWhoConsents(api, signed));
  }

  async workUntil(round, api) {
    while (!round.killed)
      try {
        await this.asksAgain(api, (this.pending ??= this.#step()));
      } catch (error) {
        // A refusal is never the kill's doing.
        if (round.killed && /ECONN|socket hang up|EPIPE|aborted|terminated/.test(`${error.code} ${error.message}`))
          return;
        throw error;
      }
  }

  /** With the key and the body of before: done now, or known to be done. */
  async asksAgain(api, asked = this.pending) {
    if (asked === null) return;
    const { by, document, input, step } = asked;
    const answer = await api.ask(this.pair.tokens[by], document, { input });
    this.#referral = whole(Object.values(answer)[0]);
    this.acknowledged.push({ id: this.#referral.id, version: this.#referral.version, step });
    this.#next = (this.#next + 1) % (STEPS.length + 1);
    this.pending = null;
  }

  #step() {
    const key = randomUUID();
    if (this.#next === 0) {
      const input = {
        clientId: this.clientId,
        listingId: this.pair.listingId,
        services: ['shelter'],
        note: 'By bus.',
        key,
      };
      return { by: 'caseworker', document: DRAFT, step: null, input };
    }
    const { operation, by, document, said } = STEPS[this.#next - 1];
    const { id, version } = this.#referral;
    return { by, document, step: STEP_NAMES[operation], input: { id, version, key, ...said?.() } };
  }
}

/** Throws where anything is missing or there twice. Answers how many steps were done for somebody who was not told so. */
async function mustHoldAll(database, writers) {
  const events = await database.all(
    sql`SELECT referral_id AS id, place, step FROM referral_event ORDER BY referral_id, place`,
  );
  const acts = await database.all(sql`
    SELECT subject_id AS id, COUNT(*) AS count FROM audit_entry
    WHERE action LIKE 'referral.%' AND action <> 'referral.read' GROUP BY subject_id`);
  const referrals = await database.all(sql`SELECT id, version FROM referral`);
  const eventsOf = grouped(events);
  const actsOf = new Map(acts.map(({ id, count }) => [id, Number(count)]));
  for (const { id, version } of referrals) {
    const places = (eventsOf.get(id) ?? []).map(({ place }) => Number(place));
    must(
      places.length === Number(version) && places.every((place, n) => place === n + 1),
      `the steps of ${id}: ${places}`,
    );
    must(actsOf.get(id) === places.length, `${id} has ${places.length} steps and ${actsOf.get(id)} audit entries`);
  }
  const acknowledged = writers.flatMap((writer) => writer.acknowledged);
  for (const { id, version, step } of acknowledged)
    must(eventsOf.get(id)?.[version - 1]?.step === step, `the acknowledged step ${version} of ${id} is lost`);
  const done = events.length - acknowledged.length;
  const waiting = writers.filter(({ pending }) => pending !== null).length;
  must(
    done >= 0 && done <= waiting,
    `${events.length} steps, ${acknowledged.length} acknowledged, ${waiting} not answered`,
  );
  await chainsMustBeWhole(database);
  return { done, waiting };
}

async function chainsMustBeWhole(database) {
  const { AuditTrail } = await house('audit/index.js');
  const { SystemClock } = await house('platform/clock.js');
  const trail = new AuditTrail(new SystemClock());
  for (const { chain } of await database.all(sql`SELECT chain FROM audit_chain`))
    must((await trail.verify(database, chain)).intact, `the audit trail ${chain} is broken`);
}

function grouped(events) {
  const byId = new Map();
  for (const event of events) byId.set(event.id, [...(byId.get(event.id) ?? []), event]);
  return byId;
}

function must(holds, otherwise) {
  if (!holds) throw new Error(`after a kill: ${otherwise}`);
}

function tell({ record, kind, writers, ready, bare, processor, unanswered }) {
  const add = (what, unit, runs, baseline) => record.add({ part: 'crash', database: kind, what, unit, runs, baseline });
  const sum = (of) => unanswered.reduce((total, each) => total + of(each), 0);
  add('kills', '', [ready.length]);
  add('steps acknowledged: none lost, none twice, each with its audit entry', '', [countOf(writers)]);
  add('under way when killed, not answered', '', [sum(({ waiting }) => waiting)]);
  add('of these already done; asked again with its key, each counts once', '', [sum(({ done }) => done)]);
  add('ready again', 'ms', ready, { what: 'a bare Node', runs: bare });
  // On a busy machine this says more than the clock; where the system does not tell, there is none to tell.
  if (processor.every((ms) => ms > 0)) add('processor until ready again', 'ms', processor);
  add(`not ready again within ${READY_MS} ms`, '', [ready.filter((ms) => ms > READY_MS).length]);
  record.print('crash', kind);
}
