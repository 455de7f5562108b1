/** Attributes of an HSDS entry: those of our own taxonomy read back into what they were, those of others as names of categories. */
import { parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Capacity, ServiceReach } from '../directory/model.ts'
import { reachOf } from '../directory/reachValues.ts'
import { isForbiddenKey } from '../record/keys.ts'
import type { Value } from '../record/model.ts'
import { cleanLine, cleanText } from '../record/text.ts'
import { CAPACITY_UNITS } from '../vocabulary/directoryCodes.ts'
import type { Linked } from './children.ts'
import type { HsdsRow } from './hsdsTables.ts'
import { LIMITS } from './limits.ts'
import { TAXONOMY } from './ourTerms.ts'
import { readDate } from './readDate.ts'
import type { ReadFact } from './reading.ts'

const get = (row: HsdsRow, name: string): string => row.cells.get(name)?.trim() ?? ''

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Term {
  readonly id: string
  /** `reach:maxDays` -> [`reach`, `maxDays`]. */
  readonly group: string
  readonly name: string
  readonly value: string
}

export interface OurTerms {
  /** Written out by Pergola: its own terms say everything. */
  readonly isOurs: boolean
  /** Names of categories in other taxonomies. */
  readonly categories: readonly string[]
  /** An entry's own field. */
  readonly text: (field: string) => string
  readonly json: <T>(field: string) => T | undefined
  readonly reach: () => ServiceReach
  readonly facts: () => readonly ReadFact[]
  readonly capacity: () => Capacity | undefined
}

/** In 1.x and 2.x an attribute names the service itself. */
const attributesOf = (linked: Linked, entity: string, id: string): readonly HsdsRow[] => {
  const linkedTo = linked
    .of('attributes', 'link_id', id)
    .filter((row) => ['', entity].includes(get(row, 'link_entity')) || !row.cells.has('link_entity'))
  return entity === 'service' ? [...linkedTo, ...linked.of('attributes', 'service_id', id)] : linkedTo
}

export const termsOf = (linked: Linked, entity: string, id: string): OurTerms => {
  const own: Term[] = []
  const categories: string[] = []
  for (const row of attributesOf(linked, entity, id)) {
    const term = linked.one('taxonomy_terms', get(row, 'taxonomy_term_id') || get(row, 'taxonomy_id'))
    const code = term === undefined ? '' : get(term, 'code')
    const split = code.indexOf(':')
    if (term !== undefined && get(term, 'taxonomy') === TAXONOMY && split > 0)
      own.push({ id: get(row, 'id'), group: code.slice(0, split), name: code.slice(split + 1), value: row.cells.get('value') ?? '' })
    else if (term !== undefined) categories.push(cleanLine(get(term, 'name')))
  }
  const entry = new Map(own.filter(({ group }) => group === 'entry').map(({ name, value }) => [name, value]))
  return {
    isOurs: own.length > 0,
    categories: [...new Set(categories)].filter((name) => name !== ''),
    text: (field) => cleanText(entry.get(field) ?? '', 2_000),
    json: <T>(field: string) => jsonOf(entry.get(field) ?? '') as T | undefined,
    reach: () => reachIn(own),
    facts: () =>
      own
        .filter(({ group }) => group === 'fact')
        .slice(0, LIMITS.facts)
        .map((term) => factOf(term, linked)),
    capacity: () => capacityOf(linked, id),
  }
}

const reachIn = (own: readonly Term[]): ServiceReach => {
  const fields = own
    .filter(({ group, name }) => group === 'reach' && !isForbiddenKey(name))
    .map(({ name, value }) => [name, jsonOf(value)] as const)
  return reachOf(Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as Value)
}

const factOf = ({ id, name, value }: Term, linked: Linked): ReadFact => {
  const said = linked.of('metadata', 'resource_id', id)
  const dayOf = (type: string): Day | null =>
    parseDay(said.map((row) => (get(row, 'last_action_type') === type ? get(row, 'last_action_date') : '')).find((day) => day !== ''))
  const source = said.map((row) => get(row, 'updated_by')).find((text) => text !== '') ?? ''
  return {
    code: cleanLine(name, 64),
    value: cleanText(value, LIMITS.textBytes),
    source: cleanLine(source, 500),
    checkedOn: dayOf('checked'),
    reviewOn: dayOf('review'),
  }
}

const UNIT_WORDS: readonly (readonly [RegExp, Capacity['unit']])[] = [
  [/famil/iu, 'families'],
  [/room/iu, 'rooms'],
  [/flat|apartment/iu, 'flats'],
  [/grant/iu, 'grants'],
  [/case/iu, 'cases'],
  [/hour/iu, 'hours'],
  [/seat/iu, 'seats'],
  [/place|bed|person|people|individual|client/iu, 'places'],
]

/** The capacity said last, in a unit we know. */
const capacityOf = (linked: Linked, service: string): Capacity | undefined => {
  const rows = linked.of('service_capacities', 'service_id', service).toSorted((a, b) => (get(a, 'updated') < get(b, 'updated') ? 1 : -1))
  for (const row of rows) {
    const name = get(linked.one('units', row.cells.get('unit_id')) ?? row, 'name')
    const unit = CAPACITY_UNITS.find((code) => code === name) ?? UNIT_WORDS.find(([word]) => word.test(name))?.[1]
    const [free, most] = [Number(get(row, 'available')), Number(get(row, 'maximum'))]
    const updated = readDate(get(row, 'updated').slice(0, 10))?.day
    if (unit === undefined || updated === undefined || get(row, 'available') === '' || !Number.isSafeInteger(free) || free < 0) continue
    return { unit, free, ...(get(row, 'maximum') !== '' && Number.isSafeInteger(most) && most >= 0 && { most }), updated }
  }
  return undefined
}
