/** The package that somebody looks at before it becomes a case. In memory only: it goes with the session. */
import type { CasePackage } from '@pergola/core/casepackage'
import { readCase } from '@pergola/core/casework'
import { idIn, rowAt, rowsOf, textIn } from '@pergola/core/record'
import type { SpaceId } from '@pergola/protocol'
import type { Answer, CaseImportPreview, Queries } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { casePackages } from './giveOut.ts'
import { answer, problem } from './problems.ts'

/** One at a time. */
export const packageUnderWay = new WeakMap<World, CasePackage>()

export const packageOf = (world: World, id: string): CasePackage | null => {
  const held = packageUnderWay.get(world)
  return held?.manifest.id === id ? held : null
}

type Here = CaseImportPreview['samePackage']

const caseHere = (world: World, space: SpaceId | null): Here => {
  const summary = space === null ? undefined : world.summaries.get(space)
  return space === null || summary?.kind !== 'case' ? null : { space, pseudonym: summary.pseudonym }
}

/** Where our organisation wrote down what it has read in: `casePackage/<package>` {space, source}. */
export const becameOf = (world: World, id: string): Here =>
  caseHere(world, idIn<SpaceId>(rowAt(world.book().doc, 'casePackage', id), 'space'))

const ofSameCase = (world: World, { manifest }: CasePackage): Here => {
  const { space } = manifest.case
  const before = [...rowsOf(world.book().doc, 'casePackage')].filter(([id, row]) => id !== manifest.id && idIn(row, 'source') === space)
  const [here] = before.flatMap(([, row]) => caseHere(world, idIn<SpaceId>(row, 'space')) ?? [])
  return caseHere(world, space as SpaceId) ?? here ?? null
}

const isNameHere = (world: World, pseudonym: string): boolean =>
  [...world.summaries.values()].some((summary) => summary.kind === 'case' && summary.pseudonym === pseudonym)

export const caseImport = async (world: World, { id }: Queries['caseImport']['args']): Promise<Answer<CaseImportPreview>> => {
  const held = packageOf(world, id)
  if (held === null) return problem('not_found', 'id')
  const core = await casePackages()
  const { manifest, docs } = held
  const file = readCase(manifest.case.space as SpaceId, docs.file)
  const counts = core.countSections(docs)
  const taken = core.takePackage(held, { org: world.me.org, newId: () => 'x', today: world.today() })
  return answer({
    ...{ id, mark: held.mark, from: manifest.from.name, to: manifest.to, made: manifest.made, left: manifest.left },
    pseudonym: manifest.case.pseudonym,
    summary: textIn(rowAt(docs.file, 'case', 'main'), 'summary'),
    country: file.country,
    sections: core.SECTIONS.flatMap((section) => (counts[section] ? [{ section, count: counts[section] }] : [])),
    people: file.people.map(({ label }) => label),
    needs: file.needs.filter(({ dropped }) => !dropped).map(({ kind, from, to }) => ({ kind, from, to })),
    files: manifest.files.map(({ name, bytes }) => ({ name, bytes })),
    notTaken: taken.notTaken,
    malformed: held.malformed,
    consentsEnded: taken.consentsEnded,
    samePackage: becameOf(world, id),
    sameCase: ofSameCase(world, held),
    sameName: isNameHere(world, manifest.case.pseudonym),
  })
}
