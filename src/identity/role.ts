import { registerEnumType } from '@nestjs/graphql';

/** What a member of staff may do; each member works for one organization. */
export const ROLES = ['CASEWORKER', 'AGENCY', 'MANAGER', 'ADMINISTRATOR', 'ANALYST'] as const;
export type RoleValue = (typeof ROLES)[number];

/** The same as the schema knows them. */
export const Role = {
  CASEWORKER: 'CASEWORKER',
  AGENCY: 'AGENCY',
  MANAGER: 'MANAGER',
  ADMINISTRATOR: 'ADMINISTRATOR',
  ANALYST: 'ANALYST',
} as const satisfies { [R in RoleValue]: R };

registerEnumType(Role, {
  name: 'Role',
  description: 'What a member of staff may do; each member works for one organization.',
  valuesMap: {
    CASEWORKER: {
      description: 'Works with women: searches, opens clients, asks consent, refers, follows through.',
    },
    AGENCY: { description: 'Answers for her organization: receives referrals, keeps its listings true.' },
    MANAGER: {
      description: 'Audits her own organization: exact figures, overdue work, reasons, the audit trail.',
    },
    ADMINISTRATOR: {
      description:
        'Runs the network: organizations, staff, taxonomies, moderation, imports, releases. Sees no client and no referral.',
    },
    ANALYST: { description: 'Reads sealed releases and the directory’s public face. Nothing else.' },
  },
});
