/** What stands beside the services: providers outside, who vouches, who disagrees, what was seen, open calls, training. */
import type { OrgId } from '@pergola/protocol'
import { parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Doc, RecordId, Row } from '../record/model.ts'
import { asMap, flagIn, idIn, lineIn, linesIn, oneOfIn, rowsOf, textIn, valueOf, wholeIn } from '../record/read.ts'
import { ownerOf } from '../record/owned.ts'
import { isKeptBy } from './whose.ts'
import { DECLINE_REASONS, isSupportKind } from '../vocabulary/codes.ts'
import { PROVIDER_KINDS, TRAINING_FORMATS, TRAINING_FORMS, TRAINING_SIDES, TRAINING_TOPICS } from '../vocabulary/directoryCodes.ts'
import { isCountry, isPlace } from '../vocabulary/regions.ts'
import { LONGEST } from './bounds.ts'
import type { Call, Dispute, Observed, Provider, Training, Vouch } from './model.ts'
import { contactsOf, identifiersOf, moneyOf } from './readParts.ts'

/** Rows of a collection that were not taken out. */
const standing = (doc: Doc, collection: string): readonly (readonly [RecordId, Row])[] =>
  [...rowsOf(doc, collection)].filter(([, row]) => !flagIn(row, 'removed'))

const dayIn = (row: Row, field: string): Day | null => parseDay(valueOf(row, field))
const placesIn = (row: Row): readonly string[] => linesIn(row, 'regions', 3).filter((code) => code !== '' && isPlace(code))

/** The part of an id after the organisation that owns it. */
const afterOwner = (id: RecordId): RecordId => id.slice(id.indexOf(':') + 1)

const grouped = <T>(all: readonly T[], keyOf: (one: T) => RecordId): ReadonlyMap<RecordId, readonly T[]> => {
  const groups = new Map<RecordId, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return groups
}

/** `known`: what was read of a record before, if nobody wrote to it since. */
export const readProviders = (doc: Doc, known: (id: RecordId) => Provider | undefined = () => undefined): ReadonlyMap<RecordId, Provider> =>
  new Map(standing(doc, 'provider').map(([id, row]) => [id, known(id) ?? readProvider(id, row)]))

const readProvider = (id: RecordId, row: Row): Provider => ({
  id,
  name: lineIn(row, 'name'),
  otherNames: linesIn(row, 'otherNames'),
  kind: oneOfIn(row, 'kind', PROVIDER_KINDS, 'other'),
  about: textIn(row, 'about'),
  website: lineIn(row, 'website', LONGEST.link),
  email: lineIn(row, 'email', LONGEST.email),
  countries: linesIn(row, 'countries', 2).filter(isCountry),
  parent: idIn<RecordId>(row, 'parent'),
  contacts: contactsOf(valueOf(row, 'contacts')),
  identifiers: identifiersOf(valueOf(row, 'identifiers')),
  source: lineIn(row, 'source', LONGEST.source),
  checkedOn: dayIn(row, 'checkedOn'),
  reviewOn: dayIn(row, 'reviewOn'),
  enteredBy: row.firstAuthor.org,
})

/** From the nearest parent to the widest; a chain that comes back to itself ends where it would. */
export const parentsOf = (providers: ReadonlyMap<RecordId, Provider>, id: RecordId): readonly Provider[] => {
  const chain: Provider[] = []
  const seen = new Set([id])
  let next = providers.get(id)?.parent ?? null
  while (next !== null && !seen.has(next)) {
    seen.add(next)
    const parent = providers.get(next)
    if (parent === undefined) break
    chain.push(parent)
    next = parent.parent
  }
  return chain
}

/** By subject; an organisation's word counts once and never for itself. */
export const readVouches = (doc: Doc): ReadonlyMap<RecordId, readonly Vouch[]> =>
  grouped(
    standing(doc, 'vouch').flatMap(([id, row]): readonly Vouch[] => {
      const org = ownerOf(id)
      const on = dayIn(row, 'on')
      const subject = afterOwner(id)
      return org === null || on === null || isOf(subject, org) ? [] : [{ org, subject, note: lineIn(row, 'note', LONGEST.note), on }]
    }),
    ({ subject }) => subject,
  )

/** The organisation itself, or one of its own entries. */
export const isOf = (subject: RecordId, org: OrgId): boolean => subject === org || isKeptBy(subject, org)

