/** Help for those who are no defenders and are at risk all the same: nobody is sent away with nothing. */
import type { SupportType } from '../vocabulary/codes.ts'
import type { OtherAtRisk } from './model.ts'

/** What usually helps, by who they are; in the order in which it is usually looked for. Suggestions, not limits. */
export const WAYS_TO_HELP: Readonly<Record<OtherAtRisk, readonly SupportType[]>> = {
  threatened_witness: ['security.physical', 'relocation.internal', 'relocation.regional', 'legal.defence', 'psychosocial'],
  relative: ['humanitarian.family', 'relocation.regional', 'security.physical', 'psychosocial', 'visa'],
  court_cooperator: ['legal.defence', 'legal.trial_monitoring', 'security.physical', 'resettlement'],
  other: ['humanitarian.living', 'legal.defence', 'psychosocial', 'helpline'],
}

/** Somebody outside the network, named in the reasons: a court's own witness protection, a refugee agency, a consulate. */
export const OUTSIDE = 'outside'
