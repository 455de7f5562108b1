/** What is offered, how much of it, how soon, and how far one can rely on it. */
import { dayFrom, dayNumber } from '../casework/day.ts'
import { CAPACITY_STALE_DAYS, STALE_DAYS } from '../directory/index.ts'
import { ANY_LANGUAGE } from '../directory/readReach.ts'
import type { Urgency } from '../casework/model.ts'
import type { Money } from '../directory/model.ts'
import type { MatchNeed, Rates } from './model.ts'
import { findings, forEach, type Finding, type Rule } from './finding.ts'

/** So many answered requests say more than what a provider says of itself. */
export const OBSERVED_ENOUGH = 5

const isSoon = (urgency: Urgency): boolean => urgency === 'hours' || urgency === 'days'

/** Closed rules out. Paused rules out who needs it this week; later it may be open again. */
export const open: Rule = ({ need: { urgency } }) => {
  const say = findings('open', true)
  const [unknown, isOpen, closed] = [say.unknown(), say.fits(), say.violates({ args: { state: 'closed' } })]
  const paused = findings('open', isSoon(urgency)).violates({ args: { state: 'paused' }, worth: 0.3 })
  return ({ state }) => (state === null ? unknown : state === 'open' ? isOpen : state === 'closed' ? closed : paused)
}

/** At most so many languages of a need are looked at: one bit each. */
const MOST_LANGUAGES = 30

export const language: Rule = ({ need }) => {
  const say = findings('language', false)
  const spoken = need.languages.slice(0, MOST_LANGUAGES)
  const [unknown, notSaid, any] = [say.unknown(), say.unknown({ asks: 'languages' }), say.fits({ args: { languages: spoken.join(' ') } })]
  const shared = forEach<number>((bits) => say.fits({ args: { languages: spoken.filter((_, i) => bits & (1 << i)).join(' ') } }))
  const none = forEach<string>((first) =>
    say.violates({ args: { languages: spoken.join(' ') }, change: { field: 'languages', to: first } }),
  )
  return ({ languages }) => {
    if (languages === null) return unknown
    if (languages.has(ANY_LANGUAGE)) return any
    if (spoken.length === 0) return notSaid
    let bits = 0
    for (let i = 0; i < spoken.length; i++) if (languages.has(spoken[i] as string)) bits |= 1 << i
    if (bits !== 0) return shared(bits)
    const [first] = languages
    return none(first as string)
  }
}

/** Three months for a need of nine are a third of the way: not a no, since others can go on from there. Who takes nobody for so long or so short says two things, and is asked. */
export const time: Rule = ({ need: { days } }) => {
  const say = findings('time', false)
  const unknown = say.unknown({ args: { days } })
  const least = forEach<number>((minDays) =>
    say.violates({ args: { days, minDays }, worth: Math.min(0.6, days / minDays), change: { field: 'days', to: minDays } }),
  )
  const most = forEach<number>((maxDays) =>
    maxDays >= days
      ? say.fits({ args: { days, maxDays } })
      : say.violates({ args: { days, maxDays }, worth: maxDays / days, change: { field: 'days', to: maxDays } }),
  )
  return ({ longest, minDays }) => {
    if (minDays > (longest ?? Infinity)) return unknown
    if (minDays > days) return least(minDays)
    return longest === null ? unknown : most(longest)
  }
}

/** An amount in another currency; null without a rate for both. */
export const convert = ({ amount: sum, currency }: Money, to: string, rates: Rates | null): number | null => {
  if (currency === to) return sum
  const unitsOf = (code: string): number | undefined => (code === rates?.base ? 1 : rates?.units[code])
  const [from, into] = [unitsOf(currency), unitsOf(to)]
  return from === undefined || into === undefined || from <= 0 ? null : (sum / from) * into
}

/** Amounts are compared within one currency, or by rates that the caller brings with their day; never by a rate that nobody sees. */
export const amount: Rule = ({ need: { amount: wanted }, rates }) => {
  const say = findings('amount', false)
  const unknown = say.unknown()
  const judge = forEach<string>((most) => {
    const [sum, currency] = most.split(' ') as [string, string]
    const args = { most: Number(sum), currency }
    if (wanted === null) return say.unknown({ args, asks: 'amount' })
    const both = { ...args, wanted: wanted.amount, wantedCurrency: wanted.currency }
    const comparable = convert({ amount: Number(sum), currency }, wanted.currency, rates)
    if (comparable === null) return say.unknown({ args: both })
    const dated = currency === wanted.currency || rates === null ? both : { ...both, ratesOn: rates.on }
    if (comparable >= wanted.amount) return say.fits({ args: dated })
    return say.violates({ args: dated, worth: comparable / wanted.amount, change: { field: 'amount', to: Math.floor(comparable) } })
  })
  return (service) => (service.amount === '' ? unknown : judge(service.amount))
}

