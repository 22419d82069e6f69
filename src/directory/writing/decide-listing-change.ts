import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidAt, invalidInput } from '../../platform/graphql/index.js';
import { waitingFor, type Waiting } from './listing-changes.js';
import { problemsInEdit } from './listing-checks.js';
import { blankless, columnsOf, factsOf } from './listing-content.js';
import { recordAct, saveAnswers, saveListing } from './listing-store.js';
import { ListingChangeRow } from '../listing.entity.js';
import { loadListing, type LoadedListing } from '../load-listings.js';

export interface Decision {
  /** Of the listing: all that waits for it is decided together. */
  id: string;
  accept: boolean;
  note: string | null | undefined;
}

/** What waits for review becomes true, or goes back with a word. */
@Injectable()
export class DecideListingChange {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws ChangedMeanwhile when the place proposed something else while this was being decided. */
  async write(actor: Actor, { id, accept, note }: Decision): Promise<string> {
    return this.database.write(async (tx) => {
      const loaded = await loadListing(tx, id);
      if (!loaded || !actor.is('ADMINISTRATOR')) throw forbidden();
      const waiting = await waitingFor(tx, id);
      if (waiting.fields.length === 0) throw invalidAt('id', 'Nothing waits for review here.');
      await (accept ? acceptAll(tx, loaded, waiting) : refuseAll(tx, loaded, waiting));
      await tx.manager.update(
        ListingChangeRow,
        { listingId: id, decidedAt: IsNull() },
        { decidedAt: this.clock.now(), accepted: accept, decisionNote: blankless(note) ?? null },
      );
      const action = accept ? 'listing.accept-change' : 'listing.refuse-change';
      await recordAct(this.trail, tx, { actor, source: 'NETWORK' }, action, id);
      return id;
    });
  }
}

/** As the place said it, from when it said it. What fitted when it was proposed may fit no longer beside what changed since: then it is said where. */
async function acceptAll(tx: Transaction, loaded: LoadedListing, { proposed, isNew }: Waiting): Promise<void> {
  const problems = await problemsInEdit(tx, proposed, { ...factsOf(loaded), ...proposed });
  if (problems.length > 0) throw invalidInput(problems);
  await saveListing(tx, loaded.row, { ...columnsOf(proposed), ...(isNew ? { status: 'PUBLISHED' } : {}) });
  await saveAnswers(tx, loaded.row.id, proposed.attributes);
}

/** What is public stays; a new listing goes back to its writers. */
const refuseAll = (tx: Transaction, { row }: LoadedListing, { isNew }: Waiting): Promise<void> =>
  saveListing(tx, row, isNew ? { status: 'DRAFT' } : {});
