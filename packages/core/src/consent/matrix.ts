/** What everyone has agreed to, at a glance: scopes and recipients down, people across. */
import type { OrgId } from '@pergola/protocol'
import type { CaseFile, Day } from '../casework/model.ts'
import type { RecordId } from '../record/model.ts'
import type { ConsentPart } from '../vocabulary/caseCodes.ts'
import { CONSENT_SCOPES, SCOPES_THAT_NAME, type ConsentScope } from '../vocabulary/codes.ts'
import { holdsOn, latestDecision, namesOrCovers } from './gate.ts'
import { impliedParts, partsOfScope } from './meaning.ts'
import type { Consent } from './model.ts'

export type CellState = 'yes' | 'partly' | 'no' | 'withdrawn' | 'ended' | 'not_asked'

export interface MatrixCell {
  readonly person: RecordId
  readonly state: CellState
  /** The parts to which there is a yes on that day. */
  readonly parts: readonly ConsentPart[]
  /** The last decision that speaks of it, or null. */
  readonly decision: RecordId | null
}

export interface MatrixRow {
  readonly scope: ConsentScope
  readonly org: OrgId | null
  readonly recipient: string
  readonly cells: readonly MatrixCell[]
}

type Target = Pick<MatrixRow, 'org' | 'recipient'>

const NOBODY: Target = { org: null, recipient: '' }

/** Every scope, once for nobody by name and once for each recipient that a decision names. */
export const consentMatrix = ({ consents, people }: Pick<CaseFile, 'consents' | 'people'>, onDay: Day): readonly MatrixRow[] =>
  CONSENT_SCOPES.flatMap((scope) => {
    const said = consents.filter((consent) => consent.scope === scope && consent.on <= onDay)
    return targetsIn(scope, said).map((target) => ({
      scope,
      ...target,
      cells: people.map(({ id }) => cellOf(said, id, scope, target, onDay)),
    }))
  })

const targetsIn = (scope: ConsentScope, said: readonly Consent[]): readonly Target[] => {
  const named = new Map<string, Target>()
  for (const { org, recipient } of said) {
    if (org !== null || recipient !== '') named.set(`${org ?? ''}:${recipient.toLowerCase()}`, { org, recipient })
  }
  const onlyNamed = (SCOPES_THAT_NAME as readonly string[]).includes(scope) && named.size > 0
  return onlyNamed ? [...named.values()] : [NOBODY, ...named.values()]
}

const cellOf = (said: readonly Consent[], person: RecordId, scope: ConsentScope, target: Target, onDay: Day): MatrixCell => {
  const parts = partsOfScope(scope).filter((part) => {
    const decision = latestDecision(said, { person, scope, part, ...target }, onDay)
    return decision !== null && holdsOn(decision, onDay)
  })
  const last = said.findLast((consent) => consent.person === person && namesOrCovers(consent, target)) ?? null
  return { person, state: stateOf(scope, parts, last), parts, decision: last?.id ?? null }
}

const stateOf = (scope: ConsentScope, parts: readonly ConsentPart[], last: Consent | null): CellState => {
  if (parts.length > 0) return impliedParts(scope).every((part) => parts.includes(part)) ? 'yes' : 'partly'
  if (last === null) return 'not_asked'
  if (!last.given) return 'no'
  return last.withdrawnOn === null ? 'ended' : 'withdrawn'
}
