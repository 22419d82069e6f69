import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { In, IsNull } from 'typeorm';
import { actOf, AuditTrail } from '../../audit/index.js';
import { ClientKeys, ClientRow, readCode } from '../../clients/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Reader, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidAt } from '../../platform/graphql/index.js';
import { newId } from '../../platform/ids.js';
import { LegalHoldRow } from '../legal-hold.entity.js';

export interface HoldEnds {
  holdId: string;
  reason: string;
}

/**
 * A manager of her own organization says that nothing of one woman may be erased, and why; another word of hers ends it. It opens nothing: who
 * could not read her before cannot read her by it.
 */
@Injectable()
export class LegalHolds {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keys: ClientKeys,
    private readonly trail: AuditTrail,
  ) {}

  /** By the code on her card, because a manager may not look her up in order to hold her. A second hold on her is one more that must end. */
  place(actor: Actor, said: { code: string; reason: string }): Promise<string> {
    const read = readCode(said.code);
    if ('problem' in read) throw invalidAt('code', 'This is not a code: look again at each sign.');
    return this.database.write(async (tx) => {
      const client = await tx.manager.findOneBy(ClientRow, { code: read.code, organizationId: actor.organizationId });
      if (!client) throw forbidden();
      const id = newId();
      const key = await this.keys.one(tx, client.id);
      await tx.manager.insert(LegalHoldRow, {
        ...{ id, clientId: client.id, organizationId: client.organizationId },
        ...{ placedById: actor.staffId, placedAt: this.clock.now(), endReason: null, endedById: null, endedAt: null },
        reason: key.seal(said.reason, holdReasonOf(id)),
      });
      await this.trail.record(tx, actOf(actor, 'legal-hold.place', 'client', client.id));
      return id;
    });
  }

  end(actor: Actor, { holdId, reason }: HoldEnds): Promise<string> {
    return this.database.write(async (tx) => {
      const hold = await tx.manager.findOneBy(LegalHoldRow, { id: holdId, organizationId: actor.organizationId });
      if (!hold) throw forbidden();
      const key = await this.keys.one(tx, hold.clientId);
      const ended = await tx.manager.update(
        LegalHoldRow,
        { id: holdId, endedAt: IsNull() },
        { endedAt: this.clock.now(), endedById: actor.staffId, endReason: key.seal(reason, holdEndOf(holdId)) },
      );
      if (!ended.affected) throw invalidAt('holdId', 'This hold is over already.');
      await this.trail.record(tx, actOf(actor, 'legal-hold.end', 'client', hold.clientId));
      return holdId;
    });
  }

  /** Those that stand, oldest first: the longest standing want a look first. */
  standing(organizationId: string): Promise<LegalHoldRow[]> {
    return this.database.manager.find(LegalHoldRow, {
      where: { organizationId, endedAt: IsNull() },
      order: { placedAt: 'ASC', id: 'ASC' },
    });
  }

  /** All that ever stood on her. */
  onHer(clientId: string): Promise<LegalHoldRow[]> {
    return this.database.manager.find(LegalHoldRow, { where: { clientId }, order: { placedAt: 'DESC', id: 'ASC' } });
  }

  async one(id: string): Promise<LegalHoldRow> {
    return this.database.manager.findOneByOrFail(LegalHoldRow, { id });
  }

  async codesOf(rows: readonly LegalHoldRow[]): Promise<Map<string, string>> {
    const clients = await this.database.manager.findBy(ClientRow, { id: In(rows.map(({ clientId }) => clientId)) });
    return new Map(clients.map(({ id, code }) => [id, code]));
  }
}

/** Whether nothing of hers may be erased now; in a transaction of erasing it stays so until that is over. */
export async function isHeld(reader: Reader | Transaction, clientId: string): Promise<boolean> {
  const hold = await reader.one(
    sql`SELECT id FROM legal_hold WHERE client_id = ${clientId} AND ended_at IS NULL LIMIT 1`,
  );
  return hold !== undefined;
}

export const holdReasonOf = (holdId: string): string => `legal_hold:${holdId}:reason`;
export const holdEndOf = (holdId: string): string => `legal_hold:${holdId}:end`;
