/** What may be handed over. What is not named here never leaves her own organization. */
export const SHARED_FIELDS = [
  'AGE_BAND',
  'PREGNANCY',
  'CHILDREN',
  'LANGUAGES',
  'MEDICINE',
  'NEEDS',
  'SAFE_CONTACT',
  'NOTE',
] as const;
export type SharedFieldValue = (typeof SHARED_FIELDS)[number];

export type ConsentMethodValue = 'SPOKEN' | 'WRITTEN' | 'DIGITAL';