/** What is counted in people has to be enough for all of them; of what is counted otherwise one is enough. */
const COUNTED_IN_PEOPLE: ReadonlySet<string> = new Set(['places', 'seats'])
export const placesNeeded = (unit: string, headcount: number): number => (COUNTED_IN_PEOPLE.has(unit) ? headcount : 1)

export const places: Rule = ({ need: { headcount, from }, today }) => {
  const say = findings('places', false)
  const begin = Math.max(dayNumber(from), today)
  const unknown = say.unknown({ args: { headcount } })
  const judge = (unit: string) => {
    const least = placesNeeded(unit, headcount)
    return forEach<number>((free) => {
      const args = { headcount, free, unit }
      if (free >= least) return say.fits({ args })
      const fewer = COUNTED_IN_PEOPLE.has(unit) && free > 0 ? { change: { field: 'headcount', to: free } as const } : {}
      return say.violates({ args, worth: fewer.change === undefined ? 0 : 0.2, ...fewer })
    })
  }
  const units = new Map<string, (free: number) => Finding>()
  const later = forEach<number>((day) =>
    say.violates({ args: { headcount, from: dayFrom(day) }, worth: 0.4, change: { field: 'from', to: dayFrom(day) } }),
  )
  return ({ unit, free, capacityOn, capacityFrom }) => {
    if (capacityOn === null || today - capacityOn > CAPACITY_STALE_DAYS) return unknown
    let asked = units.get(unit)
    if (asked === undefined) units.set(unit, (asked = judge(unit)))
    const found = asked(free)
    return found.reason.verdict === 'fits' && capacityFrom !== null && capacityFrom > begin ? later(capacityFrom) : found
  }
}

/** Hours within which an answer still helps. */
const WITHIN_HOURS: Readonly<Record<Urgency, number>> = { hours: 24, days: 72, weeks: 168, months: 336 }

/** How fast they answer: as seen, where enough requests were; as they say, otherwise. */
export const answer: Rule = ({ need: { urgency } }) => {
  const say = findings('answer', false)
  const within = WITHIN_HOURS[urgency]
  const unknown = say.unknown({ args: { within } })
  const judge = (seen: 0 | 1) =>
    forEach<number>((hours) => {
      const args = { within, hours, seen }
      return hours <= within ? say.fits({ args }) : say.violates({ args, worth: within / hours })
    })
  const [stated, observed] = [judge(0), judge(1)]
  return ({ answerHours, observed: seen }) => {
    if (seen !== null && seen.medianHours !== null && seen.n >= OBSERVED_ENOUGH) return observed(Math.round(seen.medianHours))
    return answerHours === null ? unknown : stated(answerHours)
  }
}

/** How often they took up what they were asked. Two imagined requests, one taken up, keep a short series from saying too much. */
export const acceptance: Rule = () => {
  const say = findings('acceptance', false)
  const unknown = say.unknown()
  const judge = forEach<string>((counts) => {
    const [taken, declined] = counts.split(' ').map(Number) as [number, number]
    const args = { taken, of: taken + declined }
    const worth = (taken + 1) / (taken + declined + 2)
    return worth >= 0.5 ? say.fits({ args, worth }) : say.violates({ args, worth })
  })
  return ({ observed }) =>
    observed === null || observed.takenUp + observed.declined < OBSERVED_ENOUGH
      ? unknown
      : judge(`${observed.takenUp} ${observed.declined}`)
}

export const freshness: Rule = ({ today }) => {
  const say = findings('freshness', false)
  const unknown = say.unknown()
  const checked = forEach<number>((day) => {
    const args = { checkedOn: dayFrom(day), days: today - day }
    return today - day <= STALE_DAYS ? say.fits({ args }) : say.violates({ args })
  })
  return ({ checkedOn }) => (checkedOn === null ? unknown : checked(checkedOn))
}

/** What others say of the entry: somebody disputes it, or organisations vouch. */
export const standing: Rule = () => {
  const say = findings('standing', false)
  const unknown = say.unknown()
  const vouched = forEach<number>((count) => say.fits({ args: { count } }))
  const disputed = forEach<number>((count) => say.violates({ args: { count } }))
  return ({ vouches, disputes }) => (disputes > 0 ? disputed(disputes) : vouches > 0 ? vouched(vouches) : unknown)
}

/** Only a member can be asked here; anyone else has to be written to. */
export const member: Rule = () => {
  const say = findings('member', false)
  const [inside, outside] = [say.fits(), say.violates()]
  return ({ org }) => (org === null ? outside : inside)
}

/** How much the answer time counts: the shorter the time, the more. */
export const answerWeight = ({ urgency }: MatchNeed): number => ({ hours: 4, days: 3, weeks: 2, months: 1 })[urgency]
