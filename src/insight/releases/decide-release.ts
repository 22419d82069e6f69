import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail, NETWORK_CHAIN } from '../../audit/index.js';
import { Clock, plusDays } from '../../platform/clock.js';
import { Database, type Reader, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidInput } from '../../platform/graphql/index.js';
import { newId } from '../../platform/ids.js';
import { RHO_UNIT } from './noise-scale.js';
import { capFor, NETWORK_SCOPE, parametersFor, type HigherCap, type Parameters, type SealAgain } from './parameters.js';
import { ReleaseApprovalRow, ReleaseDecisionRow, type ReleaseRow } from './release.entity.js';
import { RELEASE_RULES } from './release-rules.js';
import { ReleaseStore } from './release-store.js';
import { SealRelease } from './seal-release.js';

/** What administrators decide about figures: alone what protects more or less within the usual cap, two of them what goes beyond. */
@Injectable()
export class DecideRelease {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
    private readonly store: ReleaseStore,
    private readonly sealing: SealRelease,
  ) {}

  /** For a period that begins now: what is decided now. */
  inForce(): Promise<Parameters> {
    return parametersFor(this.database, this.clock.now());
  }

  /** The cap of the ledger, for the same. */
  async capInForce(): Promise<number> {
    return (await capFor(this.database, this.clock.now())) / RHO_UNIT;
  }

  async setParameters(actorId: string, parameters: Parameters): Promise<void> {
    const { least, most } = RELEASE_RULES.rho;
    const problems = Object.entries(parameters.rho)
      .filter(([, rho]) => !(rho >= least && rho <= most))
      .map(([kind]) => ({ path: RHO_PATHS[kind] ?? 'rho', message: `Give a number from ${least} to ${most}.` }));
    if (problems.length > 0) throw invalidInput(problems);
    await this.database.write((tx) => this.#decide(tx, actorId, 'PARAMETERS', parameters));
  }

  async askHigherCap(actorId: string, { cap, because }: HigherCap): Promise<ReleaseDecisionRow> {
    const { usual, ofTwo } = RELEASE_RULES.cap;
    if (!(cap > usual && cap <= ofTwo))
      throw invalidInput([{ path: 'cap', message: `Give a number above ${usual}, ${ofTwo} at most.` }]);
    return this.database.write((tx) => this.#decide(tx, actorId, 'HIGHER_CAP', { cap, because }));
  }

  async askSealAgain(actorId: string, asked: SealAgain): Promise<ReleaseDecisionRow> {
    return this.database.write(async (tx) => {
      const release = await this.store.find(tx, asked.releaseId);
      if (release?.id !== asked.releaseId) throw forbidden();
      return this.#decide(tx, actorId, 'SEAL_AGAIN', asked);
    });
  }

  /** What waits for a second administrator, the oldest first. */
  waiting(): Promise<ReleaseDecisionRow[]> {
    return this.#waiting(this.database);
  }

  /** An administrator other than who asked. Sealing again is done in the same transaction: approved and not sealed cannot be. */
  async approve(actorId: string, decisionId: string): Promise<ReleaseDecisionRow | ReleaseRow> {
    const decision = (await this.#waiting(this.database)).find(({ id }) => id === decisionId);
    if (!decision || decision.byId === actorId) throw forbidden();
    if (decision.kind !== 'SEAL_AGAIN') {
      await this.database.write((tx) => this.#approved(tx, actorId, decision));
      return decision;
    }
    const { releaseId, incident } = JSON.parse(decision.content) as SealAgain;
    const release = await this.store.find(this.database, releaseId);
    if (!release) throw forbidden();
    return this.sealing.again(actorId, release, incident, (tx) => this.#approved(tx, actorId, decision));
  }

  async #decide(
    tx: Transaction,
    byId: string,
    kind: ReleaseDecisionRow['kind'],
    content: object,
  ): Promise<ReleaseDecisionRow> {
    const row = {
      id: newId(),
      scope: NETWORK_SCOPE,
      kind,
      content: JSON.stringify(content),
      byId,
      at: this.clock.now(),
    };
    await tx.manager.insert(ReleaseDecisionRow, row);
    await this.#record(tx, byId, ASKED[kind], row.id);
    return row;
  }

  async #approved(tx: Transaction, actorId: string, { id }: ReleaseDecisionRow): Promise<void> {
    // Looked at again here: of two who approve at once, one does.
    if (!(await this.#waiting(tx)).some((each) => each.id === id)) throw forbidden();
    await tx.manager.insert(ReleaseApprovalRow, { decisionId: id, byId: actorId, at: this.clock.now() });
    await this.#record(tx, actorId, 'release.approve', id);
  }

  #record(tx: Transaction, actorId: string, action: string, subjectId: string): Promise<void> {
    return this.trail.record(tx, { chain: NETWORK_CHAIN, actorId, action, subjectType: 'release-decision', subjectId });
  }

  #waiting(reader: Reader): Promise<ReleaseDecisionRow[]> {
    const since = plusDays(this.clock.now(), -RELEASE_RULES.decisionDays);
    return reader.all<ReleaseDecisionRow>(sql`
      SELECT id, scope, kind, content, by_id AS "byId", at FROM release_decision d
      WHERE kind <> 'PARAMETERS' AND at > ${since}
        AND NOT EXISTS (SELECT 1 FROM release_approval a WHERE a.decision_id = d.id) ORDER BY at, id LIMIT 100`);
  }
}

const ASKED: Record<ReleaseDecisionRow['kind'], string> = {
  PARAMETERS: 'release.set-parameters',
  HIGHER_CAP: 'release.ask-higher-cap',
  SEAL_AGAIN: 'release.ask-seal-again',
};

const RHO_PATHS: Record<string, string> = {
  quarter: 'input.rhoQuarter',
  'half-year': 'input.rhoHalfYear',
  year: 'input.rhoYear',
};
