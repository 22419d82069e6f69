import { Injectable } from '@nestjs/common';
import sql, { join } from 'sql-template-tag';
import { custodialAmong } from '../directory/index.js';
import type { Actor } from '../identity/index.js';
import { Clock, plusMinutes } from '../platform/clock.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import { forbidden } from '../platform/graphql/index.js';
import { newId } from '../platform/ids.js';
import { ClientOpeningRow, ClientRow } from './client.entity.js';
import { CustodyBook } from './ports.js';

/** How a reader stands to a woman: her worker; a colleague or manager of her organization; nobody. */
export type StandingToHer = 'HER_WORKER' | 'COLLEAGUE' | 'MANAGER' | 'NOBODY';

/** The whole sentence of who she is whose. A colleague and a manager must say why before they read; nobody else reads at all. An erased record is nobody's. */
export function standingToHer(
  actor: Actor,
  client: Pick<ClientRow, 'organizationId' | 'assignedToId' | 'erasedAt'>,
): StandingToHer {
  if (client.erasedAt !== null || !actor.worksAt(client.organizationId)) return 'NOBODY';
  if (actor.is('CASEWORKER')) return client.assignedToId === actor.staffId ? 'HER_WORKER' : 'COLLEAGUE';
  return actor.is('MANAGER') ? 'MANAGER' : 'NOBODY';
}

/**
 * Custody closes her record to every manager, and in a prison's own organization to everybody but her worker: no purpose opens it. It sounds like a
 * record that does not exist.
 */
export const closedByCustody = (actor: Actor, standing: StandingToHer, organizationIsCustodial: boolean): boolean =>
  standing !== 'HER_WORKER' && (organizationIsCustodial || actor.is('MANAGER'));

/** An opening with a purpose lasts a shift: as long as a session can. */
const OPENING_MINUTES = 12 * 60;

@Injectable()
export class ClientAccess {
  constructor(
    private readonly clock: Clock,
    private readonly custody: CustodyBook,
  ) {}

  /**
   * Of these women, those whose details this reader may use now: hers, and those whom she opened with a purpose in this shift.
   * A page costs one query.
   */
  async openTo(reader: Reader, actor: Actor, clients: readonly ClientStub[]): Promise<Set<string>> {
    const open = new Set<string>();
    const toAsk: string[] = [];
    for (const client of clients) {
      const standing = standingToHer(actor, client);
      if (standing === 'HER_WORKER') open.add(client.id);
      else if (standing !== 'NOBODY') toAsk.push(client.id);
    }
    if (toAsk.length === 0) return open;
    const opened = await reader.all<{ client_id: string }>(sql`
      SELECT DISTINCT client_id FROM client_opening
      WHERE staff_id = ${actor.staffId} AND until > ${this.clock.now()} AND client_id IN (${join(toAsk)})`);
    const purposes = opened.map((row) => row.client_id);
    const closed = await this.closedToOthers(reader, actor, purposes);
    for (const id of purposes) if (!closed.has(id)) open.add(id);
    return open;
  }

  /** A colleague or manager said why she looks. */
  async open(tx: Transaction, actor: Actor, clientId: string, purpose: string): Promise<void> {
    const openedAt = this.clock.now();
    const until = plusMinutes(openedAt, OPENING_MINUTES);
    await tx.manager.insert(ClientOpeningRow, {
      id: newId(),
      clientId,
      staffId: actor.staffId,
      purpose,
      openedAt,
      until,
    });
  }

  /** Of these women, those who are in custody. */
  inCustody(reader: Reader, clientIds: readonly string[]): Promise<Set<string>> {
    return this.custody.inCustody(reader, clientIds);
  }

  /** Of these women of the reader's own organization, none of them hers, those whom custody closes to her. */
  async closedToOthers(reader: Reader, actor: Actor, clientIds: readonly string[]): Promise<Set<string>> {
    const inside = await this.custody.inCustody(reader, clientIds);
    if (inside.size === 0) return inside;
    const custodial = await custodialAmong(reader, [actor.organizationId]);
    return closedByCustody(actor, 'COLLEAGUE', custodial.size > 0) ? inside : new Set();
  }

  /** The woman for whom a caseworker acts: hers, or one she opened with a purpose. Anybody else hears what an unknown id hears. */
  async toActFor(reader: Reader, actor: Actor, clientId: string): Promise<ClientRow> {
    const client = await reader.manager.findOneBy(ClientRow, { id: clientId });
    if (!client || !actor.is('CASEWORKER')) throw forbidden();
    if (!(await this.openTo(reader, actor, [client])).has(client.id)) throw forbidden();
    return client;
  }
}

export type ClientStub = Pick<ClientRow, 'id' | 'organizationId' | 'assignedToId' | 'erasedAt'>;
