import { Injectable } from '@nestjs/common';
import { generateURI, ScureBase32Plugin, verifySync } from 'otplib';
import sql from 'sql-template-tag';
import { Clock, plusMinutes } from '../../platform/clock.js';
import type { Transaction } from '../../platform/database/index.js';
import { WrapRegister } from '../../platform/keys/index.js';
import { MasterKey } from '../../platform/secrets/index.js';
import { RULES } from '../identity-rules.js';
import { hashOf, newWord, wordAsTyped } from '../one-time-secret.js';
import { StaffRecoveryCodeRow } from './second-factor.entity.js';

const ISSUER = 'Alongside';
/** 160 bits, as RFC 4226 recommends and every authenticator takes. */
const SECRET_BYTES = 20;
const SIX_DIGITS = /^\d{6}$/;

const { driftSeconds, enrolmentMinutes, recoveryCodes } = RULES.secondFactor;

/** Authenticators' codes (RFC 6238) and the codes for the day on which one is lost. Each works once. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly clock: Clock,
    private readonly master: MasterKey,
    wraps: WrapRegister,
  ) {
    const table = { table: 'staff_second_factor', id: 'staff_id', boundTo };
    wraps.add({ ...table, column: 'secret' }, { ...table, column: 'pending_secret' });
  }

  /** A new secret that waits for its first code; one that is in use goes on working until then. */
  async begin(tx: Transaction, staffId: string, email: string): Promise<{ secret: string; uri: string }> {
    const { key, wrapped } = this.master.newDataKey(boundTo(staffId));
    const until = plusMinutes(this.clock.now(), enrolmentMinutes);
    await tx.run(sql`
      INSERT INTO staff_second_factor (staff_id, pending_secret, pending_until) VALUES (${staffId}, ${wrapped}, ${until})
      ON CONFLICT (staff_id) DO UPDATE SET pending_secret = excluded.pending_secret, pending_until = excluded.pending_until`);
    const secret = new ScureBase32Plugin().encode(secretIn(key), { padding: false });
    return { secret, uri: generateURI({ issuer: ISSUER, label: email, secret }) };
  }

  /** Null where the code is not one of the waiting secret. The codes for a lost authenticator are told here and never again. */
  async confirm(tx: Transaction, staffId: string, code: string): Promise<string[] | null> {
    const row = await tx.one<{ pending_secret: string | null }>(sql`
      SELECT pending_secret FROM staff_second_factor WHERE staff_id = ${staffId} AND pending_until > ${this.clock.now()}`);
    const step = row?.pending_secret ? this.#stepOf(staffId, row.pending_secret, code) : null;
    if (!row || step === null) return null;
    const taken = await tx.run(sql`
      UPDATE staff_second_factor SET secret = pending_secret, last_step = ${step}, pending_secret = NULL, pending_until = NULL
      WHERE staff_id = ${staffId} AND pending_secret = ${row.pending_secret}`);
    if (taken === 0) return null;
    await tx.run(sql`UPDATE staff SET second_factor = TRUE WHERE id = ${staffId}`);
    return this.#newRecoveryCodes(tx, staffId);
  }

  /** Uses up a code of hers, or one for a lost authenticator. Of two that come with the same code at once, one gets in. */
  async use(tx: Transaction, staffId: string, code: string): Promise<boolean> {
    const typed = code.replace(/\s/g, '');
    if (!SIX_DIGITS.test(typed)) return this.#useRecoveryCode(tx, staffId, typed);
    const row = await tx.one<{ secret: string | null }>(
      sql`SELECT secret FROM staff_second_factor WHERE staff_id = ${staffId}`,
    );
    const step = row?.secret ? this.#stepOf(staffId, row.secret, typed) : null;
    if (step === null) return false;
    const used = await tx.run(sql`
      UPDATE staff_second_factor SET last_step = ${step}
      WHERE staff_id = ${staffId} AND (last_step IS NULL OR last_step < ${step})`);
    return used === 1;
  }

  /** She has lost it, and two people say so. */
  async remove(tx: Transaction, staffId: string): Promise<void> {
    await tx.run(sql`DELETE FROM staff_second_factor WHERE staff_id = ${staffId}`);
    await tx.run(sql`DELETE FROM staff_recovery_code WHERE staff_id = ${staffId}`);
    await tx.run(sql`UPDATE staff SET second_factor = FALSE WHERE id = ${staffId}`);
  }

  /** Which thirty seconds the code belongs to, within a step of now; null where to none. */
  #stepOf(staffId: string, wrapped: string, code: string): number | null {
    if (!SIX_DIGITS.test(code)) return null;
    const secret = secretIn(this.master.unwrap(wrapped, boundTo(staffId)));
    const epoch = Math.floor(this.clock.millis() / 1000);
    const result = verifySync({ secret, token: code, epoch, epochTolerance: driftSeconds });
    return result.valid && 'timeStep' in result ? result.timeStep : null;
  }

  async #useRecoveryCode(tx: Transaction, staffId: string, code: string): Promise<boolean> {
    const used = await tx.run(sql`
      DELETE FROM staff_recovery_code WHERE staff_id = ${staffId} AND code_hash = ${hashOf(wordAsTyped(code))}`);
    return used === 1;
  }

  /** Those of an earlier authenticator are over. */
  async #newRecoveryCodes(tx: Transaction, staffId: string): Promise<string[]> {
    const codes = Array.from({ length: recoveryCodes }, () => newWord());
    await tx.run(sql`DELETE FROM staff_recovery_code WHERE staff_id = ${staffId}`);
    const rows = codes.map((code) => ({ staffId, codeHash: hashOf(wordAsTyped(code)) }));
    await tx.manager.insert(StaffRecoveryCodeRow, rows);
    return codes;
  }
}

const boundTo = (staffId: string): string => `staff_second_factor:${staffId}`;

/** The house wraps keys of 32 bytes; the authenticator's is the first 20 of one. */
const secretIn = (key: Buffer): Uint8Array => key.subarray(0, SECRET_BYTES);