/** By service. */
export const readDisputes = (doc: Doc): ReadonlyMap<RecordId, readonly Dispute[]> => {
  const resolutions = grouped(standing(doc, 'resolution'), ([id]) => afterOwner(id))
  const disputes = standing(doc, 'dispute').flatMap(([id, row]): readonly Dispute[] => {
    const org = ownerOf(id)
    const on = dayIn(row, 'on')
    const service = idIn<RecordId>(row, 'service')
    if (org === null || on === null || service === null) return []
    const resolved = resolutions.get(id)?.find(([by, said]) => mayResolve(ownerOf(by), said, org, service))
    return [
      {
        id,
        org,
        service,
        code: lineIn(row, 'code', 64),
        says: lineIn(row, 'says', LONGEST.note),
        on,
        resolved: resolved ? ended(resolved) : null,
      },
    ]
  })
  return grouped(disputes, ({ service }) => service)
}

const mayResolve = (by: OrgId | null, row: Row, disputedBy: OrgId, service: RecordId): boolean =>
  by !== null &&
  dayIn(row, 'on') !== null &&
  (by === disputedBy || by === ownerOf(service) || (row.firstAuthor.org === by && row.firstAuthor.role === 'steward'))

const ended = ([id, row]: readonly [RecordId, Row]): Dispute['resolved'] => ({
  by: ownerOf(id) as OrgId,
  on: dayIn(row, 'on') as Day,
  note: lineIn(row, 'note', LONGEST.note),
})

/** Fewer answers than this say something about a single case. */
export const LEAST_ANSWERS = 5

/** By service. What rests on fewer than five answers is not read. */
export const readObserved = (doc: Doc): ReadonlyMap<RecordId, readonly Observed[]> =>
  grouped(
    standing(doc, 'answers').flatMap(([id, row]): readonly Observed[] => {
      const org = ownerOf(id)
      const through = dayIn(row, 'through')
      const n = wholeIn(row, 'n', 0)
      if (org === null || through === null || n < LEAST_ANSWERS) return []
      const [takenUp, declined] = [Math.min(n, wholeIn(row, 'takenUp', 0)), Math.min(n, wholeIn(row, 'declined', 0))]
      return [
        {
          org,
          service: afterOwner(id),
          n,
          medianHours: wholeIn(row, 'medianHours', 0),
          takenUp,
          declined,
          reasons: reasonsIn(row),
          through,
        },
      ]
    }),
    ({ service }) => service,
  )

const reasonsIn = (row: Row): Observed['reasons'] => {
  const from = asMap(valueOf(row, 'reasons')) ?? {}
  return Object.fromEntries(
    DECLINE_REASONS.flatMap((reason) => {
      const count = from[reason]
      return typeof count === 'number' && Number.isSafeInteger(count) && count > 0 ? [[reason, count]] : []
    }),
  )
}

const after = (a: { readonly id: RecordId }, b: { readonly id: RecordId }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** By last day; those without one last. */
export const readCalls = (doc: Doc): readonly Call[] =>
  standing(doc, 'call')
    .flatMap(([id, row]): readonly Call[] => {
      const org = ownerOf(id)
      if (org === null) return []
      return [
        {
          id,
          org,
          service: idIn<RecordId>(row, 'service'),
          title: lineIn(row, 'title'),
          about: textIn(row, 'about'),
          kinds: linesIn(row, 'kinds', 64).filter(isSupportKind),
          regions: placesIn(row),
          languages: linesIn(row, 'languages', 8),
          amountMax: moneyOf(valueOf(row, 'amountMax')),
          opensOn: dayIn(row, 'opensOn'),
          closesOn: dayIn(row, 'closesOn'),
          link: lineIn(row, 'link', LONGEST.link),
        },
      ]
    })
    .sort((a, b) => ((a.closesOn ?? ':') < (b.closesOn ?? ':') ? -1 : (a.closesOn ?? ':') > (b.closesOn ?? ':') ? 1 : after(a, b)))

export const readTrainings = (doc: Doc): readonly Training[] =>
  standing(doc, 'training')
    .flatMap(([id, row]): readonly Training[] => {
      const org = ownerOf(id)
      if (org === null) return []
      const topics = linesIn(row, 'topics', 64)
      return [
        {
          id,
          org,
          side: oneOfIn(row, 'side', TRAINING_SIDES, 'offer'),
          what: oneOfIn(row, 'what', TRAINING_FORMS, 'training'),
          title: lineIn(row, 'title'),
          topics: TRAINING_TOPICS.filter((topic) => topics.includes(topic)),
          languages: linesIn(row, 'languages', 8),
          regions: placesIn(row),
          format: oneOfIn(row, 'format', TRAINING_FORMATS, 'both'),
          from: dayIn(row, 'from'),
          to: dayIn(row, 'to'),
          note: lineIn(row, 'note', LONGEST.note),
        },
      ]
    })
    .sort(after)
