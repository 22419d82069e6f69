import { Inject, Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock } from '../../platform/clock.js';
import type { Settings } from '../../platform/config.js';
import type { Reader, Transaction } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { SETTINGS } from '../../platform/settings.js';
import { hashOf, newToken, newWord, wordAsTyped } from '../one-time-secret.js';
import { StaffLinkRow, type LinkPurpose } from './staff-link.entity.js';

/** Where the pages take a link; the token stands behind the #, which no browser sends and no server logs. */
const PAGES = { INVITATION: '/join', RECOVERY: '/return' } as const satisfies Record<LinkPurpose, string>;

export interface OpenLink {
  id: string;
  staffId: string;
  secondFactorToo: boolean;
}

export interface GivenLink {
  purpose: LinkPurpose;
  token: string;
  word: string | null;
}

interface Asked {
  staffId: string;
  askedById: string | null;
  expiresAt: string;
}

/** Links that let somebody choose a password, once; only hashes of what was given out are kept. */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Whatever invitation she had is over. */
  async invite(tx: Transaction, asked: Asked): Promise<string> {
    const token = newToken();
    await this.#replace(tx, asked, { purpose: 'INVITATION', tokenHash: hashOf(token) });
    return this.#link('INVITATION', token);
  }

  /** A recovery that waits for its second person, and the word that goes to her by way of the first. */
  async askRecovery(tx: Transaction, asked: Asked, secondFactorToo: boolean): Promise<{ id: string; word: string }> {
    const word = newWord(8);
    const wordHash = hashOf(wordAsTyped(word));
    const id = await this.#replace(tx, asked, { purpose: 'RECOVERY', wordHash, secondFactorToo });
    return { id, word };
  }

  /** The second person says yes. Null where it was answered, taken back or lapsed meanwhile. */
  async approve(tx: Transaction, id: string, expiresAt: string): Promise<string | null> {
    const token = newToken();
    const approved = await tx.run(sql`
      UPDATE staff_link SET token_hash = ${hashOf(token)}, expires_at = ${expiresAt}
      WHERE id = ${id} AND purpose = 'RECOVERY' AND token_hash IS NULL AND expires_at > ${this.clock.now()}`);
    return approved === 1 ? this.#link('RECOVERY', token) : null;
  }

  async drop(tx: Transaction, id: string): Promise<boolean> {
    return (await tx.run(sql`DELETE FROM staff_link WHERE id = ${id}`)) === 1;
  }

  /** Null for one that never was, was used, has lapsed or lacks its word. */
  async find(reader: Reader, { purpose, token, word }: GivenLink): Promise<OpenLink | null> {
    const row = await reader.manager.findOneBy(StaffLinkRow, { purpose, tokenHash: hashOf(token) });
    if (!row || row.expiresAt <= this.clock.now()) return null;
    if (row.wordHash !== null && row.wordHash !== hashOf(wordAsTyped(word ?? ''))) return null;
    return { id: row.id, staffId: row.staffId, secondFactorToo: row.secondFactorToo };
  }

  /** Uses the link up: of two at once, one gets it. */
  async use(tx: Transaction, given: GivenLink): Promise<OpenLink | null> {
    const link = await this.find(tx, given);
    return link && (await this.drop(tx, link.id)) ? link : null;
  }

  async #replace(
    tx: Transaction,
    asked: Asked,
    link: Pick<StaffLinkRow, 'purpose'> & Partial<StaffLinkRow>,
  ): Promise<string> {
    await tx.run(sql`DELETE FROM staff_link WHERE staff_id = ${asked.staffId} AND purpose = ${link.purpose}`);
    const blank = { tokenHash: null, wordHash: null, secondFactorToo: false };
    const row: StaffLinkRow = { ...blank, id: newId(), askedAt: this.clock.now(), ...asked, ...link };
    await tx.manager.insert(StaffLinkRow, row);
    return row.id;
  }

  #link = (purpose: LinkPurpose, token: string): string => `${this.settings.publicOrigin}${PAGES[purpose]}#${token}`;
}
