/**
 * What an import would write: for every entry of the file whether it is new, known, or probably somebody the book has already,
 * and field by field what stays and what comes. A plan is made again after each choice; nothing is written here.
 *
 * An entry of a list is the record `imported:<list>/<key>` (of a provider `imported:<list>/org/<key>`), or the record it was
 * merged with, which remembers it in `from`. So reading a list again updates and never doubles.
 */
import type { Author, Doc, Fields, Op, RecordId, Rules, Value } from '../record/model.ts'
import { flagIn, lineIn, valueOf } from '../record/read.ts'
import { cleanLine } from '../record/text.ts'
import { setOp } from '../record/write.ts'
import { serviceFields } from '../directory/entry.ts'
import { importedId } from '../directory/policy.ts'
import { providerFields } from '../directory/write.ts'
import { kindOr, slugOf } from './fromTable.ts'
import { foldName, hostOf, Known, serviceName, sourcesOf, type EntryKind } from './known.ts'
import { changesOf, chosen, type Choice, type FieldChange } from './merge.ts'
import type { Reading, ReadProvider, ReadService, Spot } from './reading.ts'

/** Why two entries are probably of the same organisation or service. */
export type Likeness = 'identifier' | 'website' | 'name' | 'member'

export interface Candidate {
  readonly id: RecordId
  readonly name: string
  readonly why: Likeness
}

export interface PlannedEntry {
  readonly kind: EntryKind
  readonly key: string
  readonly spot: Spot
  readonly name: string
  readonly providerName: string
  /** Where it is written. */
  readonly id: RecordId
  readonly outcome: 'added' | 'updated' | 'merged' | 'unchanged' | 'left' | 'not_permitted' | 'too_large'
  /** Empty for what is added. */
  readonly changes: readonly FieldChange[]
  readonly candidates: readonly Candidate[]
  readonly op: Op | null
}

/** What a person chose for one entry. `into`: the record it is merged with, or null for a new one. */
export interface EntryChoice {
  readonly leave?: boolean
  readonly into?: RecordId | null
  readonly fields?: Readonly<Record<string, Choice>>
}

export interface PlanChoices {
  /** By `<kind> <key>`. */
  readonly entries: Readonly<Record<string, EntryChoice>>
  /** What happens to an entry that is probably here already, where nothing was chosen. */
  readonly likely: 'merge' | 'add' | 'leave'
  /** Takes out what an earlier version of the list had and this one has not. */
  readonly removeMissing: boolean
}

export const NO_CHOICES: PlanChoices = { entries: {}, likely: 'merge', removeMissing: false }

export interface MissingEntry {
  readonly kind: EntryKind
  readonly id: RecordId
  readonly name: string
  readonly op: Op
}

export interface Plan {
  readonly source: string
  readonly entries: readonly PlannedEntry[]
  /** In the book from an earlier version of this list, not in this file. */
  readonly missing: readonly MissingEntry[]
}

export const choiceKey = (kind: EntryKind, key: string): string => `${kind} ${key}`

/** Name of a list as part of ids: from a file's name or what somebody typed; without numbers that change with each version. */
export const sourceName = (text: string): string =>
  slugOf(
    cleanLine(text)
      .replace(/\.[a-z0-9]{2,5}$/iu, '')
      .replace(/[-_. ]*\(?\d{6,}\)?$|[-_. ]\d{4}-\d\d-\d\d$/u, ''),
  ).slice(0, 40) || 'list'

/** Bytes of one operation, roughly: what does not fit one commit with others is refused. */
const MOST_BYTES = 120_000

interface Context {
  readonly known: Known
  readonly source: string
  readonly choices: PlanChoices
  readonly may: (op: Op) => boolean
}

/** `author` and `rules`: what this member may write in the book. */
export const planImport = (doc: Doc, reading: Reading, source: string, choices: PlanChoices, author: Author, rules: Rules): Plan => {
  const known = new Known(doc)
  const context: Context = { known, source, choices, may: (op) => rules(op, author) === 'ok' }
  const hosts = countHosts(reading.providers)
  const placed = new Map<string, { readonly id: RecordId; readonly name: string }>()
  const targets = reading.providers.map((provider) => {
    const target = targetOf(context, 'provider', provider.key, () => likeProviders(known, provider, hosts))
    const name = (target.outcome === 'merged' && lineIn(known.row('provider', target.id), 'name')) || provider.name
    placed.set(provider.key, { id: target.id, name })
    return target
  })
  const providers = reading.providers.map((provider, at) => plannedProvider(context, provider, targets[at] as Target, placed))
  const skipped = new Set(providers.filter(({ outcome }) => outcome === 'left').map(({ key }) => key))
  const services = reading.services.map((service) => plannedService(context, service, placed, skipped))
  const entries = [...providers, ...services]
  return { source, entries, missing: missingFrom(context, reading, entries) }
}

interface Target {
  readonly id: RecordId
  readonly candidates: readonly Candidate[]
  /** `same`: written out from this very record; nothing of it is lost by a file that says less. */
  readonly outcome: 'added' | 'own' | 'merged' | 'same' | 'left'
}

