import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { Assignments } from './assignments.js';
import { ClientAccess } from './client-access.js';
import type { ClientDetails } from './client-details.js';
import { ClientRow } from './client.entity.js';
import type { UpdateClientInput } from './client.input.js';
import { ClientKeys, detailsOf } from './client-keys.js';
import { ClientLedger } from './client-ledger.js';
import { detailsAfter } from './told.js';

/** Changes what she told, or whose she is. Only what is given changes. */
@Injectable()
export class UpdateClient {
  constructor(
    private readonly database: Database,
    private readonly access: ClientAccess,
    private readonly keys: ClientKeys,
    private readonly ledger: ClientLedger,
    private readonly assignments: Assignments,
  ) {}

  /** `stale`: somebody else changed her record since it was read, and nothing was written. */
  async update(actor: Actor, input: UpdateClientInput): Promise<'updated' | 'stale'> {
    return this.database.write(async (tx) => {
      if (input.assignToId) await this.assignments.toCaseworker(tx, actor, input.assignToId, 'assignToId');
      const client = await this.access.toActFor(tx, actor, input.id);
      if (client.version !== input.version) return this.#stale(tx, actor, client.id);
      await this.ledger.passphraseIsFree(tx, actor, input.passphrase, client.id);
      const key = await this.keys.one(tx, client.id);
      const before = key.open<ClientDetails>(client.details, detailsOf(client.id));
      const after = detailsAfter(before, input);
      const changed = await tx.manager.update(
        ClientRow,
        { id: client.id, version: input.version },
        {
          version: input.version + 1,
          ageBand: input.ageBand === undefined ? client.ageBand : (input.ageBand ?? 'UNKNOWN'),
          pregnancy: input.pregnancy === undefined ? client.pregnancy : (input.pregnancy ?? 'UNKNOWN'),
          countMe: input.countMe ?? client.countMe,
          details: key.seal(after, detailsOf(client.id)),
          passphraseHash:
            input.passphrase === undefined ? client.passphraseHash : this.ledger.passphrase(actor, input.passphrase),
          assignedToId: input.assignToId ?? client.assignedToId,
        },
      );
      if (!changed.affected) return this.#stale(tx, actor, client.id);
      const { assignedToId: fromId } = client;
      if (input.assignToId && input.assignToId !== fromId)
        await this.assignments.note(tx, actor, { clientId: client.id, fromId, toId: input.assignToId, purpose: null });
      await this.ledger.record(tx, actor, 'client.update', client.id);
      await this.ledger.tellPlans(tx, actor, client.id, before, after);
      return 'updated';
    });
  }

  /** Nothing is written, but she is shown as she is known now. */
  async #stale(tx: Transaction, actor: Actor, clientId: string): Promise<'stale'> {
    await this.ledger.recordReading(tx, actor, clientId);
    return 'stale';
  }
}
