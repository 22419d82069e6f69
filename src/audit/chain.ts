import { hash } from 'node:crypto';
import type { AuditEntryRow } from './audit.entity.js';

/** Acts of the network itself: the directory, staff, imports. */
export const NETWORK_CHAIN = 'network';

/** What a chain's first entry covers. */
export const CHAIN_START = '0'.repeat(64);

/** SHA-256 over the hash before it and every field of the entry, so that a removed, added, moved or changed entry shows. */
export function hashOf(previousHash: string, entry: Omit<AuditEntryRow, 'hash'>): string {
  const { id, chain, position, at, actorId, action, subjectType, subjectId, purpose } = entry;
  const covered = [previousHash, id, chain, position, at, actorId, action, subjectType, subjectId, purpose];
  return hash('sha256', JSON.stringify(covered), 'hex');
}
