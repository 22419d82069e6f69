import type { ReferralRow } from '../referrals/index.js';

/** What people are shown for the values that figures are broken down by. */
export const AGE_BAND_NAMES: Record<ReferralRow['ageBand'], string> = {
  UNDER_18: 'Under 18',
  FROM_18_TO_24: '18 to 24',
  FROM_25_TO_34: '25 to 34',
  FROM_35_TO_49: '35 to 49',
  FROM_50: '50 and over',
  UNKNOWN: 'Unknown',
};

export const PREGNANCY_NAMES: Record<ReferralRow['pregnancy'], string> = {
  PREGNANT: 'Pregnant',
  POSTPARTUM: 'Has given birth lately',
  NO: 'Not pregnant',
  UNKNOWN: 'Unknown',
};

export const ASSISTANCE_NAMES: Record<ReferralRow['assistance'], string> = {
  INFORMATION: 'Told where to go',
  CONTACT_MADE: 'Rang there for her',
  INTRODUCED: 'Introduced her to somebody there',
  ACCOMPANIED: 'Went there with her',
  MET_ON_SITE: 'Met her there',
};

export const COMPANION_NAMES: Record<NonNullable<ReferralRow['companion']> | 'UNKNOWN', string> = {
  WORKER: 'Her worker',
  PEER: 'A peer',
  WOMAN_SHE_TRUSTS: 'A woman she trusts',
  NOBODY: 'Nobody',
  UNKNOWN: 'Unknown',
};

export const TRANSPORT_NAMES: Record<NonNullable<ReferralRow['transport']> | 'UNKNOWN', string> = {
  ARRANGED: 'Arranged for her',
  PAID: 'Paid for her',
  OWN: 'Her own',
  NONE_NEEDED: 'None needed',
  NOT_SOLVED: 'Not solved',
  UNKNOWN: 'Unknown',
};

export const YES_NO_NAMES: Record<'YES' | 'NO' | 'UNKNOWN', string> = { YES: 'Yes', NO: 'No', UNKNOWN: 'Unknown' };

export const OUTCOME_NAMES: Record<NonNullable<ReferralRow['outcome']> | 'UNKNOWN', string> = {
  RECEIVED: 'Received',
  PARTLY_RECEIVED: 'Partly received',
  NOT_RECEIVED: 'Not received',
  UNKNOWN: 'Nothing said yet',
};
