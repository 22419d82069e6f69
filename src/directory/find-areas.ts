import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { AreaRow } from './area.entity.js';
import { folded } from './search/index.js';

/** Areas by what somebody types, small letters and accents aside: names that begin so first, then those that contain it. */
@Injectable()
export class FindAreas {
  constructor(private readonly database: Database) {}

  /** Their ids, `most` at most. */
  async find(text: string, most: number): Promise<string[]> {
    const wanted = folded(text.trim());
    const rows = await this.database.manager.find(AreaRow, { select: { id: true, name: true } });
    return rows
      .map(({ id, name }) => ({ id, name: folded(name) }))
      .filter(({ name }) => name.includes(wanted))
      .sort(
        (a, b) => rank(a.name, wanted) - rank(b.name, wanted) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
      )
      .slice(0, most)
      .map(({ id }) => id);
  }
}

const rank = (name: string, wanted: string): number => (name.startsWith(wanted) ? 0 : 1);
