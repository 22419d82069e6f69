import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { forbidden, invalidAt } from '../platform/graphql/index.js';
import { standingToHer } from './client-access.js';
import { ClientHandoverRow } from './client-handover.entity.js';
import { ClientRow } from './client.entity.js';
import { ClientLedger } from './client-ledger.js';

/** As many as a worker can be handed at once. */
const MOST = 100;

/** The new worker has read what was left for her. It is gone then: nobody could read it any more, so nobody keeps it. */
@Injectable()
export class AcknowledgeHandOver {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ledger: ClientLedger,
  ) {}

  acknowledge(actor: Actor, clientId: string): Promise<ClientRow> {
    return this.database.write((tx) => this.#one(tx, actor, clientId));
  }

  /** A whole shift at once: all of them, or none where one is not hers. */
  async acknowledgeAll(actor: Actor, clientIds: readonly string[]): Promise<string[]> {
    const ids = [...new Set(clientIds)].sort();
    if (ids.length === 0) throw invalidAt('clientIds', 'Say at least one woman.');
    if (ids.length > MOST) throw invalidAt('clientIds', `Name ${MOST} women at most.`);
    await this.database.write(async (tx) => {
      for (const id of ids) await this.#one(tx, actor, id);
    });
    return ids;
  }

  async #one(tx: Transaction, actor: Actor, clientId: string): Promise<ClientRow> {
    const client = await tx.manager.findOneBy(ClientRow, { id: clientId });
    if (!client || standingToHer(actor, client) !== 'HER_WORKER') throw forbidden();
    const acknowledged = await tx.manager.update(
      ClientHandoverRow,
      { clientId, acknowledgedAt: IsNull() },
      { acknowledgedAt: this.clock.now(), note: null },
    );
    if (acknowledged.affected) await this.ledger.record(tx, actor, 'client.acknowledge-hand-over', clientId);
    else await this.ledger.recordReading(tx, actor, clientId);
    return client;
  }
}
