import { Injectable } from '@nestjs/common';
import sql, { join } from 'sql-template-tag';
import { Database } from '../../platform/database/index.js';
import { AreaRow } from '../area.entity.js';
import type { IndexedListing } from '../indexed-listing.js';
import { loadListings } from '../load-listings.js';
import { AreaBook } from './area-book.js';
import { indexListing, type ListingParts } from './index-listing.js';

/** All published listings as they stood at one revision; it is never changed, only replaced. */
export interface DirectorySnapshot {
  readonly revision: number;
  readonly listings: readonly IndexedListing[];
  readonly areas: AreaBook;
}

/** Rows that are read in one go: between these, other requests get their turn. */
const BATCH = 200;

/**
 * The published directory in memory. Before each search it asks the database one number, and reads only what changed since; so several processes
 * on one database all stay right, and a search sees every change that was kept before it began.
 */
@Injectable()
export class ListingIndex {
  #byId = new Map<string, IndexedListing>();
  #snapshot: DirectorySnapshot = { revision: -1, listings: [], areas: new AreaBook([]) };
  #refreshing: Promise<void> | null = null;

  constructor(private readonly database: Database) {}

  /** The directory as it is now, or newer. */
  async current(): Promise<DirectorySnapshot> {
    const revision = await this.#revision();
    // A refresh that was on its way may have begun before this revision: then once more.
    while (this.#snapshot.revision < revision) {
      this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = null));
      await this.#refreshing;
    }
    return this.#snapshot;
  }

  async #revision(): Promise<number> {
    const query = sql`SELECT revision FROM directory_revision WHERE id = 1`;
    return (await this.database.one<{ revision: number }>(query))?.revision ?? 0;
  }

  /** The number is read first: what is kept meanwhile has a higher one, and is read again next time. */
  async #refresh(): Promise<void> {
    const revision = await this.#revision();
    const areaRows = await this.database.manager.find(AreaRow, { order: { id: 'ASC' } });
    const changed = await this.database.all<{ id: string; status: string }>(
      sql`SELECT id, status FROM listing WHERE revision > ${this.#snapshot.revision}`,
    );

    const listings = new Map(this.#byId);
    const areas = new AreaBook(areaRows);
    const moved = areas.changedFrom(this.#snapshot.areas);
    if (moved.size > 0)
      for (const [id, listing] of listings)
        if (listing.row.areaId !== null && moved.has(listing.row.areaId))
          listings.set(id, indexListing(listing, areas));
    for (const { id } of changed) listings.delete(id);
    const published = changed.filter((row) => row.status === 'PUBLISHED').map((row) => row.id);
    for (let at = 0; at < published.length; at += BATCH) {
      const parts = await this.#load(published.slice(at, at + BATCH));
      for (const part of parts) listings.set(part.row.id, indexListing(part, areas));
      await turnOfOthers();
    }

    this.#byId = listings;
    this.#snapshot = { revision, listings: [...listings.values()], areas };
  }

  /** Only those that are still published when they are read. */
  async #load(ids: readonly string[]): Promise<ListingParts[]> {
    const loaded = [...(await loadListings(this.database, ids)).values()];
    const published = loaded.filter(({ row }) => row.status === 'PUBLISHED');
    const names = await this.#organizationNames(published.map(({ row }) => row.organizationId));
    return published.map(({ row, attributes, capacity, holds, learnt }) => ({
      row,
      organizationName: names.get(row.organizationId) ?? '',
      attributes: new Map(attributes.map((fact) => [fact.code, fact])),
      capacity,
      holds,
      learnt,
    }));
  }

  async #organizationNames(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.all<{ id: string; name: string }>(
      sql`SELECT id, name FROM organization WHERE id IN (${join([...new Set(ids)])})`,
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

const turnOfOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
