import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { Clock } from '../platform/clock.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import { WrapRegister } from '../platform/keys/index.js';
import { MasterKey, SealingKey } from '../platform/secrets/index.js';
import { type ConsentGiven, proveConsent } from './consent-given.js';
import { ConsentKeyRow, ConsentRow } from './consent.entity.js';
import type { SharedFieldValue } from './consent-terms.js';

/** A consent counts while it is neither withdrawn nor expired. */
export const isActive = (row: Pick<ConsentRow, 'withdrawnAt' | 'expiresAt'>, now: string): boolean =>
  row.withdrawnAt === null && row.expiresAt > now;

/** What other features ask of her consents. */
@Injectable()
export class ConsentBook {
  constructor(
    private readonly master: MasterKey,
    private readonly clock: Clock,
    wraps: WrapRegister,
  ) {
    wraps.add({ table: 'consent_key', id: 'consent_id', column: 'wrapped', boundTo: wrapOf });
  }

  /**
   * Her newest active consent for this receiver that speaks of this listing or of none: what she said last counts, also where it is narrower
   * than before. Null where there is none. In a transaction it holds until that has ended: whoever withdraws meanwhile
   * waits, and finds what was sent under it.
   */
  async proofFor(
    reader: Reader,
    she: { clientId: string; receiverId: string; listingId: string },
    wanted: readonly SharedFieldValue[],
  ): Promise<ConsentGiven | null> {
    const rows = await reader.manager.find(ConsentRow, {
      where: [
        { clientId: she.clientId, receiverId: she.receiverId, listingId: she.listingId, withdrawnAt: IsNull() },
        { clientId: she.clientId, receiverId: she.receiverId, listingId: IsNull(), withdrawnAt: IsNull() },
      ],
      order: { givenAt: 'DESC', id: 'ASC' },
      ...held(reader),
    });
    const active = rows.filter((row) => isActive(row, this.clock.now()));
    // Of two written down in the same moment, the one that covers what was written.
    const last = active.filter((row) => row.givenAt === active[0]?.givenAt);
    const newest = last.find((row) => wanted.every((field) => row.fields.includes(field))) ?? last[0];
    if (!newest) return null;
    const key = (await this.keys(reader, [newest.id])).get(newest.id);
    return key ? proveConsent(newest, key) : null;
  }

  /** Of this woman and this receiver, those that stand besides this one; what was sent under them can be read on. */
  async alsoActive(reader: Reader, consent: Pick<ConsentRow, 'id' | 'clientId' | 'receiverId'>): Promise<ConsentRow[]> {
    const { clientId, receiverId } = consent;
    const rows = await reader.manager.find(ConsentRow, {
      where: { clientId, receiverId, withdrawnAt: IsNull() },
      order: { givenAt: 'DESC', id: 'ASC' },
    });
    return rows.filter((row) => row.id !== consent.id && isActive(row, this.clock.now()));
  }

  async rows(reader: Reader, ids: readonly string[]): Promise<Map<string, ConsentRow>> {
    if (ids.length === 0) return new Map();
    const rows = await reader.manager.findBy(ConsentRow, { id: In([...new Set(ids)]) });
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The keys of those that were not withdrawn. */
  async keys(reader: Reader, ids: readonly string[]): Promise<Map<string, SealingKey>> {
    if (ids.length === 0) return new Map();
    const rows = await reader.manager.findBy(ConsentKeyRow, { consentId: In([...new Set(ids)]) });
    return new Map(
      rows.map((row) => [row.consentId, new SealingKey(this.master.unwrap(row.wrapped, wrapOf(row.consentId)))]),
    );
  }

  async makeKey(tx: Transaction, consentId: string): Promise<void> {
    const { wrapped } = this.master.newDataKey(wrapOf(consentId));
    await tx.manager.insert(ConsentKeyRow, { consentId, wrapped });
  }

  /** A plan is over: what she agreed to until its end is, too. */
  async endWithPlan(tx: Transaction, planId: string): Promise<void> {
    const now = this.clock.now();
    await tx.manager.update(
      ConsentRow,
      { untilPlanId: planId, withdrawnAt: IsNull(), expiresAt: MoreThan(now) },
      { expiresAt: now },
    );
  }

  /**
   * It is over for good and its time of keeping too: nobody opens what was shared, and its purpose is gone. Receiver, fields and days stay, because
   * figures of what crossed over count by them.
   */
  async close(tx: Transaction, consentId: string): Promise<void> {
    const now = this.clock.now();
    await tx.manager.update(ConsentRow, { id: consentId, expiresAt: MoreThan(now) }, { expiresAt: now });
    await tx.manager.update(ConsentRow, { id: consentId }, { purpose: '' });
    await tx.manager.delete(ConsentKeyRow, { consentId });
  }

  /** She takes it back: the key is destroyed, and what was shared under it can be opened by nobody. False where she already had. */
  async withdraw(tx: Transaction, consentId: string, at = this.clock.now()): Promise<boolean> {
    const withdrawn = await tx.manager.update(
      ConsentRow,
      { id: consentId, withdrawnAt: IsNull() },
      { withdrawnAt: at },
    );
    await tx.manager.delete(ConsentKeyRow, { consentId });
    return Boolean(withdrawn.affected);
  }
}

/** SQLite has one writer at a time anyway. */
const held = (reader: Reader) =>
  'run' in reader && reader.kind === 'postgres' ? { lock: { mode: 'pessimistic_read' as const } } : {};

const wrapOf = (consentId: string): string => `consent_key:${consentId}`;
