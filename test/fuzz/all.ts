import { casePackageTargets } from './targets/casepackage.ts'
import { caselifeTargets } from './targets/caselife.ts'
import { retentionTargets } from './targets/retention.ts'
import { householdTargets } from './targets/household.ts'
import { consentTargets } from './targets/consent.ts'
import { coreTargets, slowTargets } from './targets/core.ts'
import { edgeTargets } from './targets/edges.ts'
import { fileTargets } from './targets/files.ts'
import { protocolTargets } from './targets/protocol.ts'
import { safetyTargets } from './targets/safety.ts'
import { referralTargets } from './targets/referral.ts'
import { verificationTargets } from './targets/verification.ts'
import type { Target } from './target.ts'

export const targets: readonly Target[] = [
  ...coreTargets,
  ...edgeTargets,
  ...fileTargets,
  ...referralTargets,
  ...verificationTargets,
  ...caselifeTargets,
  ...retentionTargets,
  ...householdTargets,
  ...casePackageTargets,
  ...consentTargets,
  ...safetyTargets,
  ...slowTargets,
  ...protocolTargets,
]

/** So many times fewer inputs than the others. */
export const slowness = (target: Target): number => (slowTargets.includes(target) ? 1000 : 1)
