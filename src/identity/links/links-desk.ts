import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { Guesses } from '../guessing/guesses.js';
import { checkNewPassword, Passwords } from '../passwords/passwords.js';
import { staffActs } from '../staff-acts.js';
import { Staff } from '../staff.entity.js';
import { OneTimeLinks, type GivenLink, type OpenLink } from './one-time-links.js';

export interface LinkUse extends GivenLink {
  newPassword: string;
  /** Whence the request comes. */
  address: string;
}

/** Refused alike for a link that never was, was used, lapsed, lacks its word or is tried too often. */
export type LinkOutcome = { kind: 'DONE'; staff: Staff } | { kind: 'REFUSED'; retryAfterSeconds: number | null };

type WhatItDoes = (tx: Transaction, link: OpenLink, passwordHash: string) => Promise<void>;

/** Choosing a password by a link. What the two kinds of links do besides is said by who calls. */
@Injectable()
export class LinksDesk {
  constructor(
    private readonly database: Database,
    private readonly guesses: Guesses,
    private readonly passwords: Passwords,
    private readonly links: OneTimeLinks,
    private readonly trail: AuditTrail,
  ) {}

  take(use: LinkUse, action: string, then: WhatItDoes): Promise<LinkOutcome> {
    checkNewPassword(use.newPassword, '', 'password');
    return this.passwords.inTurn(() => this.#inTurn(use, action, then), refused);
  }

  async #inTurn(use: LinkUse, action: string, then: WhatItDoes): Promise<LinkOutcome> {
    const guess = await this.guesses.link(use.address);
    // Looked at before the costly hashing, and again when it is used up.
    if (!guess.allowed || !(await this.links.find(this.database, use))) return refused(guess.retryAfterSeconds);
    const passwordHash = await this.passwords.hash(use.newPassword);
    return this.database.write(async (tx) => {
      const link = await this.links.use(tx, use);
      const staff = link && (await tx.manager.findOneBy(Staff, { id: link.staffId, active: true }));
      if (!link || !staff) return refused(guess.retryAfterSeconds);
      checkNewPassword(use.newPassword, staff.email, 'password');
      await then(tx, link, passwordHash);
      await this.trail.record(tx, ...staffActs(action, staff.id, staff));
      await guess.giveBack(tx);
      return { kind: 'DONE', staff: await tx.manager.findOneByOrFail(Staff, { id: staff.id }) };
    });
  }
}

const refused = (retryAfterSeconds: number | null): LinkOutcome => ({ kind: 'REFUSED', retryAfterSeconds });
