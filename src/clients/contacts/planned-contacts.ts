import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { actOf, AuditTrail } from '../../audit/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock, plusDays } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { forbidden, invalidAt } from '../../platform/graphql/index.js';
import { newId } from '../../platform/ids.js';
import { ClientAccess } from '../client-access.js';
import { ClientRow } from '../client.entity.js';
import { mayContact, type Contact } from '../may-contact.js';
import { PlannedContactRow } from '../planned-contact.entity.js';
import { HerContactRules } from './her-contact-rules.js';
import type { PlanContactInput } from './planned-contact.input.js';

const LONGEST_AHEAD_DAYS = 366;

/**
 * When her worker means to reach her: the means and the time, and never about what. What would break her rules cannot be planned, and what was
 * planned before she changed them, or before custody, is not shown any more.
 */
@Injectable()
export class PlannedContacts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly access: ClientAccess,
    private readonly rules: HerContactRules,
    private readonly trail: AuditTrail,
  ) {}

  plan(actor: Actor, input: PlanContactInput): Promise<PlannedContactRow> {
    return this.database.write(async (tx) => {
      const client = await this.access.toActFor(tx, actor, input.clientId);
      const now = this.clock.now();
      if (input.at <= now) throw invalidAt('at', 'Choose a time that lies ahead.');
      if (input.at > plusDays(now, LONGEST_AHEAD_DAYS)) throw invalidAt('at', 'A year ahead at most: plan it later.');
      const contact: Contact = {
        means: input.means,
        at: input.at,
        voicemail: input.voicemail ?? false,
        withinSafeTimes: input.withinSafeTimes ?? false,
      };
      const refused = mayContact(await this.rules.of(tx, client), contact);
      if (refused) throw invalidAt(refused.path, refused.message);
      const planned = { ...contact, id: newId(), clientId: client.id, plannedById: actor.staffId, plannedAt: now };
      await tx.manager.insert(PlannedContactRow, planned);
      await this.trail.record(tx, actOf(actor, 'contact.plan', 'client', client.id));
      return planned;
    });
  }

  /** She was reached, or it is not wanted any more: either way nothing of it is kept. */
  cancel(actor: Actor, id: string): Promise<PlannedContactRow> {
    return this.database.write(async (tx) => {
      const planned = await tx.manager.findOneBy(PlannedContactRow, { id });
      const client = await this.access.toActFor(tx, actor, planned?.clientId ?? '');
      if (!planned) throw forbidden();
      await tx.manager.delete(PlannedContactRow, { id });
      await this.trail.record(tx, actOf(actor, 'contact.cancel', 'client', client.id));
      return planned;
    });
  }

  /** Those to come that still may be, soonest first. */
  async ahead(clientId: string): Promise<PlannedContactRow[]> {
    const client = await this.database.manager.findOneBy(ClientRow, { id: clientId });
    if (!client) return [];
    const planned = await this.database.manager.find(PlannedContactRow, {
      where: { clientId, at: MoreThan(this.clock.now()) },
      order: { at: 'ASC', id: 'ASC' },
    });
    if (planned.length === 0) return [];
    const rules = await this.rules.of(this.database, client);
    return planned.filter((each) => mayContact(rules, each) === null);
  }
}
