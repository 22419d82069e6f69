import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import { ClientKeys } from '../clients/index.js';
import { ConsentBook } from '../consent/index.js';
import type { Asking } from '../directory/index.js';
import { StaffDirectory, type StaffMember } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import type { SealingKey } from '../platform/secrets/index.js';
import { ReferralAccess, type SeenReferral } from './referral-access.js';
import { ReferralMessageRow } from './referral-message.entity.js';
import { ReferralEventRow, ReferralRow } from './referral.entity.js';

/** What one request loads of referrals: each kind by one statement for all that are asked for at the same time. */
export interface ReferralRequestLoaders {
  events: DataLoader<string, ReferralEventRow[]>;
  messages: DataLoader<string, ReferralMessageRow[]>;
  clientKeys: DataLoader<string, SealingKey | null>;
  consentKeys: DataLoader<string, SealingKey | null>;
  /** Another referral of the chain, where this reader may see it too. */
  seen: DataLoader<string, SeenReferral | null>;
  staff: DataLoader<string, StaffMember | null>;
  /** The one that stands in for this one, where this reader may see it too. */
  replacing: DataLoader<string, SeenReferral | null>;
}

const LOADERS = Symbol('referral loaders');

@Injectable()
export class ReferralLoaders {
  constructor(
    private readonly database: Database,
    private readonly access: ReferralAccess,
    private readonly clients: ClientKeys,
    private readonly consents: ConsentBook,
    private readonly staff: StaffDirectory,
  ) {}

  of({ actor, context }: Asking): ReferralRequestLoaders {
    const { manager } = this.database;
    return context.once(LOADERS, () => ({
      events: listsOf((ids) =>
        manager.find(ReferralEventRow, { where: { referralId: In(ids) }, order: { referralId: 'ASC', place: 'ASC' } }),
      ),
      messages: listsOf((ids) =>
        manager.find(ReferralMessageRow, { where: { referralId: In(ids) }, order: { at: 'ASC', id: 'ASC' } }),
      ),
      clientKeys: oneEach((ids) => this.clients.many(this.database, ids)),
      consentKeys: oneEach((ids) => this.consents.keys(this.database, ids)),
      staff: oneEach((ids) => this.staff.many(ids)),
      seen: oneEach(async (ids) => {
        const rows = await manager.findBy(ReferralRow, { id: In(ids) });
        return new Map((await this.access.see(this.database, actor, rows)).map((seen) => [seen.row.id, seen]));
      }),
      replacing: oneEach(async (ids) => {
        const rows = await manager.findBy(ReferralRow, { replacesId: In(ids) });
        const seen = await this.access.see(this.database, actor, rows);
        return new Map(seen.map((each) => [each.row.replacesId ?? '', each]));
      }),
    }));
  }
}

/** Nothing is remembered beyond the moment: a second mutation in one request answers with what it wrote. */
const NOW_ONLY = { cache: false };

const oneEach = <T>(load: (ids: string[]) => Promise<Map<string, T>>): DataLoader<string, T | null> =>
  new DataLoader(async (ids) => {
    const found = await load([...new Set(ids)]);
    return ids.map((id) => found.get(id) ?? null);
  }, NOW_ONLY);

const listsOf = <T extends { referralId: string }>(load: (ids: string[]) => Promise<T[]>): DataLoader<string, T[]> =>
  new DataLoader(async (ids) => {
    const rows = await load([...new Set(ids)]);
    return ids.map((id) => rows.filter((row) => row.referralId === id));
  }, NOW_ONLY);
