import { Injectable } from '@nestjs/common';
import type { FindOptionsWhere } from 'typeorm';
import { actOf, AuditTrail, Readings } from '../audit/index.js';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import type { RequestContext } from '../platform/graphql/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import { MasterKey } from '../platform/secrets/index.js';
import { ClientAccess, standingToHer } from './client-access.js';
import { ClientRow } from './client.entity.js';
import { readCode } from './codes.js';
import { passphraseHash } from './passphrase.js';
import { purposeSaid } from './purpose.js';

/** Finds a woman of the reader's own organization. Who is not her worker says why, and her worker sees it. */
@Injectable()
export class FindClient {
  constructor(
    private readonly database: Database,
    private readonly access: ClientAccess,
    private readonly trail: AuditTrail,
    private readonly readings: Readings,
    private readonly master: MasterKey,
  ) {}

  byId(actor: Actor, id: string, purpose: string | null, context: RequestContext): Promise<ClientRow | null> {
    return this.#open(actor, { id }, purpose, context);
  }

  /** A code with a slip of the pen in it is bad input, whoever's it may be; a good code of somebody else's is not there. */
  byCode(actor: Actor, code: string, purpose: string | null, context: RequestContext): Promise<ClientRow | null> {
    const read = readCode(code);
    if ('problem' in read) throw invalidAt('code', 'This is not a code: look again at each sign.');
    return this.#open(actor, { code: read.code }, purpose, context);
  }

  byPassphrase(actor: Actor, words: string, purpose: string, context: RequestContext): Promise<ClientRow | null> {
    const hash = passphraseHash(this.master, actor.organizationId, words);
    return this.#open(actor, { organizationId: actor.organizationId, passphraseHash: hash }, purpose, context);
  }

  async #open(
    actor: Actor,
    where: FindOptionsWhere<ClientRow>,
    purpose: string | null,
    context: RequestContext,
  ): Promise<ClientRow | null> {
    const client = await this.database.manager.findOneBy(ClientRow, where);
    const standing = client ? standingToHer(actor, client) : 'NOBODY';
    if (!client || standing === 'NOBODY') return null;
    if (standing === 'HER_WORKER') {
      this.readings.note(context, this.#act(actor, client.id, null));
      return client;
    }
    if ((await this.access.closedToOthers(this.database, actor, [client.id])).has(client.id)) return null;
    const why = purposeSaid(purpose);
    await this.database.write(async (tx) => {
      await this.access.open(tx, actor, client.id, why);
      await this.trail.record(tx, this.#act(actor, client.id, why));
    });
    return client;
  }

  #act(actor: Actor, clientId: string, purpose: string | null) {
    return actOf(actor, 'client.read', 'client', clientId, purpose);
  }
}
