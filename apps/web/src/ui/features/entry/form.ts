/** An entry as a form: everything has a value, empty means that nobody knows. */
import type { Capacity, Contact, Place, Service, ServiceReach, Visibility } from '@pergola/core/directory'
import type { FactDraft, ServiceDraft, ServiceView } from '../../../contract.ts'
import type { OrgId } from '../../data/index.ts'

type Day = Capacity['updated']

export interface EntryForm {
  readonly name: string
  readonly programme: string
  readonly about: string
  readonly kinds: readonly string[]
  readonly regions: readonly string[]
  readonly locatedIn: readonly string[]
  readonly languages: readonly string[]
  readonly targets: readonly string[]
  readonly excludes: readonly string[]
  readonly whoMayApply: readonly string[]
  readonly endorsement: string
  readonly referees: number | null
  readonly family: string
  readonly exile: string
  readonly returnRequired: string
  readonly minDays: number | null
  readonly maxDays: number | null
  readonly amount: number | null
  readonly currency: string
  readonly answerHours: number | null
  readonly decisionHours: number | null
  readonly implementWithinDays: number | null
  readonly incidentWindowDays: number | null
  readonly trackRecordMonths: number | null
  readonly state: string
  readonly unit: string
  readonly free: number | null
  readonly most: number | null
  readonly freeFrom: string
  readonly places: readonly Place[]
  readonly contacts: readonly Contact[]
  readonly facts: readonly FactDraft[]
  readonly visibility: Visibility
  readonly audience: readonly OrgId[]
  readonly reviewOn: string
  readonly source: string
}

/** Names of the fields that hold a list of codes, a code, a number. */
export type ListField = 'kinds' | 'regions' | 'locatedIn' | 'languages' | 'targets' | 'excludes' | 'whoMayApply'
export type CodeField = 'endorsement' | 'family' | 'exile' | 'returnRequired' | 'state' | 'unit'
export type NumberField =
  | 'referees'
  | 'minDays'
  | 'maxDays'
  | 'amount'
  | 'answerHours'
  | 'decisionHours'
  | 'implementWithinDays'
  | 'incidentWindowDays'
  | 'trackRecordMonths'
  | 'free'
  | 'most'

/** The readings that are kept as numbers under the same name. */
const NUMBERS = [
  'referees',
  'minDays',
  'maxDays',
  'answerHours',
  'decisionHours',
  'implementWithinDays',
  'incidentWindowDays',
  'trackRecordMonths',
] as const

/** The readings that are kept as lists of codes under the same name. */
const LISTS = ['kinds', 'regions', 'locatedIn', 'languages', 'targets', 'excludes', 'whoMayApply'] as const

export const formOf = (view: ServiceView | null): EntryForm => ({
  ...wordsOf(view?.service ?? null),
  ...readingsOf(view?.service.reach ?? {}),
  places: view?.service.places ?? [],
  contacts: view?.service.contacts ?? [],
  facts: (view?.facts ?? []).map(({ code, value, source, checkedOn, reviewOn, visibility }) => ({
    code,
    value,
    source,
    checkedOn,
    reviewOn,
    visibility,
  })),
  visibility: view?.service.visibility ?? 'network',
  audience: view?.audience.map(({ org }) => org) ?? [],
  reviewOn: view?.service.reviewOn ?? '',
  source: '',
})

const wordsOf = (service: Service | null): Pick<EntryForm, 'name' | 'programme' | 'about'> => ({
  name: service?.name ?? '',
  programme: service?.programme ?? '',
  about: service?.about ?? '',
})

