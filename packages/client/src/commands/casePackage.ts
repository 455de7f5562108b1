/** A case out as a package that is encrypted with age, and as a document: both behind the gate. */
import { readMedical } from '@pergola/core/care'
import { readClosings, readTasks } from '@pergola/core/caselife'
import { currentRisk, readCase, readIdentities, readPhases, type Step } from '@pergola/core/casework'
import { readWords } from '@pergola/core/consent'
import { readPapers, readTies } from '@pergola/core/household'
import { newPassphrase } from '@pergola/core/identity'
import { cleanFileName, cleanLine, type Doc } from '@pergola/core/record'
import { readIncidents, readPlan, readPlanSteps } from '@pergola/core/safety'
import { readVerification } from '@pergola/core/verification'
import type { SpaceId } from '@pergola/protocol'
import type { Answer, CaseDocument, CasePackageFile, GiveOutAsk } from '../contract/index.ts'
import { compose, recipientOf, type Composed } from '../views/giveOut.ts'
import { orgName } from '../views/names.ts'
import type { OpenedCase } from '../views/openCase.ts'
import { answer, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import { sealWithAge } from './age.ts'
import type { Command } from './command.ts'
import { openFile } from './files.ts'
import { inOwnCase, lineTooLong, newId } from './open.ts'
import { pass } from './passing.ts'

const LONGEST_RECIPIENT = 200
const MOST_KEYS = 20

const problemOf = ({ sections, org, recipient }: GiveOutAsk): Answer<never> | null => {
  if (sections.length === 0) return problem('invalid', 'sections')
  if (org === null && cleanLine(recipient) === '') return problem('invalid', 'recipient')
  return lineTooLong(['recipient', recipient, LONGEST_RECIPIENT])
}

/** Composes what may go, and lets it out. Where nothing of what was chosen may go, the gate says no. */
const givenOut = async <T>(
  world: World,
  space: SpaceId,
  ask: GiveOutAsk,
  act: (found: OpenedCase, composed: Composed) => Promise<Answer<T>>,
): Promise<Answer<T>> =>
  problemOf(ask) ??
  inOwnCase(world, space, async (found) => {
    const composed = await compose(world, found, ask)
    if (composed.sections.length === 0) return problem('no_consent', ask.scope)
    return pass(world, found, composed.passage, () => act(found, composed))
  })

/* ---- a package ---- */

type Files = ReturnType<Composed['core']['numberFiles']>

/** Every file of it, opened here; the first that cannot be had ends it. */
const contentsOf = async (world: World, space: SpaceId, files: Files, progress: ReturnType<World['progress']>) => {
  const contents = new Map<string, Uint8Array>()
  for (const [at, { id, member }] of files.entries()) {
    progress.report(at, files.length)
    if (progress.cancelled()) return problem('cancelled')
    const opened = await openFile(world, { where: { space }, id })
    if (!opened.ok) return opened
    contents.set(member, opened.value.content)
  }
  return progress.cancelled() ? problem('cancelled') : answer(contents)
}

const organisationsIn = (world: World, { core, docs }: Composed): Readonly<Record<string, string>> =>
  Object.fromEntries([...core.writersOf(docs)].map((org) => [org, orgName(world, org)]))

const packed = async (world: World, { opened, file }: OpenedCase, composed: Composed, ask: GiveOutAsk) => {
  const { core, docs, sections, left } = composed
  const files = sections.includes('files') ? core.numberFiles(opened.doc, file.files) : []
  const most = core.PACKAGE_LIMITS.bytes
  if (core.archiveBytes(files.map(({ bytes }) => bytes)) > most) return problem('too_large', 'files', { most })
  const progress = world.progress('case_package')
  try {
    const contents = await contentsOf(world, opened.space, files, progress)
    if (!contents.ok) return contents
    const made = core.packCase(
      world.crypto.sha256,
      {
        id: newId(world),
        made: world.now(),
        from: { org: world.me.org, name: orgName(world, world.me.org) },
        to: recipientOf(world, ask),
        scope: ask.scope,
        case: { space: opened.space, pseudonym: file.pseudonym, newest: core.newestOf(docs.file) },
        sections,
        left,
        organisations: organisationsIn(world, composed),
      },
      docs,
      files,
      contents.value,
    )
    return made === null ? problem('too_large', 'files', { most }) : answer(made)
  } finally {
    progress.end()
  }
}

export const exportCase: Command<'exportCase'> = async (world, { space, recipients, ...ask }) => {
  if (recipients.length > MOST_KEYS) return problem('too_large', 'recipients', { most: MOST_KEYS })
  if (ask.act !== 'export') return problem('invalid', 'act')
  return givenOut<CasePackageFile>(world, space, ask, async (found, composed) => {
    const made = await packed(world, found, composed, ask)
    if (!made.ok) return made
    const passphrase = recipients.length === 0 ? newPassphrase(world.crypto.random) : null
    const content = await sealWithAge(world, made.value.bytes, passphrase ?? recipients)
    if (content === null) return problem('invalid', 'recipients')
    const { sections, left } = composed
    const name = `${cleanFileName(found.file.pseudonym || 'case')} ${world.today()}.pergola.age`
    return answer({ name, content, passphrase, mark: made.value.mark, sections, left })
  })
}

/* ---- a document ---- */

/** A letter or a submission says who somebody is, and never where they are or how to reach them: others pass it on. */
const whoTheyAre = (act: GiveOutAsk['act'], doc: Doc | null): Pick<CaseDocument, 'identities' | 'papers'> => {
  if (doc === null) return { identities: [], papers: [] }
  const identities = readIdentities(doc)
  if (act === 'export') return { identities, papers: readPapers(doc) }
  return { identities: identities.map((one) => ({ ...one, contact: '', whereabouts: '', documents: '' })), papers: [] }
}

export const composeDocument: Command<'composeDocument'> = (world, { space, ...ask }) =>
  givenOut<CaseDocument>(world, space, ask, async (found, composed) => {
    const { docs, sections, left } = composed
    const file = readCase(space, docs.file)
    return answer({
      ...{ act: ask.act, scope: ask.scope, made: world.now(), sections, left },
      from: orgName(world, world.me.org),
      to: recipientOf(world, ask),
      file: { ...file, ownerOrg: found.file.ownerOrg },
      riskLevel: file.assessments.length === 0 ? null : (currentRisk(file.assessments) as Step),
      phases: readPhases(docs.file),
      closings: readClosings(docs.file),
      ties: readTies(docs.file),
      words: Object.fromEntries(readWords(docs.file)),
      plan: readPlan(docs.file),
      steps: readPlanSteps(docs.file),
      incidents: readIncidents(docs.file),
      verification: sections.includes('verification') ? readVerification(docs.file, found.file.ownerOrg) : null,
      tasks: readTasks(docs.file),
      ...whoTheyAre(ask.act, docs.identity),
      medical: docs.medical === null ? null : readMedical(docs.medical),
      organisations: organisationsIn(world, composed),
    })
  })
