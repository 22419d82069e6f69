import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import type { Transaction } from '../platform/database/index.js';
import type { ClientDetails, PregnancyValue } from './client-details.js';
import { ClientRow } from './client.entity.js';
import { ClientKeys, detailsOf } from './client-keys.js';
import { ClientLedger } from './client-ledger.js';

const TRIES = 3;

/** What is learnt in an act of another feature (a birth, a due month that moved) is written into her record too: one truth. */
@Injectable()
export class TellClient {
  constructor(
    private readonly keys: ClientKeys,
    private readonly ledger: ClientLedger,
  ) {}

  async tell(
    tx: Transaction,
    actor: Actor,
    clientId: string,
    told: { pregnancy?: PregnancyValue; dueMonth?: string | null },
  ): Promise<void> {
    const key = await this.keys.one(tx, clientId);
    // Her record may change meanwhile; what is learnt here is written over whatever else was.
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const client = await tx.manager.findOneByOrFail(ClientRow, { id: clientId });
      const before = key.open<ClientDetails>(client.details, detailsOf(clientId));
      const details = told.dueMonth === undefined ? before : { ...before, dueMonth: told.dueMonth };
      const changed = await tx.manager.update(
        ClientRow,
        { id: clientId, version: client.version },
        {
          version: client.version + 1,
          pregnancy: told.pregnancy ?? client.pregnancy,
          details: key.seal(details, detailsOf(clientId)),
        },
      );
      if (changed.affected) return this.ledger.record(tx, actor, 'client.update', clientId);
    }
    throw new Error('her record would not hold still');
  }
}
