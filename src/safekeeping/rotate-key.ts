import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail, NETWORK_CHAIN } from '../audit/index.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { HASHING, houseSecret, wrappedHashingKey } from '../platform/keys/index.js';
import { MasterKey, type Secret } from '../platform/secrets/index.js';
import { KeyState } from './key-state.js';
import { countWraps, rewrapColumn } from './rewrap.js';
import { RunningProcesses } from './running-processes.js';

/** Why a key cannot be changed to; one line for the operator. */
export class RotationRefused extends Error {}

export interface RotationProgress {
  say: (line: string) => void;
  begin: (total: number) => void;
  done: (looked: number) => void;
  end: () => void;
}

/**
 * Changes ALONGSIDE_KEY while servers run. First every process learns to open with the new key, then all wrap with it, then what the old one
 * wrapped is wrapped anew: at no moment does anybody meet a wrap that it cannot open. May be stopped at any moment and begun again. Wraps of
 * what was withdrawn are gone and not wrapped anew: what a database keeps of them opens with the old key alone.
 */
@Injectable()
export class RotateKey {
  constructor(
    private readonly database: Database,
    private readonly master: MasterKey,
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
    private readonly keeping: KeyState,
  ) {}

  /** How many keys were wrapped anew; null where this key is in use already. */
  async rotate(next: Secret, progress: RotationProgress): Promise<number | null> {
    const check = this.master.learn(next);
    if (await this.keeping.isInUse(check)) {
      await this.#tidy();
      return null;
    }
    this.database.keepFileKey(this.master, { alone: false });
    await this.#begin(check);
    const processes = new RunningProcesses(this.database, this.master, check, progress.say);
    await this.#turn(processes, check, progress);
    this.database.keepFileKey(this.master, { alone: false });
    const count = await this.#rewrap(processes, progress);
    await this.#end(check);
    await this.#tidy();
    return count;
  }

  async #begin(check: string): Promise<void> {
    await this.database.write(async (tx) => {
      if (tx.kind === 'postgres') await tx.run(sql`LOCK TABLE key_change IN EXCLUSIVE MODE`);
      const known = await tx.all<{ id: string; state: string }>(sql`
        SELECT id, state FROM key_change WHERE state <> 'DONE' OR id = ${check}`);
      if (known.some(({ id, state }) => id === check && state !== 'DONE')) return;
      if (known.some(({ state }) => state !== 'DONE'))
        throw new RotationRefused(
          'The key is being changed to another one: give that in ALONGSIDE_KEY_NEXT, and end it.',
        );
      if (known.length > 0) throw new RotationRefused('This key was in use before: make another.');
      await tx.run(sql`
        INSERT INTO key_change (id, key_check, state, began_at, ended_at)
        VALUES (${check}, ${check}, 'LEARN', ${this.clock.now()}, NULL)`);
      await this.#record(tx, 'key.change-begin', check);
    });
  }

  async #turn(processes: RunningProcesses, check: string, { say }: RotationProgress): Promise<void> {
    say('Every running process learns the new key …');
    await processes.follow([`LEARN ${check}`, `REWRAP ${check}`]);
    await this.database.write((tx) => tx.run(sql`UPDATE key_change SET state = 'REWRAP' WHERE id = ${check}`));
    await processes.follow([`REWRAP ${check}`]);
    this.master.turnTo(check);
  }

  /** Once more until nothing is found: a process that was held to be gone may have written. */
  async #rewrap(processes: RunningProcesses, progress: RotationProgress): Promise<number> {
    const { columns } = this.keeping;
    let count = 0;
    for (let last = 1; last > 0; count += last) {
      last = 0;
      progress.begin(await countWraps(this.database, columns));
      for (const column of columns)
        last += await rewrapColumn(this.database, this.master, column, async (looked) => {
          progress.done(looked);
          await processes.hand();
        });
      progress.end();
    }
    return count;
  }

  /** From here on the new key is the one in use, also for who starts. */
  async #end(check: string): Promise<void> {
    await this.database.write(async (tx) => {
      const wrapped = await wrappedHashingKey(tx);
      const anew = wrapped ? this.master.rewrapped(wrapped, houseSecret(HASHING)) : null;
      if (anew !== null) await tx.run(sql`UPDATE house_secret SET wrapped = ${anew} WHERE name = ${HASHING}`);
      const ended = await tx.run(sql`
        UPDATE key_change SET state = 'DONE', ended_at = ${this.clock.now()} WHERE id = ${check} AND state <> 'DONE'`);
      if (ended > 0) await this.#record(tx, 'key.change', check);
      await tx.run(sql`UPDATE key_process SET handed = NULL, followed = ''`);
    });
  }

  /** What opened with the old key goes: the line beside the file, and what stood in its log. */
  async #tidy(): Promise<void> {
    this.database.keepFileKey(this.master, { alone: true });
    await this.database.forgetDeleted();
  }

  #record(tx: Transaction, action: string, subjectId: string): Promise<void> {
    return this.trail.record(tx, { chain: NETWORK_CHAIN, actorId: null, action, subjectType: 'key', subjectId });
  }
}
