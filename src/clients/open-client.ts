import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import { newId } from '../platform/ids.js';
import { NOTHING_TOLD } from './client-details.js';
import { ClientRow } from './client.entity.js';
import type { OpenClientInput } from './client.input.js';
import { ClientKeys, detailsOf } from './client-keys.js';
import { ClientLedger } from './client-ledger.js';
import { newCode } from './codes.js';
import { ArrivalBook } from './ports.js';
import { detailsAfter } from './told.js';

/** A woman is opened by the caseworker she sits with, who becomes her worker. */
@Injectable()
export class OpenClient {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keys: ClientKeys,
    private readonly ledger: ClientLedger,
    private readonly arrivals: ArrivalBook,
  ) {}

  async open(actor: Actor, input: OpenClientInput): Promise<string> {
    return this.database.write((tx) =>
      this.ledger.once(tx, actor, 'openClient', input, async () => {
        const id = newId();
        const cameBy = input.cameByReferralId ?? null;
        const countedAs = cameBy ? await this.#cameBy(tx, actor, cameBy) : newId();
        const { key, keep } = await this.keys.make(tx, id);
        await this.ledger.passphraseIsFree(tx, actor, input.passphrase);
        await tx.manager.insert(ClientRow, {
          id,
          organizationId: actor.organizationId,
          version: 1,
          code: newCode(),
          assignedToId: actor.staffId,
          ageBand: input.ageBand ?? 'UNKNOWN',
          pregnancy: input.pregnancy ?? 'UNKNOWN',
          countMe: input.countMe ?? false,
          details: key.seal(detailsAfter(NOTHING_TOLD, input), detailsOf(id)),
          passphraseHash: this.ledger.passphrase(actor, input.passphrase),
          cameByReferralId: cameBy,
          countedAs,
          openedAt: this.clock.now(),
          erasedAt: null,
        });
        await keep();
        await this.ledger.record(tx, actor, 'client.open', id);
        return id;
      }),
    );
  }

  /**
   * She is one woman, wherever she is opened, and is so once by each referral. Nothing of what was shared is written into her new record by itself:
   * that copy would outlive her withdrawal. Her worker reads it while it stands, and writes what she says now.
   */
  async #cameBy(tx: Transaction, actor: Actor, referralId: string): Promise<string> {
    const countedAs = await this.arrivals.countedAs(tx, actor, referralId);
    if (countedAs === null)
      throw invalidAt('cameByReferralId', 'There is no such referral by which a woman came to your organization.');
    if (await tx.manager.existsBy(ClientRow, { cameByReferralId: referralId }))
      throw invalidAt('cameByReferralId', 'She is open here by this referral already: find her by her code.');
    return countedAs;
  }
}
