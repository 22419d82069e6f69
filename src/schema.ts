import { AuditChain, AuditEntryRow } from './audit/index.js';
import { ClientHandoverRow, ClientKeyRow, ClientOpeningRow, ClientRow } from './clients/index.js';
import { ConsentKeyRow, ConsentRow } from './consent/index.js';
import {
  AreaRow,
  DirectoryRevisionRow,
  ListingAttributeRow,
  ListingCapacityRow,
  ListingChangeRow,
  ListingHoldRow,
  ListingRow,
  OrganizationRow,
  RefusalEvidenceRow,
  VerificationTaskRow,
} from './directory/index.js';
import { Staff, StaffLinkRow, StaffRecoveryCodeRow, StaffSecondFactorRow, StaffSession } from './identity/index.js';
import { migrations } from './migrations/index.js';
import type { Schema } from './platform/database/index.js';
import { OnceKey } from './platform/once/index.js';
import { ThrottleRow } from './platform/throttle/index.js';
import {
  AskedPlaceRow,
  PlaceCallRow,
  PlaceQuestionRow,
  ReferralEventRow,
  ReferralMessageRow,
  ReferralRow,
} from './referrals/index.js';

/** Every table of the house. */
export const SCHEMA: Schema = {
  entities: [
    OnceKey,
    AuditChain,
    AuditEntryRow,
    Staff,
    StaffSession,
    StaffSecondFactorRow,
    StaffRecoveryCodeRow,
    StaffLinkRow,
    ThrottleRow,
    OrganizationRow,
    AreaRow,
    ListingRow,
    ListingAttributeRow,
    ListingCapacityRow,
    ListingChangeRow,
    ListingHoldRow,
    DirectoryRevisionRow,
    VerificationTaskRow,
    RefusalEvidenceRow,
    ClientRow,
    ClientKeyRow,
    ClientOpeningRow,
    ClientHandoverRow,
    ConsentRow,
    ConsentKeyRow,
    ReferralRow,
    ReferralEventRow,
    ReferralMessageRow,
    PlaceCallRow,
    PlaceQuestionRow,
    AskedPlaceRow,
  ],
  migrations: [...migrations],
};
