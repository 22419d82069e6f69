import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { OrganizationRow } from '../organization.entity.js';
import { folded } from '../search/index.js';

export interface OrganizationPlace {
  /** As sorted: small letters and accents aside. */
  name: string;
  id: string;
}

export interface OrganizationPage {
  places: OrganizationPlace[];
  hasNextPage: boolean;
  totalCount: number;
}

/** Organizations by name, as many people would look for them: by any part of it, capitals and accents aside. */
@Injectable()
export class ListOrganizations {
  constructor(private readonly database: Database) {}

  /** Names are folded here, since neither database folds like the other: a network knows thousands of organizations, not millions. */
  async list(text: string, size: number, after: OrganizationPlace | null): Promise<OrganizationPage> {
    const wanted = folded(text.trim());
    const rows = await this.database.manager.find(OrganizationRow, { select: { id: true, name: true } });
    const all = rows
      .map(({ id, name }) => ({ id, name: folded(name) }))
      .filter(({ name }) => name.includes(wanted))
      .sort(byPlace);
    const rest = after === null ? all : all.filter((each) => byPlace(each, after) > 0);
    return { places: rest.slice(0, size), hasNextPage: rest.length > size, totalCount: all.length };
  }
}

const byPlace = (a: OrganizationPlace, b: OrganizationPlace): number =>
  a.name === b.name ? compare(a.id, b.id) : compare(a.name, b.name);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
