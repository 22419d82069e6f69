import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock, plusDays, plusMinutes, type InstantText } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidAt } from '../../platform/graphql/index.js';
import { newId } from '../../platform/ids.js';
import { Once } from '../../platform/once/index.js';
import type { AttributeFact } from '../listing-facts.js';
import { ListingChangeRow } from '../listing.entity.js';
import { loadListing, type LoadedListing } from '../load-listings.js';
import { bumpRevision } from '../search/index.js';
import { asProposed } from '../writing/listing-changes.js';
import { blankless } from '../writing/listing-content.js';
import { recordAct, saveAnswers, saveListing } from '../writing/listing-store.js';
import { reasonsAgainst, ROUTINE_CHECKS, VERIFY_WITHIN_HOURS } from './learning-rules.js';
import type { ResolveVerificationInput } from './resolve-verification.input.js';
import { RefusalEvidenceRow, VerificationTaskRow } from './verification-task.entity.js';

interface Asked {
  tx: Transaction;
  actor: Actor;
  input: ResolveVerificationInput;
  task: VerificationTaskRow;
  loaded: LoadedListing;
  now: InstantText;
}

/**
 * The network asked the place itself. Only this closes a task: what the place says of itself by confirming or changing its listing is what a refusal
 * spoke against, so it closes none; nor does an administrator's edit, which need not come of asking.
 */
@Injectable()
export class ResolveVerification {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly once: Once,
    private readonly trail: AuditTrail,
  ) {}

  /** The id of the task. */
  async write(actor: Actor, input: ResolveVerificationInput): Promise<string> {
    const act = { who: actor.staffId, operation: 'resolveVerification', key: input.key, body: input };
    return this.database.write((tx) => this.once.do(tx, act, () => this.#resolve(tx, actor, input)));
  }

  async #resolve(tx: Transaction, actor: Actor, input: ResolveVerificationInput): Promise<string> {
    // Taken first: from here on nobody else writes a listing or a task, and what is read is what is changed.
    await bumpRevision(tx);
    const task = await tx.manager.findOneBy(VerificationTaskRow, { id: input.id });
    const loaded = task && (await loadListing(tx, task.listingId));
    if (!loaded || !actor.is('ADMINISTRATOR')) throw forbidden();
    if (task.resolvedAt !== null) throw invalidAt('id', 'This was resolved already: nothing is left to do here.');
    const asked = { tx, actor, input, task, loaded, now: this.clock.now() };
    checkAnswer(asked);
    await BY_RESULT[input.result](asked);
    const action = `listing.verify-${input.result.toLowerCase().replaceAll('_', '-')}` as const;
    await recordAct(this.trail, tx, { actor, source: 'NETWORK' }, action, task.listingId);
    return task.id;
  }
}

const BY_RESULT = {
  CONFIRMED: async (asked) => {
    const stored = storedAnswer(asked);
    await say(asked, { ...stored, source: 'NETWORK', confirmedAt: asked.now });
    await clearExperience(asked);
    await close(asked, stored);
  },
  CHANGED: async (asked) => {
    const stored = storedAnswer(asked);
    const answer = asked.input.answer ?? 'UNKNOWN';
    const said = { code: stored.code, answer, note: noteOf(asked) };
    await say(asked, { ...said, source: 'NETWORK', confirmedAt: asked.now });
    await close(asked, stored);
  },
  NO_ANSWER: async ({ tx, task, now, ...asked }) => {
    const tries = task.tries + 1;
    const dueAt =
      tries < ROUTINE_CHECKS.triesWithoutAnswer
        ? plusMinutes(now, VERIFY_WITHIN_HOURS * 60)
        : plusDays(now, ROUTINE_CHECKS.askAgainAfterDays);
    const tried = { tries, dueAt, result: 'NO_ANSWER', note: noteOf(asked) ?? task.note } as const;
    await tx.manager.update(VerificationTaskRow, { id: task.id }, tried);
  },
  /** A place that does not want to be found is not kept in the public face for a week: it is no answer that a refusal changed. */
  ASKED_NOT_TO_BE_LISTED: async (asked) => {
    const { tx, loaded, task, actor, now, input } = asked;
    await saveListing(tx, loaded.row, { status: 'RETIRED' });
    await keepAsWritten(asked, 'status', { from: loaded.row.status, to: 'RETIRED' });
    const over = { resolvedAt: now, resolvedById: actor.staffId, result: input.result };
    await tx.manager.update(VerificationTaskRow, { listingId: task.listingId, resolvedAt: IsNull() }, over);
    await tx.manager.update(VerificationTaskRow, { id: task.id }, { note: noteOf(asked) });
  },
} as const satisfies Record<ResolveVerificationInput['result'], (asked: Asked) => Promise<void>>;

function checkAnswer(asked: Asked): void {
  const { result, answer } = asked.input;
  if (result !== 'CHANGED') {
    if (answer) throw invalidAt('answer', 'This belongs to CHANGED only: leave it out.');
    return;
  }
  if (!answer) throw invalidAt('answer', 'Say what the place says now.');
  if (answer === storedAnswer(asked).answer)
    throw invalidAt('answer', 'This is what the directory says already: CONFIRMED says that it is so.');
}

const noteOf = ({ input }: Pick<Asked, 'input'>): string | null => blankless(input.note) ?? null;

const storedAnswer = ({ task, loaded }: Asked): AttributeFact =>
  loaded.attributes.find(({ code }) => code === task.attributeCode) ?? {
    ...{ code: task.attributeCode, answer: 'UNKNOWN', note: null, source: null, confirmedAt: null },
  };

async function say(asked: Asked, fact: AttributeFact): Promise<void> {
  const { tx, loaded } = asked;
  await saveListing(tx, loaded.row, {});
  await saveAnswers(tx, loaded.row.id, [fact]);
  await keepAsWritten(asked, 'attributes', { from: [storedAnswer(asked)], to: [fact] });
}

/** An import looks here whether people wrote: what the network found is truer than the source. */
async function keepAsWritten(
  { tx, task, actor, now }: Asked,
  field: string,
  { from, to }: { from: unknown; to: unknown },
): Promise<void> {
  await tx.manager.insert(ListingChangeRow, {
    ...{ id: newId(), listingId: task.listingId, field, proposed: asProposed(to), previous: asProposed(from) },
    source: 'NETWORK',
    ...{ proposedBy: actor.staffId, proposedAt: now, decidedAt: now, accepted: true },
  });
}

/** The public face hears of it when it hears of the check: else it would know that there was one. */
const clearExperience = ({ tx, task }: Asked) =>
  tx.manager.update(
    RefusalEvidenceRow,
    { listingId: task.listingId, reasonCode: In(reasonsAgainst(task.attributeCode)), clearedFrom: IsNull() },
    { clearedFrom: task.visibleFrom },
  );

async function close(asked: Asked, stored: AttributeFact): Promise<void> {
  const { tx, task, actor, now, input } = asked;
  await tx.manager.update(
    VerificationTaskRow,
    { id: task.id },
    {
      ...{ resolvedAt: now, resolvedById: actor.staffId, result: input.result, note: noteOf(asked) },
      oldAnswer: task.visibleFrom > now ? stored : null,
    },
  );
}
