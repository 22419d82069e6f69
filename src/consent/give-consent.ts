import { Injectable } from '@nestjs/common';
import { ClientAccess } from '../clients/index.js';
import { ListingRow, OrganizationRow } from '../directory/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import { newId } from '../platform/ids.js';
import { ConsentBook } from './consent-book.js';
import { ConsentDesk, type Until } from './consent-desk.js';
import { ConsentRow } from './consent.entity.js';
import type { GiveConsentInput } from './consent.input.js';
import { statementIn } from './statements.js';

/** Writes down what she agreed to: one receiver, one purpose, named fields, until a day. */
@Injectable()
export class GiveConsent {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly access: ClientAccess,
    private readonly book: ConsentBook,
    private readonly desk: ConsentDesk,
  ) {}

  give(actor: Actor, input: GiveConsentInput): Promise<string> {
    return this.database.write(async (tx) => {
      const client = await this.access.toActFor(tx, actor, input.clientId);
      return this.desk.once(tx, actor, 'giveConsent', input, async () => {
        await receiverExists(tx, input);
        const givenAt = this.clock.now();
        const row = {
          id: newId(),
          clientId: client.id,
          receiverId: input.receiverId,
          listingId: input.listingId ?? null,
          purpose: '',
          fields: [...new Set(input.fields)],
          method: input.method,
          toldSheMayRefuse: true,
          statementVersion: statementIn(input.language).version,
          language: input.language,
          givenAt,
          expiresAt: await this.desk.expiryOf(tx, client.id, input, givenAt),
          untilPlanId: input.untilEndOfPlanId ?? null,
          withdrawnAt: null,
          takenById: actor.staffId,
        };
        row.purpose = await this.desk.sealPurpose(tx, client.id, row.id, input.purpose);
        await tx.manager.insert(ConsentRow, row);
        await this.book.makeKey(tx, row.id);
        await this.desk.record(tx, actor, 'consent.give', row.id);
        return row.id;
      });
    });
  }

  /** The same consent for longer. A withdrawn one is over: she is asked again. */
  renew(actor: Actor, id: string, until: Until): Promise<string> {
    return this.database.write(async (tx) => {
      const consent = await tx.manager.findOneBy(ConsentRow, { id });
      await this.access.toActFor(tx, actor, consent?.clientId ?? '');
      if (!consent) return id;
      if (consent.withdrawnAt) throw invalidAt('id', 'She took this consent back: ask her for a new one.');
      if (!(await this.book.keys(tx, [id])).has(id))
        throw invalidAt('id', 'It was over for so long that nothing of it is kept: ask her for a new one.');
      const expiresAt = await this.desk.expiryOf(tx, consent.clientId, until, this.clock.now());
      await tx.manager.update(ConsentRow, { id }, { expiresAt, untilPlanId: until.untilEndOfPlanId ?? null });
      await this.desk.record(tx, actor, 'consent.renew', id);
      return id;
    });
  }
}

async function receiverExists(tx: Transaction, input: GiveConsentInput): Promise<void> {
  if (!(await tx.manager.existsBy(OrganizationRow, { id: input.receiverId })))
    throw invalidAt('receiverId', 'There is no such organization.');
  if (
    input.listingId &&
    !(await tx.manager.existsBy(ListingRow, { id: input.listingId, organizationId: input.receiverId }))
  )
    throw invalidAt('listingId', 'This organization has no such listing.');
}
