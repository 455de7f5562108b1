/** The rules of matching, each one question a colleague would ask. Unknown is an answer of its own: never a yes, never a no. */
import { dayFrom } from '../casework/day.ts'
import { STALE_DAYS } from '../directory/directory.ts'
import { ANY_LANGUAGE } from '../directory/readReach.ts'
import { groupOf } from '../vocabulary/codes.ts'
import type { MatchNeed, Reason, Verdict } from './model.ts'
import type { IndexedService, PlaceQuestion } from './serviceIndex.ts'

/** Free places that nobody confirmed for so many days say nothing any more. */
export const PLACES_STALE_DAYS = 30

/** A reason, and how much of the rule's weight it earns (0..1). */
export interface Finding {
  readonly reason: Reason
  readonly worth: number
}

/** A need with what every service is asked about it, worked out once. */
export interface Question {
  readonly need: MatchNeed
  readonly place: PlaceQuestion | null
  /** Days since 1970-01-01. */
  readonly today: number
}

/**
 * A rule is told the question once and then asked about each service. Its findings are made once and handed out again: a
 * question looks at thousands of services and there are only so many things to say.
 */
type Rule = (question: Question) => (service: IndexedService) => Finding

/** What an unknown answer is worth: less than a yes, more than a no. */
const UNKNOWN_WORTH = 0.4
const NO_ARGS = Object.freeze({})

const finding = (rule: Reason['rule'], hard: boolean, verdict: Verdict, args: Reason['args'] = NO_ARGS, worth?: number): Finding => ({
  reason: { rule, verdict, hard, args },
  worth: worth ?? (verdict === 'fits' ? 1 : verdict === 'unknown' ? UNKNOWN_WORTH : 0),
})

/** Makes each finding once for each number it depends on. */
const forEach = (make: (value: number) => Finding): ((value: number) => Finding) => {
  const made = new Map<number, Finding>()
  return (value) => {
    let known = made.get(value)
    if (known === undefined) made.set(value, (known = make(value)))
    return known
  }
}

const kind: Rule = ({ need }) => {
  const args = { kind: need.kind }
  const unknown = finding('kind', true, 'unknown', args)
  const same = finding('kind', true, 'fits', args)
  const near = finding('kind', true, 'fits', args, 0.8)
  const other = finding('kind', true, 'violates', args)
  const group = groupOf(need.kind)
  return ({ kinds, groups }) => {
    if (kinds === null) return unknown
    if (kinds.has(need.kind)) return same
    return kinds.has(group) || groups.has(need.kind) ? near : other
  }
}

const region: Rule = ({ need, place }) => {
  const args = { place: need.place }
  const unknown = finding('region', true, 'unknown', args)
  const here = finding('region', true, 'fits', args)
  const elsewhere = finding('region', true, 'violates', args)
  return ({ regions }) => {
    if (place === null || regions === null) return unknown
    for (const code of place.around) if (regions.has(code)) return here
    for (const code of place.inside) if (regions.has(code)) return unknown
    return elsewhere
  }
}

const open: Rule = () => {
  const verdicts = (args: Reason['args']): Readonly<Record<Verdict, Finding>> => ({
    fits: finding('open', true, 'fits', args),
    unknown: finding('open', true, 'unknown', args),
    violates: finding('open', true, 'violates', args),
  })
  const toAll = verdicts(NO_ARGS)
  const byReferral = verdicts({ referralOnly: 1 })
  return ({ service: { reach } }) =>
    (reach.referralOnly ? byReferral : toAll)[reach.closed === undefined ? 'unknown' : reach.closed ? 'violates' : 'fits']
}

const exile: Rule = ({ need: { inExile } }) => {
  const both = finding('exile', true, 'fits')
  const unknown = finding('exile', true, 'unknown')
  const answer = (takes: 'no' | 'only'): Finding =>
    finding('exile', true, inExile === null ? 'unknown' : (takes === 'only') === inExile ? 'fits' : 'violates', { takes })
  const [home, abroad] = [answer('no'), answer('only')]
  return ({ service: { reach } }) => {
    if (reach.exile === undefined) return unknown
    return reach.exile === 'yes' ? both : reach.exile === 'no' ? home : abroad
  }
}