const readingsOf = (reach: ServiceReach) => ({
  ...(Object.fromEntries(LISTS.map((name) => [name, reach[name] ?? []])) as unknown as Pick<EntryForm, ListField>),
  ...(Object.fromEntries(NUMBERS.map((name) => [name, reach[name] ?? null])) as unknown as Pick<EntryForm, (typeof NUMBERS)[number]>),
  endorsement: reach.endorsement ?? '',
  family: reach.family ?? '',
  exile: reach.exile ?? '',
  returnRequired: reach.returnRequired === undefined ? '' : reach.returnRequired ? 'yes' : 'no',
  amount: reach.amountMax?.amount ?? null,
  currency: reach.amountMax?.currency ?? '',
  state: reach.state ?? '',
  unit: reach.capacity?.unit ?? 'places',
  free: reach.capacity?.free ?? null,
  most: reach.capacity?.most ?? null,
  freeFrom: reach.capacity?.from ?? '',
})

const isForChosen = ({ visibility, facts }: EntryForm): boolean =>
  visibility === 'chosen' || facts.some((fact) => fact.visibility === 'chosen')

/** Where organisations are named: what is for chosen ones has some; of a match some may be told everything. */
export const namesOrgs = (form: EntryForm): boolean => form.visibility === 'match' || isForChosen(form)

/** Everything without which it cannot be saved. A new entry says who says so. */
export const isWhole = (form: EntryForm, view: ServiceView | null): boolean =>
  form.name.trim() !== '' &&
  form.kinds.length > 0 &&
  (view !== null || form.source.trim() !== '') &&
  (form.audience.length > 0 || !isForChosen(form))

/** The form as the client wants it. What is empty is not said: unknown, never "no limit". `today`: when what is free was said. */
export const draftFrom = (form: EntryForm, view: ServiceView | null, today: string): ServiceDraft => ({
  ...(view === null ? {} : { id: view.service.id }),
  name: form.name.trim(),
  programme: form.programme.trim(),
  about: form.about.trim(),
  visibility: form.visibility,
  audience: namesOrgs(form) ? form.audience : [],
  reach: reachFrom(form, view?.service.reach.capacity, today),
  facts: form.facts.filter(({ value }) => value.trim() !== ''),
  places: form.places,
  contacts: form.contacts,
  reviewOn: form.reviewOn === '' ? null : (form.reviewOn as Day),
  source: form.source.trim(),
})

const reachFrom = (form: EntryForm, before: Capacity | undefined, today: string): ServiceReach => {
  const lists = LISTS.filter((name) => form[name].length > 0).map((name) => [name, form[name]] as const)
  const numbers = NUMBERS.filter((name) => form[name] !== null).map((name) => [name, form[name]] as const)
  const codes = (['endorsement', 'family', 'exile', 'state'] as const)
    .filter((name) => form[name] !== '')
    .map((name) => [name, form[name]] as const)
  return {
    ...(Object.fromEntries([...lists, ...numbers, ...codes]) as ServiceReach),
    ...(form.returnRequired === '' ? {} : { returnRequired: form.returnRequired === 'yes' }),
    ...(form.amount === null || form.currency === '' ? {} : { amountMax: { amount: form.amount, currency: form.currency } }),
    ...(form.free === null ? {} : { capacity: capacityFrom(form, form.free, before, today) }),
  }
}

/** Said today, unless nothing about it was changed. */
const capacityFrom = (form: EntryForm, free: number, before: Capacity | undefined, today: string): Capacity => {
  const said = {
    unit: form.unit as Capacity['unit'],
    free,
    ...(form.most === null ? {} : { most: form.most }),
    ...(form.freeFrom === '' ? {} : { from: form.freeFrom as Day }),
  }
  const isSame =
    before !== undefined && before.unit === said.unit && before.free === free && before.most === said.most && before.from === said.from
  return { ...said, updated: isSame ? before.updated : (today as Day) }
}

export const EMPTY_PLACE: Place = { kind: 'physical', name: '', country: '', region: '', city: '', address: '' }
export const EMPTY_CONTACT: Contact = { name: '', role: '', email: '', phone: '', keyFingerprint: '', channel: '' }

/** A day of the reader's calendar, as `YYYY-MM-DD`. */
export const dayOf = (now: number): string => {
  const at = new Date(now)
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}
