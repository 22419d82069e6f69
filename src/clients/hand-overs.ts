import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { In, IsNull } from 'typeorm';
import { type Actor, StaffDirectory } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { ClientHandoverRow } from './client-handover.entity.js';
import { ClientRow } from './client.entity.js';
import { ClientKeys } from './client-keys.js';
import { ClientsHandedOver, HandedOver } from './hand-over.type.js';

/** Binds the sealed word to its row. */
export const handoverNoteOf = (handoverId: string): string => `client_handover:${handoverId}:note`;

/** As many as a worker can be handed at once. */
const MOST = 100;

/** Hand-overs as the worker who was given them finds and acknowledges them. */
@Injectable()
export class HandOvers {
  constructor(
    private readonly database: Database,
    private readonly keys: ClientKeys,
    private readonly staff: StaffDirectory,
  ) {}

  /** What was done in one act, as it was done. */
  async told(actId: string): Promise<ClientsHandedOver> {
    const rows = await this.database.manager.find(ClientHandoverRow, { where: { actId }, order: { clientId: 'ASC' } });
    const [first] = rows;
    if (!first) throw new Error('a hand-over that was kept is not there');
    return Object.assign(new ClientsHandedOver(), {
      at: first.at,
      to: await this.staff.one(first.toId),
      clientIds: rows.map(({ clientId }) => clientId),
    });
  }

  /** Women who were handed to this worker and not acknowledged yet, those of the latest shift first. */
  async waitingFor(actor: Actor): Promise<ClientRow[]> {
    const found = await this.database.all<{ id: string }>(sql`
      SELECT c.id, MAX(h.at) AS latest FROM client_handover h JOIN client c ON c.id = h.client_id
      WHERE h.to_id = ${actor.staffId} AND h.acknowledged_at IS NULL
        AND c.assigned_to_id = ${actor.staffId} AND c.organization_id = ${actor.organizationId}
      GROUP BY c.id ORDER BY latest DESC, c.id LIMIT ${MOST}`);
    const rows = await this.database.manager.findBy(ClientRow, { id: In(found.map(({ id }) => id)) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return found.flatMap(({ id }) => byId.get(id) ?? []);
  }

  /** The latest word that waits for her worker; to anybody else there is none. */
  async waiting(actor: Actor, clientId: string): Promise<HandedOver | null> {
    const row = await this.#latest(actor, clientId);
    if (!row) return null;
    const key = row.note ? await this.keys.one(this.database, clientId) : null;
    return Object.assign(new HandedOver(), {
      at: row.at,
      from: await this.staff.one(row.fromId),
      note: key && row.note ? key.open<string>(row.note, handoverNoteOf(row.id)) : null,
    });
  }

  async #latest(actor: Actor, clientId: string): Promise<ClientHandoverRow | null> {
    const hers = await this.database.manager.existsBy(ClientRow, { id: clientId, assignedToId: actor.staffId });
    if (!hers) return null;
    return this.database.manager.findOne(ClientHandoverRow, {
      where: { clientId, toId: actor.staffId, acknowledgedAt: IsNull() },
      order: { at: 'DESC', id: 'ASC' },
    });
  }
}
