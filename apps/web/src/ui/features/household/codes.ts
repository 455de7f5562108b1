/** Codes as the core has them; the page may import types only, a test holds the two together. */
export const TAKEN_OUT_WHYS = ['mistake', 'withdrew', 'elsewhere'] as const
export const TIE_KINDS = ['partner', 'parent', 'sibling', 'carer', 'relative', 'friend'] as const
export const PAPER_KINDS = [
  'passport',
  'identity_card',
  'birth_certificate',
  'marriage_certificate',
  'custody',
  'visa',
  'residence',
  'refugee',
  'school',
  'work',
  'health',
  'power_of_attorney',
  'other',
] as const
export const PAPER_STATES = ['held', 'applied', 'missing', 'taken'] as const
export const CARE_KINDS = ['condition', 'medicine', 'allergy', 'disability', 'pregnancy', 'psychosocial', 'treatment', 'other'] as const
