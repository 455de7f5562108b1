/** Codes of people and what they need cared for. Labels stand in the page's vocabularies. */

/** How two people of one file belong together; `parent`: the first is a parent of the second. */
export const TIE_KINDS = ['partner', 'parent', 'sibling', 'carer', 'relative', 'friend'] as const
export type TieKind = (typeof TIE_KINDS)[number]

/** Why somebody is not in a file any more. */
export const TAKEN_OUT_WHYS = ['mistake', 'withdrew', 'elsewhere'] as const
export type TakenOutWhy = (typeof TAKEN_OUT_WHYS)[number]

/** Papers that a way abroad, a school or a hospital asks for. */
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
export type PaperKind = (typeof PAPER_KINDS)[number]
export const PAPER_STATES = ['held', 'applied', 'missing', 'taken'] as const
export type PaperState = (typeof PAPER_STATES)[number]

/** What somebody who treats has to know. */
export const CARE_KINDS = ['condition', 'medicine', 'allergy', 'disability', 'pregnancy', 'psychosocial', 'treatment', 'other'] as const
export type CareKind = (typeof CARE_KINDS)[number]
