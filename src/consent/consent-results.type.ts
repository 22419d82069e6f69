import { createUnionType } from '@nestjs/graphql';
import { Forbidden, InvalidInput } from '../platform/graphql/index.js';
import { Consent } from './consent.type.js';

export const GiveConsentResult = createUnionType({
  name: 'GiveConsentResult',
  description: 'The consent as it stands, or why it was not taken.',
  types: () => [Consent, InvalidInput, Forbidden] as const,
});
