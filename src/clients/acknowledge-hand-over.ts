import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { forbidden } from '../platform/graphql/index.js';
import { standingToHer } from './client-access.js';
import { ClientHandoverRow } from './client-handover.entity.js';
import { ClientRow } from './client.entity.js';
import { ClientLedger } from './client-ledger.js';

/** The new worker has read what was left for her. It is gone then: nobody could read it any more, so nobody keeps it. */
@Injectable()
export class AcknowledgeHandOver {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ledger: ClientLedger,
  ) {}

  acknowledge(actor: Actor, clientId: string): Promise<ClientRow> {
    return this.database.write(async (tx) => {
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
    });
  }
}
