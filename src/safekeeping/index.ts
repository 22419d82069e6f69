export { BackupRefused } from './backup/backup-refused.js';
export { FinishRestore } from './backup/finish-restore.js';
export { loadBackup } from './backup/load-backup.js';
export { takeLedgerBeside } from './backup/take-ledger.js';
export { writeBackup } from './backup/write-backup.js';
export { RotateKey, RotationRefused } from './rotate-key.js';
export * from './safekeeping.module.js';
