/** A package of somebody else becomes a case of ours. Files are at the relay before the case is; a case that ended half way says so. */
import { nameMedicalSpace, openMedical } from '@pergola/core/care'
import { attachFile as attachOps, readCase } from '@pergola/core/casework'
import type { CasePackage, Taken } from '@pergola/core/casepackage'
import { asKey } from '@pergola/core/crypto'
import { sealBytes, sealedSize } from '@pergola/core/files'
import { cameInPackage } from '@pergola/core/moving'
import { cleanLine, setOp, type Op } from '@pergola/core/record'
import { dayOf, type Instant } from '@pergola/core/casework'
import { LIMITS, type BlobId, type SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { becameOf, packageOf, packageUnderWay } from '../views/caseImport.ts'
import { casePackages } from '../views/giveOut.ts'
import { openCaseFile } from '../views/openCase.ts'
import { answer, done, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import { isAge, openWithAge } from './age.ts'
import { foundCase } from './casework.ts'
import type { Command } from './command.ts'
import { lineTooLong, newId } from './open.ts'

export const openCasePackage: Command<'openCasePackage'> = async (world, { content, secret }) => {
  const core = await casePackages()
  const most = core.PACKAGE_LIMITS.bytes
  if (content.length > most) return problem('too_large', 'content', { most })
  const bytes = isAge(content) ? await openWithAge(world, content, secret) : content
  if (bytes === 'wrong_secret') return problem('wrong_passphrase')
  if (bytes === 'damaged' || bytes === 'too_costly') return problem('invalid', 'content', { why: bytes })
  const read = core.readPackage(world.crypto.sha256, bytes)
  if (!read.ok) return problem('invalid', 'content', { why: read.problem })
  packageUnderWay.set(world, read.value)
  return answer({ id: read.value.manifest.id })
}

export const closeCaseImport: Command<'closeCaseImport'> = (world) => {
  packageUnderWay.delete(world)
  return Promise.resolve(done)
}

/** Sealed under new keys and kept at the relay: what the case will say of its files. */
const putFiles = async (world: World, held: CasePackage, { files }: Taken): Promise<Answer<readonly Op[]>> => {
  const progress = world.progress('case_package')
  try {
    const ops: Op[] = []
    for (const [at, { id, packed }] of files.entries()) {
      progress.report(at, files.length)
      if (progress.cancelled()) return problem('cancelled')
      const content = held.contents.get(packed.member)
      if (content === undefined || sealedSize(content.length) > LIMITS.blobBytes)
        return problem('too_large', 'files', { most: LIMITS.blobBytes })
      const [blob, key] = [newId(world) as BlobId, world.crypto.random(32)]
      const put = await world.gateway.putBlob(blob, sealBytes(asKey<'file'>(key), world.crypto.random(16), content))
      if (!put.ok) return put
      const { name, type, bytes, sha256 } = packed
      const said = attachOps(id, { name, type, bytes, sha256, blob, key })
      if (said.ok) ops.push(...said.value)
    }
    return answer(ops)
  } finally {
    progress.end()
  }
}

/** In portions that each fit a commit, however long their texts are. */
const writeAll = async (world: World, space: SpaceId, ops: readonly Op[]): Promise<Answer<null>> => {
  const { sizedBatches } = await import('@pergola/core/exchange')
  return ops.length === 0 ? done : (await world.writeMany(space, sizedBatches(ops))).answer
}

const medicalPart = async (world: World, space: SpaceId, pseudonym: string, ops: readonly Op[]): Promise<Answer<readonly Op[]>> => {
  if (ops.length === 0) return answer([])
  const founded = await world.found('medical', [], [openMedical(space, pseudonym)])
  if (!founded.ok) return founded
  const written = await writeAll(world, founded.value, ops)
  return written.ok ? answer([nameMedicalSpace(founded.value)]) : written
}

/** Everything into the case that was founded for it. */
const fill = async (world: World, space: SpaceId, pseudonym: string, taken: Taken, files: readonly Op[]): Promise<Answer<null>> => {
  const opened = await openCaseFile(world, space)
  if (!opened.ok) return opened
  const { identitySpace } = opened.value.file
  if (identitySpace === null) return problem('not_found', 'identitySpace')
  const named = await writeAll(world, identitySpace, taken.identity)
  if (!named.ok) return named
  const medical = await medicalPart(world, space, pseudonym, taken.medical)
  return medical.ok ? writeAll(world, space, [...taken.file, ...files, ...medical.value]) : medical
}

const came = (held: CasePackage, whole: boolean): Op => {
  const { id, from, made, case: of } = held.manifest
  return cameInPackage(of.space as SpaceId, { id, from: from.name, madeOn: dayOf(made as Instant), whole })
}

export const importCase: Command<'importCase'> = async (world, { id, pseudonym, again }) => {
  const held = packageOf(world, id)
  if (held === null) return problem('not_found', 'id')
  const tooLong = lineTooLong(['pseudonym', pseudonym, 80])
  if (tooLong !== null) return tooLong
  if (cleanLine(pseudonym) === '') return problem('invalid', 'pseudonym')
  if (becameOf(world, id) !== null && !again) return problem('invalid', 'again')
  const core = await casePackages()
  const { org, person } = world.me
  const taken = core.takePackage(held, { org, newId: () => newId(world), today: world.today() })
  const files = await putFiles(world, held, taken)
  if (!files.ok) return files
  const { country, urgency, summary, rightsFields } = readCase(held.manifest.case.space as SpaceId, held.docs.file)
  const main = { pseudonym, country, urgency, summary, rightsFields, ownerOrg: org, openedOn: world.today(), assignedTo: person }
  const founded = await foundCase(world, main, [came(held, false)], [])
  if (!founded.ok) return founded
  const { space } = founded.value
  const filled = await fill(world, space, pseudonym, taken, files.value)
  if (!filled.ok) return filled
  const ended = await world.write(space, [came(held, true)])
  if (!ended.ok) return ended
  const noted = await world.write(world.book().space, [setOp('casePackage', id, { space, source: held.manifest.case.space })])
  packageUnderWay.delete(world)
  return noted.ok ? founded : noted
}
