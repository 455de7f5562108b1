/** The import that somebody works on, read and planned as far as it was asked for. In memory only: it goes with the session. */
import type { OpenedFile, Plan, PlanChoices, Reading } from '@pergola/core/exchange'
import { networkRules } from '@pergola/core/directory'
import type { Author } from '@pergola/core/record'
import type { Answer, EntryChoice, FileProblem, ImportSettings, OpenedImport } from '../contract/index.ts'
import type { Opened, World } from '../world/world.ts'
import { answer, problem } from './problems.ts'

export type Exchange = typeof import('@pergola/core/exchange')
/** The readers and writers of files, loaded when the first is chosen. */
export const exchange = (): Promise<Exchange> => import('@pergola/core/exchange')

export interface Work {
  readonly opened: OpenedImport
  readonly file: OpenedFile
  readonly settings: ImportSettings
  readonly entries: Readonly<Record<string, EntryChoice>>
  /** As read with these settings; null: not yet. */
  readonly reading: { readonly ok: true; readonly value: Reading } | { readonly ok: false; readonly problem: FileProblem } | null
  /** As planned against this version of the book. */
  readonly plan: { readonly doc: Opened['doc']; readonly value: Plan } | null
}

/** One at a time. */
export const underWay = new WeakMap<World, Work>()

export const workOf = (world: World, id: string): Work | null => {
  const work = underWay.get(world)
  return work?.opened.id === id ? work : null
}

const authorOf = ({ me }: World): Author => ({ device: me.device, person: me.person, org: me.org, role: me.role })

export const choicesOf = ({ settings, entries }: Work): PlanChoices => ({
  entries,
  likely: settings.likely,
  removeMissing: settings.removeMissing,
})

export interface Looked {
  readonly work: Work
  readonly core: Exchange
  readonly reading: Reading
  readonly plan: Plan
  readonly network: Opened
}

/** The import as it stands now, read and planned where that was not done yet or the book has changed since. */
export const look = async (world: World, id: string): Promise<Answer<Looked | { readonly work: Work; readonly problem: FileProblem }>> => {
  const network = world.network()
  const before = workOf(world, id)
  if (before === null || network === null) return problem('not_found', 'id')
  const core = await exchange()
  const { source, sheet, mapping } = before.settings
  const reading = before.reading ?? readingOf(core, before.file, { source: before.opened.fileName, sheet, mapping, today: world.today() })
  if (!reading.ok) {
    underWay.set(world, { ...before, reading })
    return answer({ work: before, problem: reading.problem })
  }
  const plan =
    before.plan?.doc === network.doc
      ? before.plan.value
      : core.planImport(network.doc, reading.value, source, choicesOf(before), authorOf(world), networkRules)
  const work: Work = { ...before, reading, plan: { doc: network.doc, value: plan } }
  underWay.set(world, work)
  return answer({ work, core, reading: reading.value, plan, network })
}

const readingOf = (core: Exchange, file: OpenedFile, options: Parameters<Exchange['readEntries']>[1]): NonNullable<Work['reading']> => {
  const read = core.readEntries(file, options)
  return read.ok ? { ok: true, value: read.value } : { ok: false, problem: read.problem }
}
