import sql from 'sql-template-tag';
import type { Database } from '../platform/database/index.js';
import type { MasterKey, ProcessCard } from '../platform/secrets/index.js';

const LOOK_MILLIS = 250;
/** A process that has not followed for so long is held to be gone: killed processes leave their row. */
const PATIENCE_MILLIS = 30_000;

interface ProcessRow {
  id: string;
  public_key: string;
  proof: string;
  handed: string | null;
  followed: string;
}

/** The processes that hold the key and go on serving while it is changed. */
export class RunningProcesses {
  constructor(
    private readonly database: Database,
    private readonly master: MasterKey,
    private readonly check: string,
    private readonly say: (line: string) => void,
  ) {}

  /** Waits until each of them has followed the change this far. */
  async follow(wanted: readonly string[]): Promise<void> {
    const began = performance.now();
    for (;;) {
      const behind = (await this.hand()).filter(({ followed }) => !wanted.includes(followed));
      if (behind.length === 0) return;
      if (performance.now() - began > PATIENCE_MILLIS) {
        this.say(`${behind.length} did not answer for half a minute and are held to be gone.`);
        for (const { id } of behind) await this.#isGone(id);
      }
      await new Promise((wake) => setTimeout(wake, LOOK_MILLIS));
    }
  }

  /** Hands the new key to each process that has not got it; those that started meanwhile too. */
  async hand(): Promise<ProcessRow[]> {
    const rows = await this.database.all<ProcessRow>(
      sql`SELECT id, public_key, proof, handed, followed FROM key_process ORDER BY id`,
    );
    const known: ProcessRow[] = [];
    for (const row of rows) {
      if (row.handed === null && !(await this.#handTo(row))) await this.#isGone(row.id);
      else known.push(row);
    }
    return known;
  }

  async #handTo(row: ProcessRow): Promise<boolean> {
    const card: ProcessCard = { id: row.id, publicKey: row.public_key, proof: row.proof };
    const handed = this.master.handedTo(card, this.check);
    // Of an earlier key: it is gone, or nobody who ever held ours.
    if (handed === null) return false;
    await this.database.write((tx) =>
      tx.run(sql`UPDATE key_process SET handed = ${handed} WHERE id = ${row.id} AND handed IS NULL`),
    );
    return true;
  }

  async #isGone(id: string): Promise<void> {
    await this.database.write((tx) => tx.run(sql`DELETE FROM key_process WHERE id = ${id}`));
  }
}