const family: Rule = ({ need: { headcount } }) => {
  const args = { headcount }
  const fits = finding('family', true, 'fits', args)
  const unknown = finding('family', true, 'unknown', args)
  const alone = finding('family', true, 'violates', args)
  return ({ service: { reach } }) => (headcount === 1 || reach.family === 'yes' ? fits : reach.family === undefined ? unknown : alone)
}

/** At most so many languages of a need are looked at: one bit each. */
const MOST_LANGUAGES = 30

const language: Rule = ({ need }) => {
  const spoken = need.languages.slice(0, MOST_LANGUAGES)
  const unknown = finding('language', false, 'unknown')
  const none = finding('language', false, 'violates', { languages: spoken.join(' ') })
  const shared = forEach((bits) => finding('language', false, 'fits', { languages: spoken.filter((_, i) => bits & (1 << i)).join(' ') }))
  return ({ languages }) => {
    if (languages === null || spoken.length === 0) return unknown
    if (languages.has(ANY_LANGUAGE)) return shared(-1)
    let bits = 0
    for (let i = 0; i < spoken.length; i++) if (languages.has(spoken[i] as string)) bits |= 1 << i
    return bits === 0 ? none : shared(bits)
  }
}

/** Three months for a need of nine are a third of the way: not a no, since others can go on from there. */
const time: Rule = ({ need: { days } }) => {
  const unknown = finding('time', false, 'unknown', { days })
  const upTo = forEach((maxDays) =>
    finding('time', false, maxDays >= days ? 'fits' : 'violates', { days, maxDays }, Math.min(1, maxDays / days)),
  )
  return ({ service: { reach } }) => (reach.maxDays === undefined ? unknown : upTo(reach.maxDays))
}

const places: Rule = ({ need: { headcount }, today }) => {
  const unknown = finding('places', false, 'unknown', { headcount })
  const some = forEach((free) => finding('places', false, free >= headcount ? 'fits' : 'violates', { headcount, free }))
  return ({ service: { reach }, placesCheckedOn }) => {
    const isOld = placesCheckedOn !== null && today - placesCheckedOn > PLACES_STALE_DAYS
    return reach.placesFree === undefined || isOld ? unknown : some(reach.placesFree)
  }
}

/** Hours within which an answer still helps. */
const WITHIN_HOURS: Readonly<Record<MatchNeed['urgency'], number>> = { hours: 24, days: 72, weeks: 168, months: 336 }

const answer: Rule = ({ need: { urgency } }) => {
  const within = WITHIN_HOURS[urgency]
  const unknown = finding('answer', false, 'unknown', { within })
  const after = forEach((hours) =>
    finding('answer', false, hours <= within ? 'fits' : 'violates', { within, hours }, Math.min(1, within / hours)),
  )
  return ({ service: { reach } }) => (reach.answerHours === undefined ? unknown : after(reach.answerHours))
}

const freshness: Rule = ({ today }) => {
  const unknown = finding('freshness', false, 'unknown')
  const checked = forEach((day) =>
    finding('freshness', false, today - day <= STALE_DAYS ? 'fits' : 'violates', { checkedOn: dayFrom(day), days: today - day }),
  )
  return ({ checkedOn }) => (checkedOn === null ? unknown : checked(checkedOn))
}

/** Only a member can be asked here; anyone else has to be written to. */
const member: Rule = () => {
  const [inside, outside] = [finding('member', false, 'fits'), finding('member', false, 'violates')]
  return ({ service: { org } }) => (org === null ? outside : inside)
}

/** Rules in the order in which a colleague would say them, with their weight. */
export const RULES: readonly { readonly rule: Rule; readonly weight: number }[] = [
  { rule: kind, weight: 4 },
  { rule: region, weight: 3 },
  { rule: open, weight: 1 },
  { rule: family, weight: 1 },
  { rule: exile, weight: 1 },
  { rule: language, weight: 2 },
  { rule: time, weight: 2 },
  { rule: places, weight: 2 },
  { rule: answer, weight: 2 },
  { rule: freshness, weight: 1 },
  { rule: member, weight: 2 },
]
