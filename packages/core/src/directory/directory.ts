/** Reading the directory from the network's book, and what is kept back from others from where it stands. */
import type { OrgId } from '@pergola/protocol'
import { flagIn, lineIn, linesIn, oneOfIn, rowAt, rowsOf, textIn } from '../record/read.ts'
import type { Doc, RecordId, Row } from '../record/model.ts'
import { ORG_KINDS } from '../vocabulary/codes.ts'
import type { Call, Dispute, Observed, OrgProfile, Provider, Service, Training, Vouch } from './model.ts'
import { readCalls, readDisputes, readObserved, readProviders, readTrainings, readVouches } from './readOthers.ts'
import { ownerOf } from '../record/owned.ts'
import { readService, type Kept, type Names } from './readService.ts'

export interface Directory extends Names {
  readonly networkName: string
  readonly profiles: ReadonlyMap<OrgId, OrgProfile>
  readonly providers: ReadonlyMap<RecordId, Provider>
  /** By provider, then name. Those of others that are only matches have no name. */
  readonly services: readonly Service[]
  readonly byId: ReadonlyMap<RecordId, Service>
  /** By what is vouched for. */
  readonly vouches: ReadonlyMap<RecordId, readonly Vouch[]>
  /** By service. */
  readonly disputes: ReadonlyMap<RecordId, readonly Dispute[]>
  readonly observed: ReadonlyMap<RecordId, readonly Observed[]>
  readonly calls: readonly Call[]
  readonly trainings: readonly Training[]
  /** Services taken out and when (Unix ms of the last change), for "what changed". */
  readonly removed: ReadonlyMap<RecordId, Row>
}

/** What is kept back, by service. */
export type KeptBack = ReadonlyMap<RecordId, readonly Kept[]>

const NOTHING_KEPT: KeptBack = new Map()
const NONE: readonly Kept[] = []

/** The directory in a network space, folded with `networkRules`, with what this reader may know beside it. */
export const readDirectory = (doc: Doc, kept: KeptBack = NOTHING_KEPT): Directory => directoryReader()(doc, kept)

/** What was read of one service, and from what. */
interface Held {
  readonly row: Row | null
  readonly kept: readonly Kept[]
  readonly profile: OrgProfile | undefined
  readonly provider: Provider | undefined
  readonly service: Service | null
}

interface State {
  readonly doc: Doc
  readonly kept: KeptBack
  readonly held: ReadonlyMap<RecordId, Held>
  readonly directory: Directory
}

/**
 * A reader that goes on from what it read last: one changed service among 10,000 costs one reading, a walk over the rows, and
 * no sorting. Give one reader the versions of one book only.
 */
export const directoryReader = (): ((doc: Doc, kept?: KeptBack) => Directory) => {
  let last: State | null = null
  return (doc, kept = NOTHING_KEPT) => {
    if (last?.doc === doc && last.kept === kept) return last.directory
    last = readOn(last, doc, kept)
    return last.directory
  }
}

const readOn = (last: State | null, doc: Doc, kept: KeptBack): State => {
  const names = namesFrom(last, doc)
  const holding = heldFrom(last, doc, kept, names)
  const services = sorted(last, holding)
  const directory: Directory = {
    networkName: lineIn(rowAt(doc, 'network', 'main'), 'name'),
    ...names,
    ...besides(last, doc),
    services: services.list,
    byId: services.byId,
    removed: services.removed,
  }
  return { doc, kept, held: holding.held, directory }
}

/** What was read last, when nobody wrote to these collections since. */
const since = (last: State | null, doc: Doc, ...collections: readonly string[]): State | null =>
  last !== null && collections.every((one) => last.doc.rows.get(one) === doc.rows.get(one)) ? last : null

const namesFrom = (last: State | null, doc: Doc): Names => ({
  profiles: since(last, doc, 'org')?.directory.profiles ?? profilesOn(last, doc),
  providers: since(last, doc, 'provider')?.directory.providers ?? providersOn(last, doc),
})

type Besides = Pick<Directory, 'vouches' | 'disputes' | 'observed' | 'calls' | 'trainings'>

const besides = (last: State | null, doc: Doc): Besides => ({
  vouches: since(last, doc, 'vouch')?.directory.vouches ?? readVouches(doc),
  disputes: since(last, doc, 'dispute', 'resolution')?.directory.disputes ?? readDisputes(doc),
  observed: since(last, doc, 'answers')?.directory.observed ?? readObserved(doc),
  calls: since(last, doc, 'call')?.directory.calls ?? readCalls(doc),
  trainings: since(last, doc, 'training')?.directory.trainings ?? readTrainings(doc),
})

interface Holding {
  readonly held: ReadonlyMap<RecordId, Held>
  /** Services that were read anew, or are there no more. */
  readonly changed: readonly RecordId[]
}

