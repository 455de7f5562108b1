/** Files for people outside the network: what went out of a case, and what one more would say. */
import { readIdentities } from '@pergola/core/casework'
import { mayPass, type Passage } from '@pergola/core/consent'
import { composeOutside, isOut, readOutside, type OutsideContent } from '@pergola/core/outside'
import type { Answer, OutsideAsk, OutsideDraft, OutsideView, Queries } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { orgName, peopleNames } from './names.ts'
import { findMedical, mergedPart } from './medicalSpace.ts'
import { openCaseFile, type OpenedCase } from './openCase.ts'
import { answer } from './problems.ts'

const DAY_MS = 86_400_000

export const outsidePassage = ({ scope, recipient, parts }: Pick<OutsideAsk, 'scope' | 'recipient' | 'parts'>): Passage => ({
  act: 'outside_file',
  scope,
  recipient,
  parts,
})

/** Exactly what would be sealed. */
export const composed = async (world: World, { file, opened }: OpenedCase, ask: OutsideAsk, expires: number): Promise<OutsideContent> => {
  const identity = file.identitySpace === null || !ask.parts.includes('identity') ? null : await world.open(file.identitySpace)
  const { recipient, language, words, labels, parts, notes = [], files = [] } = ask
  const medical = parts.includes('medical') ? await findMedical(world, opened.space) : null
  const care = medical?.ok ? (mergedPart(medical.value.parts)?.care ?? []) : []
  return composeOutside(file, identity && identity.goneSince === null ? readIdentities(identity.doc) : null, {
    from: orgName(world, world.me.org),
    to: recipient,
    writtenAt: world.now(),
    expires,
    language,
    words,
    labels,
    parts,
    notes,
    files,
    care,
  })
}

export const draftOutside = async (world: World, { space, ...ask }: Queries['draftOutside']['args']): Promise<Answer<OutsideDraft>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { allowed, missing, missingParts } = mayPass(found.value.file, outsidePassage(ask), world.today())
  const labelOf = (person: string): string => found.value.file.people.find(({ id }) => id === person)?.label ?? ''
  return answer({
    content: await composed(world, found.value, ask, world.now() + ask.days * DAY_MS),
    allowed,
    missing: missing.map(labelOf),
    missingParts,
  })
}

export const outside = async (world: World, { space }: Queries['outside']['args']): Promise<Answer<OutsideView>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const rows = readOutside(found.value.opened.doc).toReversed()
  const people = peopleNames(
    world,
    rows.map(({ by }) => ({ person: by, org: found.value.file.ownerOrg })),
  )
  return answer({ rows: rows.map((row) => ({ ...row, byName: people[row.by] ?? '', isOut: isOut(row, world.now()) })), people })
}
