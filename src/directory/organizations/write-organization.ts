import { Injectable } from '@nestjs/common';
import { AuditTrail, NETWORK_CHAIN } from '../../audit/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidAt } from '../../platform/graphql/index.js';
import { newId } from '../../platform/ids.js';
import { Once } from '../../platform/once/index.js';
import { ListingRow } from '../listing.entity.js';
import { OrganizationRow } from '../organization.entity.js';
import { bumpRevision } from '../search/index.js';
import { blankless } from '../writing/listing-content.js';
import type { CreateOrganizationInput, UpdateOrganizationInput } from './organization.input.js';

type Said = Pick<OrganizationRow, 'name' | 'neutralName' | 'description' | 'website' | 'custodial'>;

/** Agencies as an administrator writes them down. */
@Injectable()
export class WriteOrganization {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly once: Once,
    private readonly trail: AuditTrail,
  ) {}

  /** The id; the same again where the same `key` is sent again. Two of one name would be mixed up: the second is refused. */
  async create(actor: Actor, input: CreateOrganizationInput): Promise<string> {
    const act = { who: actor.staffId, operation: 'createOrganization', key: input.key, body: input };
    return this.database.write((tx) =>
      this.once.do(tx, act, async () => {
        const said = saidBy(input, NOTHING_SAID);
        await this.#nameIsFree(tx, said.name, null);
        const id = newId();
        const row = { ...said, id, version: 1, sourceIdentity: null, createdAt: this.clock.now() };
        await tx.manager.insert(OrganizationRow, row);
        await this.#record(tx, actor, 'organization.create', id);
        return id;
      }),
    );
  }

  /** False where another version stands there; nothing is written then. */
  async update(actor: Actor, input: UpdateOrganizationInput): Promise<boolean> {
    return this.database.write(async (tx) => {
      const row = await tx.manager.findOneBy(OrganizationRow, { id: input.id });
      if (!row) throw forbidden();
      if ((row.version ?? 1) !== input.version) return false;
      const said = saidBy(input, row);
      if (said.name !== row.name) await this.#rename(tx, row.id, said.name);
      const version = input.version + 1;
      // Where nobody wrote by hand yet the version stands for null.
      const before = row.version === null ? 'version IS NULL' : 'version = :version';
      const written = await tx.manager
        .createQueryBuilder()
        .update(OrganizationRow)
        .set({ ...said, version })
        .where(`id = :id AND ${before}`, { id: row.id, version: row.version })
        .execute();
      if (written.affected === 0) return false;
      await this.#record(tx, actor, 'organization.update', row.id);
      return true;
    });
  }

  /** Listings are found by their organization's name too: they are told when it changes. */
  async #rename(tx: Transaction, id: string, name: string): Promise<void> {
    await this.#nameIsFree(tx, name, id);
    await tx.manager.update(ListingRow, { organizationId: id }, { revision: await bumpRevision(tx) });
  }

  async #nameIsFree(tx: Transaction, name: string, except: string | null): Promise<void> {
    const namesakes = await tx.manager.findBy(OrganizationRow, { name });
    if (namesakes.some(({ id }) => id !== except))
      throw invalidAt('name', 'There is an organization of this name already: say which town or kind it is of.');
  }

  #record(tx: Transaction, actor: Actor, action: string, subjectId: string): Promise<void> {
    const act = { chain: NETWORK_CHAIN, actorId: actor.staffId, action, subjectType: 'organization', subjectId };
    return this.trail.record(tx, act);
  }
}

const NOTHING_SAID: Said = { name: '', neutralName: null, description: null, website: null, custodial: false };

/** What is left out stays as it was. */
const saidBy = (input: Partial<Record<keyof Said, string | boolean | null>>, before: Said): Said => ({
  name: text(input.name) ?? before.name,
  neutralName: input.neutralName === undefined ? before.neutralName : text(input.neutralName),
  description: input.description === undefined ? before.description : text(input.description),
  website: input.website === undefined ? before.website : text(input.website),
  custodial: typeof input.custodial === 'boolean' ? input.custodial : before.custodial,
});

const text = (value: string | boolean | null | undefined): string | null =>
  typeof value === 'string' ? (blankless(value) ?? null) : null;
