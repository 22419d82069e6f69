import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '../../platform/config.js';
import type { Reader } from '../../platform/database/index.js';
import { SETTINGS } from '../../platform/settings.js';
import { ClientAccess } from '../client-access.js';
import type { ClientDetails } from '../client-details.js';
import { ClientKeys, detailsOf } from '../client-keys.js';
import type { ClientRow } from '../client.entity.js';
import type { HerRules } from '../may-contact.js';

/** What she said about reaching her, as it stands now. */
@Injectable()
export class HerContactRules {
  constructor(
    private readonly keys: ClientKeys,
    private readonly access: ClientAccess,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async of(reader: Reader, client: ClientRow): Promise<HerRules> {
    const key = await this.keys.one(reader, client.id);
    const { safeContact } = key.open<ClientDetails>(client.details, detailsOf(client.id));
    const inCustody = (await this.access.inCustody(reader, [client.id])).has(client.id);
    return { safeContact, inCustody, zone: this.settings.networkTimezone };
  }
}