const idFor = (source: string, kind: EntryKind, key: string): RecordId => importedId(`${source}/${kind === 'provider' ? 'org/' : ''}${key}`)

/** Its own record, the one it was merged with before, the one it came from, or one that is probably the same. */
const targetOf = ({ known, source, choices }: Context, kind: EntryKind, key: string, like: () => readonly Candidate[]): Target => {
  const choice = choices.entries[choiceKey(kind, key)]
  const own = idFor(source, kind, key)
  const before = known.row(kind, own)
  const merged = known.bySource(kind, `${source}/${key}`)
  const exported = known.row(kind, key) === undefined ? known.byUuid(kind, key) : key
  const settled = before !== undefined && !flagIn(before, 'removed') ? own : merged !== null && merged !== own ? merged : null
  if (choice?.leave === true) return { id: settled ?? own, candidates: settled === null ? like() : [], outcome: 'left' }
  if (choice?.into === null) return { id: own, candidates: like(), outcome: before === undefined ? 'added' : 'own' }
  if (choice?.into !== undefined && known.row(kind, choice.into) !== undefined)
    return { id: choice.into, candidates: like(), outcome: choice.into === own ? 'own' : 'merged' }
  if (settled !== null) return { id: settled, candidates: [], outcome: settled === own ? 'own' : 'merged' }
  if (exported !== null)
    return {
      id: exported,
      candidates: [],
      outcome: 'same',
    }
  if (kind === 'provider' && known.isMemberExport(key)) return { id: own, candidates: [], outcome: 'left' }
  const candidates = like()
  const sure = candidates.filter(({ why }) => why !== 'member')
  if (sure.length === 0 || choices.likely === 'add') return { id: own, candidates, outcome: 'added' }
  if (choices.likely === 'leave') return { id: own, candidates, outcome: 'left' }
  // Two that it could be: nobody but a person can tell.
  return sure.length === 1 ? { id: (sure[0] as Candidate).id, candidates, outcome: 'merged' } : { id: own, candidates, outcome: 'added' }
}

/** Hosts that several providers of the file share say nothing about which of them it is. */
const countHosts = (providers: readonly ReadProvider[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { website, email } of providers)
    for (const host of new Set([hostOf(website), hostOf(email)])) counts.set(host, (counts.get(host) ?? 0) + 1)
  return counts
}

const likeProviders = (known: Known, provider: ReadProvider, hosts: ReadonlyMap<string, number>): readonly Candidate[] => {
  const found = new Map<RecordId, Likeness>()
  const add = (ids: readonly RecordId[], why: Likeness): void => {
    for (const id of ids) if (!found.has(id) && known.row('provider', id) !== undefined) found.set(id, why)
  }
  for (const { scheme, value } of provider.identifiers) add(known.byIdentifier(scheme, value), 'identifier')
  for (const name of [provider.name, ...provider.otherNames]) add(known.byName(foldName(name)), 'name')
  for (const host of [hostOf(provider.website), hostOf(provider.email)]) {
    const ids = known.byHost(host)
    if (ids.length === 1 && hosts.get(host) === 1) add(ids, 'website')
  }
  const member = known.member(provider.name)
  return [
    ...[...found].map(([id, why]) => ({ id, name: lineIn(known.row('provider', id), 'name'), why })),
    ...(member === null ? [] : [{ id: member, name: provider.name, why: 'member' as const }]),
  ].slice(0, 10)
}

const likeServices = (known: Known, service: ReadService, provider: RecordId): readonly Candidate[] =>
  known
    .byName(serviceName(provider, service.name, service.programme))
    .slice(0, 10)
    .map((id) => ({ id, name: lineIn(known.row('service', id), 'name'), why: 'name' }))

type Placed = ReadonlyMap<string, { readonly id: RecordId; readonly name: string }>

const plannedProvider = (context: Context, provider: ReadProvider, target: Target, placed: Placed): PlannedEntry => {
  const { kind, parentKey, name, otherNames, about, website, email, countries, contacts, identifiers, checkedOn, reviewOn } = provider
  const fields = providerFields({
    name,
    otherNames,
    kind: kindOr(kind),
    about,
    website,
    email,
    countries,
    parent: parentKey === null ? null : (placed.get(parentKey)?.id ?? null),
    contacts,
    identifiers,
    source: provider.source || context.source,
    checkedOn,
    reviewOn,
  })
  // "Other" is what stands where a list does not say; it does not take the place of what somebody knows.
  const { kind: _unsaid, ...others } = fields
  return planned(context, 'provider', provider, '', target, kind === null && target.outcome !== 'added' ? others : fields)
}

