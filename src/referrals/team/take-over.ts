import { Injectable } from '@nestjs/common';
import { ClientRow, showCode, TakeOverClient } from '../../clients/index.js';
import { StaffDirectory, type Actor } from '../../identity/index.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidAt } from '../../platform/graphql/index.js';
import { ReferralAccess } from '../referral-access.js';
import { ReferralLedger } from '../referral-ledger.js';
import type { TakeOverInput } from './take-over.input.js';
import { ClientTakenOver } from './team.type.js';

/** From what the team's inbox shows, or by her record: she gets another worker in one action. */
@Injectable()
export class TakeOver {
  constructor(
    private readonly database: Database,
    private readonly access: ReferralAccess,
    private readonly ledger: ReferralLedger,
    private readonly taking: TakeOverClient,
    private readonly staff: StaffDirectory,
  ) {}

  async take(actor: Actor, input: TakeOverInput): Promise<ClientTakenOver> {
    const id = await this.database.write((tx) =>
      this.ledger.once(tx, actor, 'takeOver', input, async () => {
        const clientId = await this.#whom(tx, actor, input);
        await this.taking.within(tx, actor, { clientId, toId: input.toId ?? null, purpose: input.purpose });
        return clientId;
      }),
    );
    const client = await this.database.manager.findOneByOrFail(ClientRow, { id });
    return Object.assign(new ClientTakenOver(), {
      clientId: client.id,
      code: showCode(client.code),
      assignedTo: client.assignedToId ? await this.staff.one(client.assignedToId) : null,
    });
  }

  async #whom(tx: Transaction, actor: Actor, { referralId, clientId }: TakeOverInput): Promise<string> {
    if (Boolean(referralId) === Boolean(clientId))
      throw invalidAt('clientId', 'Name her by a referral or by her record: one of the two.');
    if (clientId) return clientId;
    const seen = await this.access.one(tx, actor, referralId ?? '');
    if (!seen?.sight.fromSide) throw forbidden();
    return seen.row.clientId;
  }
}
