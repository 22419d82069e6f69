import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { actOf, AuditTrail } from '../audit/index.js';
import type { Actor } from '../identity/index.js';
import type { Transaction } from '../platform/database/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import { Once } from '../platform/once/index.js';
import { MasterKey } from '../platform/secrets/index.js';
import { ClientAccess } from './client-access.js';
import type { OpenClientInput } from './client.input.js';
import { passphraseHash } from './passphrase.js';
import { PlanDaysBook, type DaysSheTold } from './ports.js';
import { changed } from '../platform/changes/index.js';

/** What opening and changing a woman's record have in common: one key one effect, her words, the trail. */
@Injectable()
export class ClientLedger {
  constructor(
    private readonly keyed: Once,
    private readonly master: MasterKey,
    private readonly trail: AuditTrail,
    private readonly access: ClientAccess,
    private readonly plans: PlanDaysBook,
  ) {}

  /** A repeat shows her again: only to who may still act for her, and it is a reading like any other. */
  async once(
    tx: Transaction,
    actor: Actor,
    operation: string,
    input: OpenClientInput,
    work: () => Promise<string>,
  ): Promise<string> {
    const opened = new Set<string>();
    const id = await this.repeatable(tx, actor, operation, input, async () => {
      const newId = await work();
      opened.add(newId);
      return newId;
    });
    if (!opened.has(id)) await this.recordReading(tx, actor, (await this.access.toActFor(tx, actor, id)).id);
    return id;
  }

  /** The same for an act that shows nothing of hers: the id of what it made, then or now. */
  repeatable(
    tx: Transaction,
    actor: Actor,
    operation: string,
    input: object & { key?: string | null },
    work: () => Promise<string>,
  ): Promise<string> {
    return this.keyed.do(tx, { who: actor.staffId, operation, key: input.key, body: input }, work);
  }

  /** What her plans hang on moves with what she tells, in the same act. */
  async tellPlans(
    tx: Transaction,
    actor: Actor,
    clientId: string,
    before: DaysSheTold,
    now: DaysSheTold,
  ): Promise<void> {
    if (before.medicineRunsOutOn === now.medicineRunsOutOn && before.dueMonth === now.dueMonth) return;
    await this.plans.toldAnew(tx, actor, clientId, before, now);
  }

  passphrase(actor: Actor, words: string | null | undefined): string | null {
    return words ? passphraseHash(this.master, actor.organizationId, words) : null;
  }

  /** Two women of one organization cannot have the same words: finding one must never show the other. */
  async passphraseIsFree(
    tx: Transaction,
    actor: Actor,
    words: string | null | undefined,
    exceptId = '',
  ): Promise<void> {
    const hash = this.passphrase(actor, words);
    if (!hash) return;
    const taken = await tx.one(sql`
      SELECT id FROM client
      WHERE organization_id = ${actor.organizationId} AND passphrase_hash = ${hash} AND id <> ${exceptId}`);
    if (taken) throw invalidAt('passphrase', 'Choose other words.');
  }

  /** Of an answer that shows her as she is known now, although nothing was written. */
  recordReading(tx: Transaction, actor: Actor, clientId: string): Promise<void> {
    return this.record(tx, actor, 'client.read', clientId);
  }

  async record(tx: Transaction, actor: Actor, action: string, clientId: string): Promise<void> {
    await this.trail.record(tx, actOf(actor, action, 'client', clientId));
    if (CHANGES_HANDS.has(action)) await changed(tx, [actor.organizationId]);
  }
}

/** Acts that a colleague sees in her own list. */
const CHANGES_HANDS: ReadonlySet<string> = new Set(['client.hand-over', 'client.acknowledge-hand-over']);
