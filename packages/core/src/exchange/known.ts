/** The book as an import looks at it: its rows by the ids, names and addresses under which the same organisation may stand. */
import { asLines, asMap, flagIn, lineIn, rowsOf, valueOf } from '../record/read.ts'
import type { Doc, RecordId, Row, Value } from '../record/model.ts'
import { foldText } from '../search/fold.ts'
import { uuidOf } from './ourTerms.ts'

export type EntryKind = 'provider' | 'service'

/** Letters and digits only, without what organisations leave out or add. */
export const foldName = (name: string): string =>
  foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(?:the|inc|incorporated|ltd|limited|llc|gmbh|e v|asbl|ngo|corp|corporation)\b/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()

/** Hosts that many organisations share. */
const SHARED_HOSTS =
  /(?:^|\.)(?:facebook|twitter|x|instagram|linkedin|youtube|google|gmail|googlemail|yahoo|hotmail|outlook|live|icloud|aol|proton|protonmail|wordpress|blogspot|wixsite|weebly|github|t|telegram)\.(?:com|org|net|io|me|ch)$/u

/** The host of a website or of an e-mail address, or ''. */
export const hostOf = (address: string): string => {
  const host =
    /^(?:[a-z]+:\/\/)?(?:[^@/\s]*@)?(?:www\.)?([\p{L}\p{N}.-]+\.\p{L}{2,})(?=[:/?#]|$)/iu.exec(address.trim())?.[1]?.toLowerCase() ?? ''
  return SHARED_HOSTS.test(host) ? '' : host
}

const put = (map: Map<string, RecordId[]>, key: string, id: RecordId): void => {
  if (key === '') return
  const ids = map.get(key)
  if (ids === undefined) map.set(key, [id])
  else if (!ids.includes(id)) ids.push(id)
}

const NONE: readonly RecordId[] = []

/** `<list>/<key>` under which a record was merged with an entry of a list. */
export const sourcesOf = (row: Row): readonly string[] => asLines(valueOf(row, 'from'), 240)

const mapsIn = (value: Value | undefined): readonly { readonly [key: string]: Value }[] =>
  Array.isArray(value) ? (value as readonly Value[]).map(asMap).filter((one) => one !== null) : []

const textIn = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

export class Known {
  readonly #doc: Doc
  readonly #bySource = new Map<string, RecordId[]>()
  readonly #byUuid = new Map<string, RecordId[]>()
  readonly #byName = new Map<string, RecordId[]>()
  readonly #byHost = new Map<string, RecordId[]>()
  readonly #byIdentifier = new Map<string, RecordId[]>()
  readonly #members = new Map<string, string>()
  readonly #memberUuids = new Set<string>()

  constructor(doc: Doc) {
    this.#doc = doc
    for (const kind of ['provider', 'service'] as const)
      for (const [id, row] of rowsOf(doc, kind)) {
        for (const source of sourcesOf(row)) put(this.#bySource, `${kind} ${source}`, id)
        if (flagIn(row, 'removed')) continue
        put(this.#byUuid, `${kind} ${uuidOf(`${kind} ${id}`)}`, id)
        put(this.#byName, kind === 'provider' ? foldName(lineIn(row, 'name')) : this.#serviceName(row), id)
        if (kind === 'provider') this.#provider(id, row)
      }
    for (const [org, row] of rowsOf(doc, 'org')) {
      this.#members.set(foldName(lineIn(row, 'name')), org)
      this.#memberUuids.add(uuidOf(`provider ${org}`))
    }
  }

  /** A service is the same only where its provider is. */
  #serviceName(row: Row): string {
    return serviceName(textIn(valueOf(row, 'providerId')) || textIn(valueOf(row, 'org')), lineIn(row, 'name'), lineIn(row, 'programme'))
  }

  #provider(id: RecordId, row: Row): void {
    for (const name of asLines(valueOf(row, 'otherNames'))) put(this.#byName, foldName(name), id)
    put(this.#byHost, hostOf(lineIn(row, 'website', 500)), id)
    put(this.#byHost, hostOf(lineIn(row, 'email', 254)), id)
    for (const one of mapsIn(valueOf(row, 'identifiers')))
      put(this.#byIdentifier, identifierKey(textIn(one['scheme']), textIn(one['value'])), id)
  }

  row(kind: EntryKind, id: RecordId): Row | undefined {
    return this.#doc.rows.get(kind)?.get(id)
  }

  rows(kind: EntryKind): ReadonlyMap<RecordId, Row> {
    return rowsOf(this.#doc, kind)
  }

  bySource(kind: EntryKind, source: string): RecordId | null {
    return this.#bySource.get(`${kind} ${source}`)?.[0] ?? null
  }

  byUuid(kind: EntryKind, uuid: string): RecordId | null {
    return this.#byUuid.get(`${kind} ${uuid}`)?.[0] ?? null
  }

  byName(folded: string): readonly RecordId[] {
    return this.#byName.get(folded) ?? NONE
  }

  byHost(host: string): readonly RecordId[] {
    return host === '' ? NONE : (this.#byHost.get(host) ?? NONE)
  }

  byIdentifier(scheme: string, value: string): readonly RecordId[] {
    return this.#byIdentifier.get(identifierKey(scheme, value)) ?? NONE
  }

  /** A member organisation, as we write it out. */
  isMemberExport(uuid: string): boolean {
    return this.#memberUuids.has(uuid)
  }

  /** The member organisation of this name, or null. */
  member(name: string): string | null {
    return this.#members.get(foldName(name)) ?? null
  }
}

export const serviceName = (provider: string, name: string, programme: string): string =>
  provider === '' || foldName(name) === '' ? '' : `service ${provider} ${foldName(name)} ${foldName(programme)}`

const identifierKey = (scheme: string, value: string): string => {
  const plain = foldText(value).replace(/[^\p{L}\p{N}]+/gu, '')
  return plain === '' ? '' : `${foldText(scheme)} ${plain}`
}
