/** Finding the medical part: by its case, or by itself where only that was shared. */
import { medicalSpacesOf, readMedical, type MedicalPart } from '@pergola/core/care'
import type { SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import type { Opened, World } from '../world/world.ts'
import { openCaseFile, type OpenedCase } from './openCase.ts'
import { answer, problem } from './problems.ts'

export interface FoundMedical {
  /** Null when only the part itself was shared. */
  readonly found: OpenedCase | null
  /** Those that are readable here; the first is written to. */
  readonly parts: readonly Opened[]
  /** The case names some. */
  readonly named: boolean
}

const isReadable = (opened: Opened | null): opened is Opened => opened?.membership.kind === 'medical' && opened.goneSince === null

/** `not_found` when this device reads neither a case nor a medical part of that id. */
export const findMedical = async (world: World, space: SpaceId): Promise<Answer<FoundMedical>> => {
  const alone = await world.open(space)
  if (alone?.membership.kind === 'medical')
    return isReadable(alone) ? answer({ found: null, parts: [alone], named: true }) : problem('gone')
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const spaces = medicalSpacesOf(found.value.opened.doc)
  const opened = await Promise.all(spaces.map((one) => world.open(one)))
  return answer({ found: found.value, parts: opened.filter(isReadable), named: spaces.length > 0 })
}

/** Several made at once read as one. */
export const mergedPart = (parts: readonly Opened[]): MedicalPart | null => {
  const [first, ...more] = parts.map(({ doc }) => readMedical(doc))
  if (first === undefined) return null
  return more.reduce(
    (sum, next) => ({
      ...sum,
      patients: [...sum.patients, ...next.patients],
      care: [...sum.care, ...next.care],
      visits: [...sum.visits, ...next.visits],
    }),
    first,
  )
}
