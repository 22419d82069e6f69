import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { NETWORK_CHAIN, Readings } from '../../audit/index.js';
import { StaffDirectory, type Actor, type StaffMember } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import type { Asking } from '../directory-loaders.js';
import { ListingBook } from '../listing-book.js';
import type { AddressFact, AttributeFact } from '../listing-facts.js';
import { ListingChangeRow } from '../listing.entity.js';
import { doorRight } from '../listing.policy.js';
import type { Listing } from '../listing.type.js';
import { loadListings, type LoadedListing } from '../load-listings.js';
import { OrganizationBook } from '../organization-book.js';
import { previousOf, valueIn } from '../writing/listing-changes.js';
import { factsOf } from '../writing/listing-content.js';
import { ListingChange, type ListingChangeState } from './listing-change.type.js';
import { presentValue, type AddressView } from './present-value.js';

/** All that is read for some changes, each kind once. */
interface Around {
  asking: Asking;
  loaded: ReadonlyMap<string, LoadedListing>;
  listings: ReadonlyMap<string, Listing>;
  staff: ReadonlyMap<string, StaffMember>;
  areaName: (id: string) => string | null;
}

/** The only way out for a change. Whether this reader may know of it at all is decided by who calls; what of it she may know, here. */
@Injectable()
export class ListingChangePresenter {
  constructor(
    private readonly database: Database,
    private readonly listings: ListingBook,
    private readonly organizations: OrganizationBook,
    private readonly staff: StaffDirectory,
    private readonly readings: Readings,
  ) {}

  /** In the order of the ids. `code`: only the answer to this question, where a change says several. */
  async changes(asking: Asking, ids: readonly string[], code: string | null = null): Promise<ListingChange[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.manager.findBy(ListingChangeRow, { id: In([...ids]) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    const around = await this.#around(asking, rows);
    return ids.flatMap((id) => {
      const row = byId.get(id);
      const change = row && this.#present(row, around, code);
      return change ? [change] : [];
    });
  }

  async #around(asking: Asking, rows: readonly ListingChangeRow[]): Promise<Around> {
    const ids = [...new Set(rows.map(({ listingId }) => listingId))];
    const loaded = await loadListings(this.database, ids);
    const listings = await this.listings.listings(asking, ids);
    const areaIds = [
      ...new Set([...rows.flatMap(areasIn), ...[...loaded.values()].flatMap(({ row }) => row.areaId ?? [])]),
    ];
    const areas = await this.organizations.areas(asking, areaIds);
    const names = new Map(areaIds.map((id, index) => [id, areas[index]?.name ?? null]));
    return {
      asking,
      loaded,
      listings: new Map(listings.flatMap((listing) => (listing ? [[listing.id, listing]] : []))),
      staff: await this.staff.many(rows.map(({ proposedBy }) => proposedBy)),
      areaName: (id) => names.get(id) ?? null,
    };
  }

  #present(row: ListingChangeRow, around: Around, code: string | null): ListingChange | null {
    const { asking, loaded, listings, staff } = around;
    const [stored, listing] = [loaded.get(row.listingId), listings.get(row.listingId)];
    if (!stored || !listing) return null;
    const proposed = valueIn(row.proposed);
    const waits = row.decidedAt === null;
    const previous = waits ? previousOf(factsOf(stored), row.field, proposed) : row.previous;
    const value = (said: unknown) =>
      presentValue(row.field, onlyOf(row.field, code, said), this.#addressView(around, stored, said));
    return Object.assign(new ListingChange(), {
      id: row.id,
      listing,
      field: row.field,
      old: (previous ?? null) === null ? null : value(valueIn(previous)),
      // A new listing is its own proposal: it stands in `listing`.
      new: value(row.field === 'listing' ? null : proposed),
      source: row.source,
      by: whom(asking.actor, staff.get(row.proposedBy)),
      at: row.proposedAt,
      state: stateOf(row),
      decidedAt: row.decidedAt,
      note: row.decisionNote,
      seenAt: row.seenAt,
    });
  }

  /** A door that was public once may be the one that is confidential now, and the other way round: the stricter of both counts. */
  #addressView({ asking, areaName }: Around, { row }: LoadedListing, said: unknown): AddressView {
    const isOpen = row.addressVisibility === 'FULL' && (said as AddressFact | null)?.visibility === 'FULL';
    const right = doorRight(asking.actor, { ...row, addressVisibility: isOpen ? 'FULL' : 'AREA' });
    const view = { nameOf: areaName, knowsDoor: right !== 'NO' };
    if (right !== 'AUDITED') return view;
    const onRead = () => {
      this.readings.note(asking.context, {
        chain: NETWORK_CHAIN,
        actorId: asking.actor.staffId,
        action: 'door.read',
        subjectType: 'listing',
        subjectId: row.id,
      });
    };
    return { ...view, onRead };
  }
}

function areasIn({ field, proposed, previous }: ListingChangeRow): string[] {
  if (field !== 'address') return [];
  return [proposed, previous].flatMap((said) => (valueIn(said) as AddressFact | null)?.areaId ?? []);
}

const onlyOf = (field: string, code: string | null, value: unknown): unknown =>
  field === 'attributes' && code !== null ? (value as AttributeFact[]).filter((fact) => fact.code === code) : value;

/** A place knows its own people; who of the network wrote is for the network. */
const whom = (actor: Actor, staff: StaffMember | undefined): StaffMember | null =>
  staff && (actor.is('ADMINISTRATOR') || staff.organizationId === actor.organizationId) ? staff : null;

function stateOf({ decidedAt, accepted, decidedBy }: ListingChangeRow): ListingChangeState {
  if (decidedAt === null) return 'WAITING';
  if (!accepted) return 'REFUSED';
  return decidedBy === null ? 'AT_ONCE' : 'ACCEPTED';
}
