import { Injectable } from '@nestjs/common';
import sql, { join } from 'sql-template-tag';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import type { Reader } from '../platform/database/index.js';
import { forbidden } from '../platform/graphql/index.js';
import { ClientRow } from './client.entity.js';

/** How a reader stands to a woman: her worker; a colleague or manager of her organization; nobody. */
export type StandingToHer = 'HER_WORKER' | 'COLLEAGUE' | 'MANAGER' | 'NOBODY';

/** The whole sentence of who she is whose. A colleague and a manager must say why before they read; nobody else reads at all. */
export function standingToHer(actor: Actor, client: Pick<ClientRow, 'organizationId' | 'assignedToId'>): StandingToHer {
  if (!actor.worksAt(client.organizationId)) return 'NOBODY';
  if (actor.is('CASEWORKER')) return client.assignedToId === actor.staffId ? 'HER_WORKER' : 'COLLEAGUE';
  return actor.is('MANAGER') ? 'MANAGER' : 'NOBODY';
}

@Injectable()
export class ClientAccess {
  constructor(private readonly clock: Clock) {}

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
    for (const row of opened) open.add(row.client_id);
    return open;
  }

  /** The woman for whom a caseworker acts: hers, or one she opened with a purpose. Anybody else hears what an unknown id hears. */
  async toActFor(reader: Reader, actor: Actor, clientId: string): Promise<ClientRow> {
    const client = await reader.manager.findOneBy(ClientRow, { id: clientId });
    if (!client || !actor.is('CASEWORKER')) throw forbidden();
    if (!(await this.openTo(reader, actor, [client])).has(client.id)) throw forbidden();
    return client;
  }
}

export type ClientStub = Pick<ClientRow, 'id' | 'organizationId' | 'assignedToId'>;