const heldFrom = (last: State | null, doc: Doc, kept: KeptBack, names: Names): Holding => {
  const rows = rowsOf(doc, 'service')
  const held = new Map(last?.held)
  const changed: RecordId[] = []
  const sameForAll = names.profiles === last?.directory.profiles && names.providers === last.directory.providers
  const hold = (id: RecordId, row: Row | null): void => {
    const parts = kept.get(id) ?? NONE
    const known = last?.held.get(id)
    if (known?.row === row && sameParts(known.kept, parts) && (sameForAll || sameNames(known, id, names))) return
    held.set(id, holdAnew(id, row, parts, names))
    changed.push(id)
  }
  for (const [id, row] of rows) hold(id, row)
  for (const id of kept.keys()) if (!rows.has(id)) hold(id, null)
  for (const id of last === null || last.kept === kept ? [] : last.kept.keys()) {
    if (rows.has(id) || kept.has(id)) continue
    held.delete(id)
    changed.push(id)
  }
  return { held, changed }
}

const holdAnew = (id: RecordId, row: Row | null, kept: readonly Kept[], names: Names): Held => {
  const service = readService(id, row, kept, names)
  return { row, kept, profile: profileOf(id, names), provider: providerOf(service, names), service }
}

const profileOf = (id: RecordId, { profiles }: Names): OrgProfile | undefined => {
  const owner = ownerOf(id)
  return owner === null ? undefined : profiles.get(owner)
}
const providerOf = (service: Service | null, { providers }: Names): Provider | undefined =>
  service?.providerId ? providers.get(service.providerId) : undefined

/** Who it is of is called as before. */
const sameNames = ({ profile, provider, service }: Held, id: RecordId, names: Names): boolean =>
  profile === profileOf(id, names) && provider === providerOf(service, names)

const sameParts = (a: readonly Kept[], b: readonly Kept[]): boolean =>
  a === b || (a.length === b.length && a.every((part, i) => part.fields === b[i]?.fields && part.owner === b[i]?.owner))

interface Sorted {
  readonly list: readonly Service[]
  readonly byId: ReadonlyMap<RecordId, Service>
  readonly removed: ReadonlyMap<RecordId, Row>
}

/** What changed goes to its place among what did not: sorted once, then only moved. */
const sorted = (last: State | null, { held, changed }: Holding): Sorted => {
  if (last !== null && changed.length === 0) {
    const { services: list, byId, removed } = last.directory
    return { list, byId, removed }
  }
  const byId = new Map(last?.directory.byId)
  const removed = new Map(last?.directory.removed)
  const fresh: Service[] = []
  for (const id of changed) {
    const { row = null, service = null } = held.get(id) ?? {}
    byId.delete(id)
    removed.delete(id)
    if (service !== null) {
      byId.set(id, service)
      fresh.push(service)
    } else if (row !== null && flagIn(row, 'removed')) removed.set(id, row)
  }
  const moved = new Set(changed)
  const stayed = last?.directory.services.filter(({ id }) => !moved.has(id)) ?? []
  return { list: merged(stayed, fresh.sort(byProvider)), byId, removed }
}

/** `b` put into `a`, both in order; few into many costs few comparisons. */
const merged = (a: readonly Service[], b: readonly Service[]): readonly Service[] => {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a
  const list: Service[] = []
  let done = 0
  for (const service of b) {
    const place = placeOf(service, a, done)
    while (done < place) list.push(a[done++] as Service)
    list.push(service)
  }
  while (done < a.length) list.push(a[done++] as Service)
  return list
}

/** The first place from `low` on whose service comes after this one. */
const placeOf = (service: Service, all: readonly Service[], from: number): number => {
  let low = from
  let high = all.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (byProvider(all[middle] as Service, service) < 0) low = middle + 1
    else high = middle
  }
  return low
}

export const byProvider = (a: Service, b: Service): number => order(a.provider, b.provider) || order(a.name, b.name) || order(a.id, b.id)

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** True for a record that nobody wrote to since. */
const isUntouched = (last: State | null, doc: Doc, collection: string, id: RecordId): boolean =>
  last !== null && rowAt(last.doc, collection, id) === rowAt(doc, collection, id)

const profilesOn = (last: State | null, doc: Doc): ReadonlyMap<OrgId, OrgProfile> => {
  const known = (org: OrgId): OrgProfile | undefined => (isUntouched(last, doc, 'org', org) ? last?.directory.profiles.get(org) : undefined)
  return new Map([...rowsOf(doc, 'org')].map(([id, row]) => [id as OrgId, known(id as OrgId) ?? readProfile(id as OrgId, row)]))
}

const providersOn = (last: State | null, doc: Doc): ReadonlyMap<RecordId, Provider> =>
  readProviders(doc, (id) => (isUntouched(last, doc, 'provider', id) ? last?.directory.providers.get(id) : undefined))

/** The members' profiles alone: names, for those who need nothing else of the directory. */
export const readProfiles = (doc: Doc): ReadonlyMap<OrgId, OrgProfile> => profilesOn(null, doc)

const readProfile = (org: OrgId, row: Row): OrgProfile => ({
  org,
  name: lineIn(row, 'name'),
  shortName: lineIn(row, 'shortName', 24) || lineIn(row, 'name', 24),
  kind: oneOfIn(row, 'kind', ORG_KINDS, 'local_group'),
  countries: linesIn(row, 'countries', 3),
  languages: linesIn(row, 'languages', 8),
  about: textIn(row, 'about'),
})
