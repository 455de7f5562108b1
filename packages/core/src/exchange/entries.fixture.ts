/** Any directory that can be written, for tests of what comes back when it is written out. */
import fc from 'fast-check'
import { readDirectory } from '../directory/directory.ts'
import { serviceFields } from '../directory/entry.ts'
import type { Contact, Place, Provider, Service, ServiceReach } from '../directory/model.ts'
import { networkRules } from '../directory/policy.ts'
import { saveProvider } from '../directory/write.ts'
import { applyTo, emptyDoc, ownedId, setOp, type Doc, type Op } from '../record/index.ts'
import { AMINA, LOCAL_GROUP, opsOf, wrote } from '../record/story.fixture.ts'
import { SUPPORT_TYPES } from '../vocabulary/codes.ts'
import { CAPACITY_UNITS, CONTACT_CHANNELS, EXCLUSIONS, PROVIDER_KINDS, TARGET_GROUPS } from '../vocabulary/directoryCodes.ts'
import { TODAY } from './exchange.fixture.ts'
import { exportDirectory, type ExportFormat } from './export.ts'

const line = fc
  .string({ unit: fc.constantFrom(...'abcdefgh ABC é ش م 中 "\',;=+-@<>&'.split('')), minLength: 1, maxLength: 20 })
  .map((text) => `x${text}`.replace(/\s+/gu, ' ').trim())
const text = fc.oneof(
  line,
  fc.tuple(line, line).map(([a, b]) => `${a}\n${b}`),
  fc.constant(''),
)
const day = fc.constantFrom('2026-01-05', '2025-12-31', '2026-10-01').map((one) => one as Provider['checkedOn'] & string)
const maybeDay = fc.option(day, { nil: null })
const some = <T>(from: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...from), { minLength: 1, maxLength: 3 }).map((list) => from.filter((one) => list.includes(one)))
const email = fc.constantFrom('', 'rosa@willow.example', 'not an address')
const contact: fc.Arbitrary<Contact> = fc.record({
  name: line,
  role: fc.oneof(line, fc.constant('')),
  email,
  phone: fc.constantFrom('', '+254 20 123456', '112'),
  keyFingerprint: fc.constantFrom('', 'ABCD 1234'),
  channel: fc.constantFrom('' as const, ...CONTACT_CHANNELS),
})
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('physical' as const, 'postal' as const, 'virtual' as const),
    name: fc.oneof(line, fc.constant('')),
    country: fc.constantFrom('KE', ''),
    region: fc.oneof(line, fc.constant('')),
    city: line,
    address: fc.oneof(line, fc.constant('')),
  }),
  fc.record({
    kind: fc.constant('redacted' as const),
    country: fc.constantFrom('KE', 'NL'),
    region: fc.oneof(line, fc.constant('')),
    name: fc.constant(''),
    city: fc.constant(''),
    address: fc.constant(''),
  }),
)
const reach: fc.Arbitrary<ServiceReach> = fc
  .record(
    {
      kinds: some(SUPPORT_TYPES),
      regions: some(['KE', 'UG', '001', '150']),
      locatedIn: some(['KE', 'NL']),
      languages: some(['en', 'sw', 'ar']),
      maxDays: fc.integer({ min: 1, max: 900 }),
      amountMax: fc.constant({ amount: 7500, currency: 'EUR' }),
      family: fc.constantFrom('yes' as const, 'alone_only' as const),
      exile: fc.constantFrom('yes' as const, 'no' as const, 'only' as const),
      answerHours: fc.integer({ min: 0, max: 999 }),
      targets: some(TARGET_GROUPS),
      excludes: some(EXCLUSIONS),
      whoMayApply: fc.constant(['self' as const]),
      endorsement: fc.constantFrom('none' as const, 'referees' as const),
      returnRequired: fc.boolean(),
      state: fc.constantFrom('open' as const, 'paused' as const, 'closed' as const),
      capacity: fc.record(
        { unit: fc.constantFrom(...CAPACITY_UNITS), free: fc.nat(9), most: fc.nat(9), from: day, updated: day },
        { requiredKeys: ['unit', 'free', 'updated'] },
      ),
    },
    { requiredKeys: [] },
  )
  .map((one) => one as ServiceReach)
const fact = fc.record({
  code: fc.constantFrom('amount_max', 'duration', 'target', 'mood of the house'),
  value: text.filter((one) => one !== ''),
  source: line,
  checkedOn: maybeDay,
  reviewOn: maybeDay,
})
export const provider = fc.record({
  name: line,
  otherNames: fc.array(line, { maxLength: 2 }),
  kind: fc.constantFrom(...PROVIDER_KINDS),
  about: text,
  website: fc.constantFrom('', 'https://willow.example/a?b=1', 'www.willow.example', 'see the notice board'),
  email,
  countries: fc.constantFrom([], ['KE'], ['KE', 'UG']),
  parent: fc.constant(null),
  contacts: fc.array(contact, { maxLength: 2 }),
  identifiers: fc.array(fc.record({ scheme: line, value: line }), { maxLength: 2 }),
  source: line,
  checkedOn: maybeDay,
  reviewOn: maybeDay,
})
export const service = fc.record({
  name: line,
  programme: fc.oneof(line, fc.constant('')),
  about: text,
  reach,
  facts: fc.array(fact, { maxLength: 4 }),
  places: fc.array(place, { maxLength: 2 }),
  contacts: fc.array(contact, { maxLength: 2 }),
  reviewOn: maybeDay,
})

export type Entry = {
  readonly provider: typeof provider extends fc.Arbitrary<infer T> ? T : never
  readonly services: readonly (typeof service extends fc.Arbitrary<infer T> ? T : never)[]
}

export const bookOf = (entries: readonly Entry[]): Doc => {
  const ops = entries.flatMap(({ provider: who, services }, at): readonly Op[] => {
    const id = ownedId(LOCAL_GROUP, `p${at}`)
    return [
      ...opsOf(saveProvider(id, who)),
      ...services.map((one, n) =>
        setOp('service', ownedId(LOCAL_GROUP, `s${at}-${n}`), {
          ...serviceFields({
            ...one,
            org: null,
            providerId: id,
            provider: who.name,
            visibility: 'network',
            facts: one.facts.map((said) => ({ ...said, enteredBy: null, visibility: 'network' as const })),
          }),
          removed: false,
        }),
      ),
    ]
  })
  return applyTo(emptyDoc(), [wrote(AMINA, 1, ...ops)], networkRules).doc
}

/** All that an entry says, without who entered it and when it last changed. */
export const said = (doc: Doc) => {
  const { providers, services } = readDirectory(doc)
  const order = <T extends { readonly id: string }>(list: readonly T[]): readonly string[] =>
    list.map((one) => JSON.stringify(one)).toSorted()
  const plain = ({ id: _id, enteredBy: _by, changedAt: _at, providerId: _provider, facts, ...one }: Service) => ({
    ...one,
    facts: facts.map(({ enteredBy: _who, ...rest }) => rest),
    id: '',
  })
  return {
    providers: order([...providers.values()].map(({ id: _id, enteredBy: _by, parent: _parent, ...one }) => ({ ...one, id: '' }))),
    services: order(services.map(plain)),
  }
}

export const out = (doc: Doc, format: ExportFormat) => exportDirectory(readDirectory(doc), format, 'network', TODAY)
