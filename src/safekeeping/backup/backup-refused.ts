/** Why there is no backup, or none is restored. One line for the operator. */
export class BackupRefused extends Error {}