const plannedService = (context: Context, service: ReadService, placed: Placed, skipped: ReadonlySet<string>): PlannedEntry => {
  const provider = placed.get(service.providerKey)
  const providerId = provider?.id ?? null
  const { name, programme, about, reach, facts, places, contacts, reviewOn } = service
  const fields = serviceFields({
    org: null,
    providerId,
    provider: provider?.name ?? '',
    programme,
    name,
    about,
    reach,
    facts: facts.map((fact) => ({ ...fact, enteredBy: null, visibility: 'network' as const })),
    places,
    contacts,
    visibility: 'network',
    reviewOn,
  })
  const target = targetOf(context, 'service', service.key, () =>
    providerId === null ? [] : likeServices(context.known, service, providerId),
  )
  const left = skipped.has(service.providerKey) ? { ...target, outcome: 'left' as const } : target
  return planned(context, 'service', service, provider?.name ?? '', left, forRecord(context.known, left, fields))
}

/** Who offers a service and who may know it is not the list's to say where the record is not the list's. */
const forRecord = (known: Known, { id, outcome }: Target, fields: Fields): Fields => {
  if (outcome === 'added') return fields
  const { org: _org, visibility: _visibility, ...others } = fields
  const row = known.row('service', id)
  if ((outcome === 'own' || outcome === 'same') && (valueOf(row, 'org') ?? null) === null) return others
  const { provider: _provider, providerId: _providerId, ...rest } = others
  return rest
}

const planned = (
  context: Context,
  kind: EntryKind,
  entry: ReadProvider | ReadService,
  providerName: string,
  target: Target,
  fields: Fields,
): PlannedEntry => {
  const { known, source, choices, may } = context
  const { key, spot, name } = entry
  const { id, candidates } = target
  const base = { kind, key, spot, name, providerName, id, candidates }
  if (target.outcome === 'left') return { ...base, outcome: 'left', changes: [], op: null }
  const row = known.row(kind, id)
  const mark = `${source}/${key}`
  const isNew = row === undefined || flagIn(row, 'removed')
  const changes = isNew ? [] : changesOf(row, fields, target.outcome === 'own' || target.outcome === 'same' ? target.outcome : 'other')
  const picked = isNew ? { ...fields, removed: false } : chosen(changes, choices.entries[choiceKey(kind, key)]?.fields ?? {})
  const marks = isNew ? [mark] : sourcesOf(row).includes(mark) ? sourcesOf(row) : [...sourcesOf(row), mark]
  const isNothing = !isNew && Object.keys(picked).length === 0 && (target.outcome !== 'merged' || sourcesOf(row).includes(mark))
  if (isNothing) return { ...base, outcome: 'unchanged', changes, op: null }
  const op = setOp(kind, id, target.outcome === 'same' ? picked : { ...picked, from: marks as readonly Value[] })
  const outcome = !may(op)
    ? 'not_permitted'
    : sizeOf(op) > MOST_BYTES
      ? 'too_large'
      : isNew
        ? 'added'
        : target.outcome === 'merged'
          ? 'merged'
          : 'updated'
  return { ...base, outcome, changes, op: outcome === 'not_permitted' || outcome === 'too_large' ? null : op }
}

/** UTF-8 bytes at most, without encoding. */
const sizeOf = (op: Op): number => JSON.stringify(op).length * (op.o === 'set' && /[^\0-\x7f]/u.test(JSON.stringify(op.f)) ? 2 : 1)

/** A row that failed stands in the file all the same: it is not missing. */
const missingFrom = ({ known, source, may }: Context, reading: Reading, entries: readonly PlannedEntry[]): readonly MissingEntry[] => {
  const there = new Set(entries.map(({ kind, id }) => `${kind} ${id}`))
  const failed = new Set(reading.issues.filter(({ what }) => what === 'failed').map(({ id }) => id))
  const start = importedId(`${source}/`)
  return (['provider', 'service'] as const).flatMap((kind) =>
    [...known.rows(kind)].flatMap(([id, row]) => {
      if (!id.startsWith(start) || flagIn(row, 'removed') || there.has(`${kind} ${id}`)) return []
      const key = id.slice(start.length).replace(kind === 'provider' ? /^org\// : /^/u, '')
      if ((kind === 'service' && id.startsWith(`${start}org/`)) || failed.has(key)) return []
      const op = setOp(kind, id, { removed: true })
      return may(op) ? [{ kind, id, name: lineIn(row, 'name'), op }] : []
    }),
  )
}

/** Operations in the order in which they are written: whoever offers before what is offered. */
export const opsOf = ({ entries, missing }: Plan, choices: PlanChoices): readonly Op[] => [
  ...entries.flatMap(({ op }) => op ?? []),
  ...(choices.removeMissing ? missing.map(({ op }) => op) : []),
]

/** Lists of operations that each fit one commit: at most so many bytes as JSON, and so many operations. */
export const sizedBatches = (ops: readonly Op[], mostBytes = 200_000, mostOps = 800): readonly (readonly Op[])[] => {
  const batches: Op[][] = []
  let bytes = Infinity
  for (const op of ops) {
    const size = sizeOf(op)
    const last = batches.at(-1)
    if (last === undefined || bytes + size > mostBytes || last.length >= mostOps) {
      batches.push([op])
      bytes = size
    } else {
      last.push(op)
      bytes += size
    }
  }
  return batches
}
