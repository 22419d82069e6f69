import { Injectable } from '@nestjs/common';
import type { AvoidBook, AvoidedPlaces } from '../directory/index.js';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { Refusal } from '../platform/graphql/index.js';
import { ClientAccess } from './client-access.js';
import type { ClientDetails } from './client-details.js';
import { ClientKeys, detailsOf } from './client-keys.js';

/** Answers the directory's question whom and where a woman must not meet; only to who may act for her. */
@Injectable()
export class HerAvoidBook implements AvoidBook {
  constructor(
    private readonly database: Database,
    private readonly access: ClientAccess,
    private readonly keys: ClientKeys,
  ) {}

  async avoidedBy(actor: Actor, clientId: string): Promise<AvoidedPlaces | null> {
    try {
      const client = await this.access.toActFor(this.database, actor, clientId);
      const key = await this.keys.one(this.database, client.id);
      return (
        key.open<ClientDetails>(client.details, detailsOf(client.id)).avoid ?? { organizationIds: [], areaIds: [] }
      );
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }
}
