import { appendErasures, erasureName, readErasures } from '../../platform/erasure/index.js';
import { ledgerBeside } from './write-backup.js';

/** What the ledger beside the backups names joins the one of this deployment, before it is held against what was restored. */
export function takeLedgerBeside(file: string, ledger: string): void {
  const named = new Set(readErasures(ledger).map(erasureName));
  appendErasures(
    ledger,
    readErasures(ledgerBeside(file)).filter((each) => !named.has(erasureName(each))),
  );
}
