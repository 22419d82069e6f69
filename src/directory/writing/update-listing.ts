import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock, type InstantText } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidAt, invalidInput } from '../../platform/graphql/index.js';
import { newId } from '../../platform/ids.js';
import {
  asProposed,
  NEW_LISTING,
  previousOf,
  splitForAgency,
  splitForNetwork,
  waitingFor,
  type Split,
} from './listing-changes.js';
import { problemsInEdit } from './listing-checks.js';
import { columnsOf, editFrom, factsOf, type ListingEdit } from './listing-content.js';
import { ChangedMeanwhile, recordAct, saveAnswers, saveListing } from './listing-store.js';
import { ListingChangeRow } from '../listing.entity.js';
import type { UpdateListingInput } from '../listing.input.js';
import { speaksAs, type WriterSource } from '../listing.policy.js';
import { loadListing, type LoadedListing } from '../load-listings.js';

/** Only what is given changes. What an agency says about who is welcome and where the door is waits for review; the network's word is true at once. */
@Injectable()
export class UpdateListing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws ChangedMeanwhile when `version` is not the one that stands there; nothing is written then. */
  async write(actor: Actor, input: UpdateListingInput): Promise<string> {
    return this.database.write(async (tx) => {
      const loaded = await loadListing(tx, input.id);
      const source = loaded && speaksAs(actor, loaded.row);
      if (!source) throw forbidden();
      if (loaded.row.version !== input.version) throw new ChangedMeanwhile(loaded.row.id);
      const now = this.clock.now();
      const split = await splitOf(tx, loaded, input, { source, at: now });
      const resubmits = source === 'ORGANIZATION' && loaded.row.status === 'DRAFT';
      if (!resubmits && saysNothing(split)) return loaded.row.id;
      await saveListing(tx, loaded.row, {
        ...columnsOf(split.live),
        // For freshness the same as a confirmation; what only waits says that something public may not be true.
        ...(Object.keys(split.live).length > 0 ? { lastConfirmedAt: now } : {}),
        ...(resubmits ? { status: 'IN_REVIEW' } : {}),
      });
      await saveAnswers(tx, loaded.row.id, split.live.attributes);
      await keepChanges(tx, loaded, split, resubmits, { by: actor.staffId, source, at: now });
      await recordAct(this.trail, tx, { actor, source }, 'listing.update', loaded.row.id);
      return loaded.row.id;
    });
  }
}

async function splitOf(
  tx: Transaction,
  loaded: LoadedListing,
  input: UpdateListingInput,
  said: { source: WriterSource; at: InstantText },
): Promise<Split> {
  if (input.address === null) throw invalidAt('address', 'Give the whole address, or leave it as it is.');
  const current = factsOf(loaded);
  const pending = said.source === 'NETWORK' ? {} : (await waitingFor(tx, loaded.row.id)).proposed;
  const edit = editFrom(input, current, said);
  const problems = await problemsInEdit(tx, edit, { ...current, ...pending, ...edit });
  if (problems.length > 0) throw invalidInput(problems);
  return said.source === 'NETWORK' ? splitForNetwork(current, edit) : splitForAgency(current, pending, edit);
}

const saysNothing = ({ live, waits, withdrawn }: Split): boolean =>
  Object.keys(live).length + Object.keys(waits).length + withdrawn.length === 0;

/** What waits takes the place of what waited for the same field. What is live is kept as decided: an import looks here whether people wrote. */
async function keepChanges(
  tx: Transaction,
  loaded: LoadedListing,
  { live, waits, withdrawn }: Split,
  resubmits: boolean,
  { by, source, at }: { by: string; source: WriterSource; at: InstantText },
): Promise<void> {
  const listingId = loaded.row.id;
  const row = { listingId, source, proposedBy: by, proposedAt: at };
  const before = factsOf(loaded);
  const replaced = [...Object.keys(waits), ...withdrawn];
  if (replaced.length > 0)
    await tx.manager.delete(ListingChangeRow, { listingId, field: In(replaced), decidedAt: IsNull() });
  const waiting = [...fields(waits), ...(resubmits ? [{ field: NEW_LISTING, proposed: asProposed(true) }] : [])];
  const changes = [
    ...waiting.map((change) => ({ ...row, ...change, id: newId() })),
    ...fields(live).map(({ field, proposed }) => ({
      ...{ ...row, field, proposed, id: newId(), decidedAt: at, accepted: true },
      previous: previousOf(before, field, proposed.value),
    })),
  ];
  if (changes.length > 0) await tx.manager.insert(ListingChangeRow, changes);
}

const fields = (edit: ListingEdit) =>
  Object.entries(edit).map(([field, value]) => ({ field, proposed: asProposed(value) }));
