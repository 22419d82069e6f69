import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import sql, { join } from 'sql-template-tag';
import { In } from 'typeorm';
import { StaffDirectory, type Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import type { RequestContext } from '../platform/graphql/index.js';
import { Area } from './area.type.js';
import { loadListings, type LoadedListing } from './load-listings.js';
import { OrganizationRow } from './organization.entity.js';
import type { Organization } from './organization.type.js';
import { DoorKeeper } from './ports.js';
import { presentOrganization } from './present-organization.js';

/** Who reads, and in which request: what is read for her is loaded together and noted together. */
export interface Asking {
  actor: Actor;
  context: RequestContext;
}

/** What one request loads, each kind by one statement for all that is asked for at the same time; null for an id that is not known. */
export interface RequestLoaders {
  listings: DataLoader<string, LoadedListing | null>;
  organizations: DataLoader<string, Organization | null>;
  areas: DataLoader<string, Area | null>;
  /** Whether a referral opens this listing's door to the reader. */
  openDoors: DataLoader<string, boolean>;
}

const LOADERS = Symbol('directory loaders');

@Injectable()
export class DirectoryLoaders {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly doors: DoorKeeper,
  ) {}

  of({ actor, context }: Asking): RequestLoaders {
    return context.once(LOADERS, () => ({
      listings: batched((ids) => loadListings(this.database, ids)),
      organizations: batched((ids) => this.#organizations(ids)),
      areas: batched((ids) => this.#areas(ids)),
      openDoors: new DataLoader(
        async (ids) => {
          const open = await this.doors.openDoors(actor, unique(ids));
          return ids.map((id) => open.has(id));
        },
        { cache: false },
      ),
    }));
  }

  async #organizations(ids: readonly string[]): Promise<Map<string, Organization>> {
    const rows = await this.database.manager.findBy(OrganizationRow, { id: In(ids) });
    const answering = await this.staff.answeringHere(rows.map((row) => row.id));
    return new Map(rows.map((row) => [row.id, presentOrganization(row, answering.has(row.id))]));
  }

  async #areas(ids: readonly string[]): Promise<Map<string, Area>> {
    const rows = await this.database.all<Area>(sql`
      SELECT area.id, area.name, parent.name AS within, area.latitude, area.longitude
      FROM area LEFT JOIN area parent ON parent.id = area.parent_id
      WHERE area.id IN (${join([...ids])})`);
    return new Map(rows.map((row) => [row.id, Object.assign(new Area(), row)]));
  }
}

/**
 * Asks once for all ids of the same moment. Nothing is remembered beyond it: several mutations in one request must each answer with what they have
 * written, and not with what was read before them.
 */
function batched<T>(load: (ids: string[]) => Promise<Map<string, T>>): DataLoader<string, T | null> {
  return new DataLoader(
    async (ids) => {
      const found = await load(unique(ids));
      return ids.map((id) => found.get(id) ?? null);
    },
    { cache: false },
  );
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
