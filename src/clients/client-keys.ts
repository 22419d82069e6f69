import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Reader, Transaction } from '../platform/database/index.js';
import { WrapRegister } from '../platform/keys/index.js';
import { MasterKey, SealingKey } from '../platform/secrets/index.js';
import { ClientKeyRow } from './client.entity.js';

/** Each woman's own key. What is sealed under it is gone with it. */
@Injectable()
export class ClientKeys {
  constructor(
    private readonly master: MasterKey,
    wraps: WrapRegister,
  ) {
    wraps.add({ table: 'client_key', id: 'client_id', column: 'wrapped', boundTo: wrapOf });
  }

  async make(tx: Transaction, clientId: string): Promise<{ key: SealingKey; keep: () => Promise<void> }> {
    const { key, wrapped } = this.master.newDataKey(wrapOf(clientId));
    // The row can only be kept once hers stands, so the caller says when.
    const keep = async () => {
      await tx.manager.insert(ClientKeyRow, { clientId, wrapped });
    };
    return { key: new SealingKey(key), keep };
  }

  /** The keys of those that still have one. */
  async many(reader: Reader, clientIds: readonly string[]): Promise<Map<string, SealingKey>> {
    if (clientIds.length === 0) return new Map();
    const rows = await reader.manager.findBy(ClientKeyRow, { clientId: In([...new Set(clientIds)]) });
    return new Map(
      rows.map((row) => [row.clientId, new SealingKey(this.master.unwrap(row.wrapped, wrapOf(row.clientId)))]),
    );
  }

  async one(reader: Reader, clientId: string): Promise<SealingKey> {
    const key = (await this.many(reader, [clientId])).get(clientId);
    if (!key) throw new Error('a client has no key');
    return key;
  }
}

const wrapOf = (clientId: string): string => `client_key:${clientId}`;

export const detailsOf = (clientId: string): string => `client:${clientId}:details`;
