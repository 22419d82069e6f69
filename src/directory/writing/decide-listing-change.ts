import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail } from '../../audit/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock, type InstantText } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidAt, invalidInput } from '../../platform/graphql/index.js';
import { newId } from '../../platform/ids.js';
import { choose, type Chosen } from './choose-changes.js';
import { asProposed, previousOf, waitingIn, waitingRows, type Waiting } from './listing-changes.js';
import { problemsInEdit } from './listing-checks.js';
import { blankless, columnsOf, factsOf } from './listing-content.js';
import { ChangedMeanwhile, recordAct, saveAnswers, saveListing } from './listing-store.js';
import { ListingChangeRow } from '../listing.entity.js';
import { loadListing, type LoadedListing } from '../load-listings.js';

export interface Decision {
  /** Of the listing. */
  id: string;
  accept: boolean;
  note: string | null | undefined;
  /** Only these of what waits, `attributes.no-id` for one answer; null: all of it. */
  fields?: readonly string[] | null;
  /** The listing's, as it was read; null where who decides takes whatever waits. */
  version?: number | null;
}

/** What waits for review becomes true, or goes back with a word. */
@Injectable()
export class DecideListingChange {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws ChangedMeanwhile when the place proposed something else, or somebody else decided, while this was being decided. */
  async write(actor: Actor, decision: Decision): Promise<string> {
    return this.database.write(async (tx) => {
      const loaded = await loadListing(tx, decision.id);
      if (!loaded || !actor.is('ADMINISTRATOR')) throw forbidden();
      if ((decision.version ?? loaded.row.version) !== loaded.row.version) throw new ChangedMeanwhile(decision.id);
      const rows = await waitingRows(tx, decision.id);
      if (rows.length === 0) throw invalidAt('id', 'Nothing waits for review here.');
      const chosen = choose(rows, decision.fields ?? null);
      const waiting = waitingIn(chosen.map(({ row, value }) => ({ field: row.field, proposed: asProposed(value) })));
      await (decision.accept ? accept(tx, loaded, waiting) : refuse(tx, loaded, waiting));
      await keepDecision(tx, loaded, chosen, decision, { by: actor.staffId, at: this.clock.now() });
      const action = decision.accept ? 'listing.accept-change' : 'listing.refuse-change';
      await recordAct(this.trail, tx, { actor, source: 'NETWORK' }, action, decision.id);
      return decision.id;
    });
  }
}

/** As the place said it, from when it said it. What fitted when it was proposed may fit no longer beside what changed since: then it is said where. */
async function accept(tx: Transaction, loaded: LoadedListing, { proposed, isNew }: Waiting): Promise<void> {
  const problems = await problemsInEdit(tx, proposed, { ...factsOf(loaded), ...proposed });
  if (problems.length > 0) throw invalidInput(problems);
  await saveListing(tx, loaded.row, { ...columnsOf(proposed), ...(isNew ? { status: 'PUBLISHED' } : {}) });
  await saveAnswers(tx, loaded.row.id, proposed.attributes);
}

/** What is public stays; a new listing goes back to its writers. */
const refuse = (tx: Transaction, { row }: LoadedListing, { isNew }: Waiting): Promise<void> =>
  saveListing(tx, row, isNew ? { status: 'DRAFT' } : {});

/** With what stood there until now. Answers that are not decided yet go on waiting in the row that they came with. */
async function keepDecision(
  tx: Transaction,
  loaded: LoadedListing,
  chosen: readonly Chosen[],
  { accept: accepted, note }: Decision,
  { by, at }: { by: string; at: InstantText },
): Promise<void> {
  const current = factsOf(loaded);
  for (const { row, value, rest } of chosen) {
    const previous = previousOf(current, row.field, value);
    const decided = { accepted, previous, decidedAt: at, decidedBy: by, decisionNote: blankless(note) ?? null };
    if (rest === null) await tx.manager.update(ListingChangeRow, { id: row.id }, decided);
    else {
      const { listingId, field, source, proposedBy, proposedAt } = row;
      const said = { listingId, field, source, proposedBy, proposedAt, proposed: asProposed(value) };
      await tx.manager.insert(ListingChangeRow, { id: newId(), ...said, ...decided });
      const stays = JSON.stringify(asProposed(rest));
      await tx.run(sql`UPDATE listing_change SET proposed = ${stays} WHERE id = ${row.id}`);
    }
  }
}
