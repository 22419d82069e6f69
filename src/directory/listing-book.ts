import { Injectable } from '@nestjs/common';
import { NETWORK_CHAIN, Readings } from '../audit/index.js';
import { Clock } from '../platform/clock.js';
import { DirectoryLoaders, type Asking } from './directory-loaders.js';
import type { ListingRow } from './listing.entity.js';
import { doorRight, faceOf, maySee, readsPublicFaceOnly, seesWhatOthersSee } from './listing.policy.js';
import type { Listing } from './listing.type.js';
import type { LoadedListing } from './load-listings.js';
import { presentListing } from './present-listing.js';

/** Listings as one reader may see them, many at a time. */
@Injectable()
export class ListingBook {
  constructor(
    private readonly loaders: DirectoryLoaders,
    private readonly readings: Readings,
    private readonly clock: Clock,
  ) {}

  /** As if she had looked it up: null for one that is not known and for one that she may not see. */
  async visible(asking: Asking, id: string): Promise<Listing | null> {
    const loaded = await this.loaders.of(asking).listings.load(id);
    return loaded && maySee(asking.actor, loaded.row) ? this.#present(asking, loaded) : null;
  }

  /**
   * For features that hold a reference to them (a referral, a call), in whatever status they are by now; in the order of the ids, null where there
   * is none. Whether the reader may know of the listing at all is decided by who calls; whether she may know its door, here.
   */
  async listings(asking: Asking, ids: readonly string[]): Promise<(Listing | null)[]> {
    const { listings } = this.loaders.of(asking);
    return Promise.all(
      ids.map(async (id) => {
        const loaded = await listings.load(id);
        return loaded && this.#present(asking, loaded);
      }),
    );
  }

  /** One that must be there, because something refers to it or it was just written. */
  async listing(asking: Asking, id: string): Promise<Listing> {
    const [listing] = await this.listings(asking, [id]);
    if (!listing) throw new Error('a listing that is referred to is not there');
    return listing;
  }

  /** Of what is already loaded, for example by a search. */
  async present(asking: Asking, loaded: readonly LoadedListing[]): Promise<Listing[]> {
    return Promise.all(loaded.map((each) => this.#present(asking, each)));
  }

  async #present(asking: Asking, { row, attributes, capacity, holds, learnt }: LoadedListing): Promise<Listing> {
    const { organizations, areas } = this.loaders.of(asking);
    const [organization, area, knowsDoor] = await Promise.all([
      organizations.load(row.organizationId),
      row.areaId ? areas.load(row.areaId) : null,
      this.#knowsDoor(asking, row),
    ]);
    if (!organization) throw new Error('a listing has no organization');
    return presentListing({
      row,
      attributes,
      capacity,
      holds,
      learnt,
      organization,
      areaName: area?.name ?? null,
      knowsDoor,
      seesWhatOthersSee: seesWhatOthersSee(asking.actor, row),
      onDoorRead: this.#noteOf(asking, row),
      face: faceOf(asking.actor),
      now: this.clock.now(),
    });
  }

  async #knowsDoor(asking: Asking, row: Readonly<ListingRow>): Promise<boolean> {
    if (doorRight(asking.actor, row) !== 'NO') return true;
    return !readsPublicFaceOnly(asking.actor) && this.loaders.of(asking).openDoors.load(row.id);
  }

  #noteOf({ actor, context }: Asking, row: Readonly<ListingRow>): (() => void) | undefined {
    if (doorRight(actor, row) !== 'AUDITED') return undefined;
    return () => {
      this.readings.note(context, {
        chain: NETWORK_CHAIN,
        actorId: actor.staffId,
        action: 'door.read',
        subjectType: 'listing',
        subjectId: row.id,
      });
    };
  }
}
