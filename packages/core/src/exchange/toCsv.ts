/** The directory as one table: a row for each service, its columns named so that a mapping is guessed right when it is read again. */
import type { OrgProfile, Provider, Service } from '../directory/model.ts'
import { ELIGIBILITY_FACTS } from '../vocabulary/codes.ts'
import type { Given } from './toHsds.ts'

/** A spreadsheet takes such a cell for a formula: an apostrophe makes it text. */
const guarded = (cell: string): string => (/^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell)

const quoted = (cell: string): string => (/[",;\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** RFC 4180. `guard`: for tables that people open in a spreadsheet; a data package is for programs, and says things as they are. */
export const csvText = (rows: readonly (readonly string[])[], guard: boolean): string =>
  rows.map((row) => row.map((cell) => quoted(guard ? guarded(cell) : cell)).join(',')).join('\r\n') + '\r\n'

type Who = Provider | OrgProfile | undefined
const FACTS: ReadonlySet<string> = new Set(ELIGIBILITY_FACTS)

const BEFORE: readonly (readonly [column: string, cell: (service: Service, who: Who) => string])[] = [
  ['id', ({ id }) => id],
  ['provider', ({ provider }) => provider],
  ['provider_other', (_, who) => (who && 'otherNames' in who ? who.otherNames.join('; ') : '')],
  ['provider_kind', (_, who) => who?.kind ?? ''],
  ['provider_about', (_, who) => who?.about ?? ''],
  ['website', (_, who) => (who && 'website' in who ? who.website : '')],
  ['email', (_, who) => (who && 'email' in who ? who.email : '')],
  ['programme', ({ programme }) => programme],
  ['name', ({ name }) => name],
  ['about', ({ about }) => about],
  ['covers', ({ reach }) => (reach.kinds ?? []).join('; ')],
]

const AFTER: typeof BEFORE = [
  ['free', ({ reach }) => String(reach.capacity?.free ?? '')],
  ['free_unit', ({ reach }) => reach.capacity?.unit ?? ''],
  ['free_updated', ({ reach }) => reach.capacity?.updated ?? ''],
  ['contact_name', ({ contacts }) => contacts[0]?.name ?? ''],
  ['contact_role', ({ contacts }) => contacts[0]?.role ?? ''],
  ['contact_email', ({ contacts }) => contacts[0]?.email ?? ''],
  ['contact_phone', ({ contacts }) => contacts[0]?.phone ?? ''],
  ['place_country', ({ places }) => places[0]?.country ?? ''],
  ['place_region', ({ places }) => places[0]?.region ?? ''],
  ['place_city', ({ places }) => places[0]?.city ?? ''],
  ['place_address', ({ places }) => places[0]?.address ?? ''],
  ['source', ({ facts }) => [...new Set(facts.map(({ source }) => source))].filter((source) => source !== '').join('; ')],
  ['checked_on', ({ checkedOn }) => checkedOn ?? ''],
  ['review_on', ({ reviewOn }) => reviewOn ?? ''],
]

const readings: Readonly<Record<string, (service: Service) => string>> = {
  amount_max: ({ reach: { amountMax } }) => (amountMax === undefined ? '' : `${amountMax.amount} ${amountMax.currency}`),
  region: ({ reach }) => (reach.regions ?? []).join(', '),
  languages: ({ reach }) => (reach.languages ?? []).join('; '),
  duration: ({ reach }) => (reach.maxDays === undefined ? '' : `${reach.maxDays} days`),
  response_time: ({ reach }) => (reach.answerHours === undefined ? '' : `${reach.answerHours} hours`),
  status: ({ reach }) => reach.state ?? '',
}

/** As stated; where only a reading stands, the reading. */
const factCell = (service: Service, code: string): string => {
  const stated = service.facts.filter((fact) => fact.code === code).map(({ value }) => value)
  return stated.length > 0 ? stated.join('; ') : (readings[code]?.(service) ?? '')
}

/** With a byte order mark: spreadsheets take UTF-8 for something else without. */
export const toCsv = ({ providers, services }: Given): string => {
  const known = new Map<string, Provider | OrgProfile>(providers.map((one) => ['org' in one ? one.org : one.id, one]))
  const others = [...new Set(services.flatMap(({ facts }) => facts.map(({ code }) => code)))]
    .filter((code) => !FACTS.has(code) && code !== 'covers')
    .sort()
  const codes = [...ELIGIBILITY_FACTS, ...others]
  const rows = services.map((service) => {
    const who = known.get(service.org ?? service.providerId ?? '')
    return [
      ...BEFORE.map(([, cell]) => cell(service, who)),
      ...codes.map((code) => factCell(service, code)),
      ...AFTER.map(([, cell]) => cell(service, who)),
    ]
  })
  return `\ufeff${csvText([[...BEFORE.map(([column]) => column), ...codes, ...AFTER.map(([column]) => column)], ...rows], true)}`
}
