/** Which rules govern a space's operations. They rest on who founded it, which its first control entry proves. */
import { caseRules, identityRules } from '@pergola/core/casework'
import { medicalRules } from '@pergola/core/care'
import { noticeRules } from '@pergola/core/consent'
import { listingRules, networkRules } from '@pergola/core/directory'
import type { Rules } from '@pergola/core/record'
import { referralRules } from '@pergola/core/referral'
import { bookRules } from '@pergola/core/retention'
import { shelfRules } from '@pergola/core/shelf'
import { successionRules } from '@pergola/core/succession'
import type { Membership, OrgId, SpaceKind } from '@pergola/protocol'

export const rulesFor = (kind: SpaceKind, membership: Membership): Rules => {
  const holder = membership.founder as OrgId
  switch (kind) {
    case 'case':
      return caseRules(holder)
    case 'identity':
    case 'emergency':
      return identityRules(holder)
    case 'medical':
      return medicalRules(holder)
    case 'notice':
      return noticeRules(holder)
    case 'referral':
      return referralRules(holder)
    case 'listing':
      return listingRules(holder)
    case 'succession':
      return successionRules(holder)
    case 'shelf':
      return shelfRules(holder)
    case 'network':
      return networkRules
    case 'organisation':
      return bookRules
  }
}
