import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { HASHING, houseSecret, openChange, WrapRegister, wrappedHashingKey } from '../platform/keys/index.js';
import { MasterKey } from '../platform/secrets/index.js';

/** What there is to wrap, and by which key it is wrapped. */
@Injectable()
export class KeyState {
  constructor(
    private readonly database: Database,
    private readonly wraps: WrapRegister,
    private readonly master: MasterKey,
  ) {}

  get columns() {
    return this.wraps.columns;
  }

  async isInUse(check: string): Promise<boolean> {
    if (await openChange(this.database)) return false;
    const wrapped = await wrappedHashingKey(this.database);
    if (!wrapped) return false;
    this.master.turnToWrapperOf(wrapped, houseSecret(HASHING));
    return this.master.check === check;
  }
}
