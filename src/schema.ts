import { AuditChain, AuditEntryRow } from './audit/index.js';
import {
  ClientAssignmentRow,
  ClientHandoverRow,
  ClientKeyRow,
  ClientOpeningRow,
  ClientRow,
  TeamSettingRow,
} from './clients/index.js';
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
  UnmetNeedRow,
  VerificationTaskRow,
} from './directory/index.js';
import { Staff, StaffLinkRow, StaffRecoveryCodeRow, StaffSecondFactorRow, StaffSession } from './identity/index.js';
import { ImportProblemRow, ImportRunRow } from './interchange/index.js';
import { migrations } from './migrations/index.js';
import { PlanDateRow, PlanRow, PlanStepRow } from './plans/index.js';
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
    UnmetNeedRow,
    ClientRow,
    ClientKeyRow,
    ClientOpeningRow,
    ClientHandoverRow,
    ClientAssignmentRow,
    TeamSettingRow,
    ConsentRow,
    ConsentKeyRow,
    ReferralRow,
    ReferralEventRow,
    ReferralMessageRow,
    PlaceCallRow,
    PlaceQuestionRow,
    AskedPlaceRow,
    PlanRow,
    PlanDateRow,
    PlanStepRow,
    ImportRunRow,
    ImportProblemRow,
  ],
  migrations: [...migrations],
};
