import { Injectable } from '@nestjs/common';
import { ClientAccess } from '../clients/index.js';
import { ListingRow, OrganizationRow } from '../directory/index.js';
import type { Actor } from '../identity/index.js';
import { Clock, plusDays } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import { newId } from '../platform/ids.js';
import { ConsentBook } from './consent-book.js';
import { ConsentDesk } from './consent-desk.js';
import { ConsentRow } from './consent.entity.js';
import type { GiveConsentInput } from './consent.input.js';
import { CONSENT_TERMS, statementIn } from './statements.js';

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
          expiresAt: expiryOf(input.expiresAt, givenAt),
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
  renew(actor: Actor, id: string, expiresAt: string | null): Promise<string> {
    return this.database.write(async (tx) => {
      const consent = await tx.manager.findOneBy(ConsentRow, { id });
      await this.access.toActFor(tx, actor, consent?.clientId ?? '');
      if (!consent) return id;
      if (consent.withdrawnAt) throw invalidAt('id', 'She took this consent back: ask her for a new one.');
      await tx.manager.update(ConsentRow, { id }, { expiresAt: expiryOf(expiresAt, this.clock.now()) });
      await this.desk.record(tx, actor, 'consent.renew', id);
      return id;
    });
  }
}

function expiryOf(asked: string | null | undefined, now: string): string {
  const expiresAt = asked ?? plusDays(now, CONSENT_TERMS.defaultDays);
  if (expiresAt <= now) throw invalidAt('expiresAt', 'Choose a day that lies ahead.');
  if (expiresAt > plusDays(now, CONSENT_TERMS.maximumDays))
    throw invalidAt('expiresAt', 'A year at most: then ask her again.');
  return expiresAt;
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
