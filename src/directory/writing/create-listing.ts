import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidInput } from '../../platform/graphql/index.js';
import { newId } from '../../platform/ids.js';
import { Once } from '../../platform/once/index.js';
import { asProposed, NEW_LISTING } from './listing-changes.js';
import { problemsInEdit } from './listing-checks.js';
import { addressFact, attributeFact, blankless, columnsOf, PROMISES_NOTHING, type Said } from './listing-content.js';
import type { ListingFacts } from '../listing-facts.js';
import { recordAct, saveAnswers } from './listing-store.js';
import { ListingChangeRow, ListingRow } from '../listing.entity.js';
import type { CreateListingInput } from '../listing.input.js';
import { opensAs, type WriterSource } from '../listing.policy.js';
import { bumpRevision } from '../search/index.js';

/** A new listing of the writer's own organization. By an agency it waits for review as a whole; by the network it is found at once. */
@Injectable()
export class CreateListing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly once: Once,
    private readonly trail: AuditTrail,
  ) {}

  /** The id of the listing: the same again where the same `key` is sent again. */
  async write(actor: Actor, input: CreateListingInput): Promise<string> {
    const source = opensAs(actor);
    if (!source) throw forbidden();
    const act = { who: actor.staffId, operation: 'createListing', key: input.key, body: input };
    return this.database.write((tx) => this.once.do(tx, act, () => this.#create(tx, actor, source, input)));
  }

  async #create(tx: Transaction, actor: Actor, source: WriterSource, input: CreateListingInput): Promise<string> {
    const now = this.clock.now();
    const facts = factsFrom(input, { source, at: now });
    const problems = await problemsInEdit(tx, facts, facts);
    if (problems.length > 0) throw invalidInput(problems);
    const id = newId();
    const published = source === 'NETWORK';
    await tx.manager.insert(ListingRow, {
      ...columnsOf(facts),
      id,
      organizationId: actor.organizationId,
      version: 1,
      revision: await bumpRevision(tx),
      status: published ? 'PUBLISHED' : 'IN_REVIEW',
      lastConfirmedAt: now,
      sourceIdentity: null,
      createdAt: now,
    });
    await saveAnswers(tx, id, facts.attributes);
    if (!published)
      await tx.manager.insert(ListingChangeRow, {
        id: newId(),
        listingId: id,
        field: NEW_LISTING,
        proposed: asProposed(true),
        source,
        proposedBy: actor.staffId,
        proposedAt: now,
      });
    await recordAct(this.trail, tx, { actor, source }, 'listing.create', id);
    return id;
  }
}

/** What is left out is unknown. */
const factsFrom = (input: CreateListingInput, by: Said): ListingFacts => ({
  name: blankless(input.name) ?? '',
  description: blankless(input.description) ?? null,
  services: [...new Set(input.services)],
  attributes: input.attributes?.map((each) => attributeFact(each, by)) ?? [],
  languages: null,
  schedules: [],
  phones: [],
  address: addressFact(input.address),
  howToRefer: PROMISES_NOTHING,
  cost: null,
  minimumAge: null,
  maximumAge: null,
  childrenMinimumAge: null,
  childrenMaximumAge: null,
  boysMaximumAge: null,
});
