/** What of a case may be given out, and what it then holds. */
import type { CaseDocs, LeftOut, Section } from '@pergola/core/casepackage'
import { mayPass, type Passage } from '@pergola/core/consent'
import { emptyDoc, type Doc } from '@pergola/core/record'
import type { Answer, GiveOutAsk, GiveOutDraft, Queries, SectionOffer } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { findMedical } from './medicalSpace.ts'
import { orgName } from './names.ts'
import { openCaseFile, type OpenedCase } from './openCase.ts'
import { answer } from './problems.ts'

type Core = typeof import('@pergola/core/casepackage')
/** Loaded when the first case is given out or read in. */
export const casePackages = (): Promise<Core> => import('@pergola/core/casepackage')

export type Asked = Omit<GiveOutAsk, 'sections'>

/** With the parts that these sections are of. */
export const giveOutPassage = (core: Core, { act, scope, org, recipient }: Asked, sections: readonly Section[]): Passage => ({
  act,
  scope,
  ...(org === null ? { recipient } : { org }),
  parts: [...new Set(sections.map((section) => core.PART_OF[section]))],
})

export const recipientOf = (world: World, { org, recipient }: Asked): string => (org === null ? recipient : orgName(world, org))

/** Several made at once read as one. */
const joined = (docs: readonly Doc[]): Doc => {
  const [first = emptyDoc(), ...more] = docs
  return more.reduce<Doc>(
    (sum, next) => ({
      notes: sum.notes,
      rows: new Map(
        [...new Set([...sum.rows.keys(), ...next.rows.keys()])].map((one) => [
          one,
          new Map([...(next.rows.get(one) ?? []), ...(sum.rows.get(one) ?? [])]),
        ]),
      ),
    }),
    first,
  )
}

/** All of a case that this device reads. */
export const docsOf = async (world: World, { opened, file }: OpenedCase): Promise<CaseDocs> => {
  const identity = file.identitySpace === null ? null : await world.open(file.identitySpace)
  const medical = await findMedical(world, opened.space)
  const parts = medical.ok ? medical.value.parts.map(({ doc }) => doc) : []
  return {
    file: opened.doc,
    identity: identity === null || identity.goneSince !== null ? null : identity.doc,
    medical: parts.length === 0 ? null : joined(parts),
  }
}

const isReadable = (section: Section, { identity, medical }: CaseDocs): boolean =>
  section === 'identity' ? identity !== null : section === 'medical' ? medical !== null : true

/** Each section by itself: what one of them may not does not hold back the others. */
export const offers = (world: World, core: Core, { file }: OpenedCase, docs: CaseDocs, asked: Asked): readonly SectionOffer[] => {
  const counts = core.countSections(core.keepCase(docs, new Set(core.SECTIONS)))
  const labelOf = (person: string): string => file.people.find(({ id }) => id === person)?.label ?? ''
  return core.SECTIONS.map((section) => {
    const { allowed, missing } = mayPass(file, giveOutPassage(core, asked, [section]), world.today())
    const readable = isReadable(section, docs)
    return { section, part: core.PART_OF[section], count: counts[section] ?? 0, allowed, missing: missing.map(labelOf), readable }
  })
}

export const giveOutDraft = async (world: World, { space, ...asked }: Queries['giveOutDraft']['args']): Promise<Answer<GiveOutDraft>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const [core, docs] = [await casePackages(), await docsOf(world, found.value)]
  const { files } = found.value.file
  return answer({
    sections: offers(world, core, found.value, docs, asked),
    files: files.length,
    fileBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  })
}

export interface Composed {
  readonly core: Core
  /** Nothing but what is given out. */
  readonly docs: CaseDocs
  readonly sections: readonly Section[]
  readonly left: readonly LeftOut[]
  readonly passage: Passage
}

/** What was chosen and consent allows; the rest is left out and named. */
export const compose = async (world: World, found: OpenedCase, { sections: chosen, ...asked }: GiveOutAsk): Promise<Composed> => {
  const [core, docs] = [await casePackages(), await docsOf(world, found)]
  const looked = offers(world, core, found, docs, asked).filter(({ count, readable }) => count > 0 || !readable)
  const left = looked.flatMap(({ section, allowed, readable }): readonly LeftOut[] => {
    if (!chosen.includes(section)) return [{ section, why: 'not_chosen' }]
    if (!readable) return [{ section, why: 'not_readable' }]
    return allowed ? [] : [{ section, why: 'no_consent' }]
  })
  const out = new Set(left.map(({ section }) => section))
  const sections = looked.map(({ section }) => section).filter((section) => !out.has(section))
  return { core, docs: core.keepCase(docs, new Set(sections)), sections, left, passage: giveOutPassage(core, asked, sections) }
}
