import { NETWORK_CHAIN, type Act } from '../audit/index.js';

/** An act about a member of staff stands in her organization's trail, where her manager reads it, and in the network's, where administrators do. */
export function staffActs(
  action: string,
  actorId: string | null,
  member: { id: string; organizationId: string },
): [Act, Act] {
  const act = { actorId, action, subjectType: 'staff', subjectId: member.id };
  return [
    { ...act, chain: member.organizationId },
    { ...act, chain: NETWORK_CHAIN },
  ];
}
