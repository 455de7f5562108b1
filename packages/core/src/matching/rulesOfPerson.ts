/** For whom it is and who may ask for it: what a programme's own conditions say, held against what is known of the case. */
import { dayNumber } from '../casework/day.ts'
import type { MatchNeed } from './model.ts'
import { findings, forEach, type Rule } from './finding.ts'

export const family: Rule = ({ need: { headcount } }) => {
  const say = findings('family', true)
  const args = { headcount }
  const [fits, unknown] = [say.fits({ args }), say.unknown({ args })]
  const alone = say.violates({ args, change: { field: 'headcount', to: 1 } })
  return (service) => (headcount === 1 || service.family === 'yes' ? fits : service.family === null ? unknown : alone)
}

export const exile: Rule = ({ need: { inExile } }) => {
  const say = findings('exile', true)
  const [both, unknown] = [say.fits(), say.unknown()]
  const answer = (takes: 'no' | 'only') => {
    const args = { takes }
    if (inExile === null) return say.unknown({ args, asks: 'inExile' })
    return (takes === 'only') === inExile ? say.fits({ args }) : say.violates({ args })
  }
  const [home, abroad] = [answer('no'), answer('only')]
  return (service) => {
    if (service.exile === null) return unknown
    return service.exile === 'yes' ? both : service.exile === 'no' ? home : abroad
  }
}

/** What is for all defenders counts a little less than what is for just these. */
const FOR_ALL_WORTH = 0.8

/** Everyone here is a defender and active for rights. */
const EVERYONE: ReadonlySet<string> = new Set(['any', 'defenders', 'activists'])
const ORGANISATIONS: ReadonlySet<string> = new Set(['organisations', 'media_organisations', 'shelters'])

export const target: Rule = ({ need: { groups, groupsComplete, organisation, headcount } }) => {
  const say = findings('target', true)
  const unknown = say.unknown()
  const ours = new Set([
    ...groups,
    ...(headcount > 1 && organisation !== true ? ['families'] : []),
    ...(organisation ? ['organisations'] : []),
  ])
  const judge = forEach<string>((targets) => {
    const all = targets.split(' ')
    const args = { targets }
    const shared = all.filter((group) => ours.has(group))
    if (shared.length > 0) return say.fits({ args: { targets: shared.join(' ') } })
    if (organisation !== true && all.some((group) => EVERYONE.has(group))) return say.fits({ args, worth: FOR_ALL_WORTH })
    const people = all.filter((group) => !ORGANISATIONS.has(group))
    if (organisation === true) return people.length === all.length ? say.violates({ args }) : say.unknown({ args, asks: 'groups' })
    if (people.length === 0) return organisation === null ? say.unknown({ args, asks: 'organisation' }) : say.violates({ args })
    return groupsComplete ? say.violates({ args }) : say.unknown({ args, asks: 'groups' })
  })
  return ({ targets }) => (targets === '' ? unknown : judge(targets))
}

/** We ask in somebody's name. What only takes the person's own word, or a host's, costs; what others must refer cannot be asked directly. */
export const apply: Rule = ({ need: { hostFound } }) => {
  const say = findings('apply', false)
  const unknown = say.unknown()
  const fits = say.fits()
  const themselves = say.violates({ args: { who: 'self' }, worth: 0.6 })
  const referral = say.violates({ args: { who: 'referral_only' }, worth: 0.2 })
  const host =
    hostFound === true
      ? say.fits({ args: { who: 'host' } })
      : hostFound === null
        ? say.unknown({ args: { who: 'host' }, asks: 'hostFound' })
        : say.violates({ args: { who: 'host' }, change: { field: 'hostFound', to: 1 } })
  return ({ applicants, org }) => {
    if (applicants === '') return unknown
    if (applicants.includes('third_party')) return fits
    if (applicants.includes('referral_only')) return org === null ? referral : fits
    return applicants.includes('self') ? themselves : host
  }
}

export const endorsement: Rule = ({ need: { memberVouches, referees } }) => {
  const say = findings('endorsement', true)
  const [unknown, nobody] = [say.unknown(), say.fits({ args: { who: 'none', count: 0 } })]
  const byMember = { who: 'member', count: 1 }
  const member =
    memberVouches === null
      ? say.unknown({ args: byMember, asks: 'memberVouches' })
      : memberVouches
        ? say.fits({ args: byMember })
        : say.violates({ args: byMember, change: { field: 'memberVouches', to: 1 } })
  const byReferees = forEach<number>((count) => {
    const args = { who: 'referees', count }
    if (referees === null) return say.unknown({ args, asks: 'referees' })
    return referees >= count ? say.fits({ args }) : say.violates({ args, change: { field: 'referees', to: count } })
  })
  return (service) => {
    if (service.endorsement === null) return unknown
    if (service.endorsement === 'none') return nobody
    return service.endorsement === 'member' ? member : byReferees(service.referees)
  }
}

export const mustReturn: Rule = ({ need: { canReturn } }) => {
  const say = findings('return', true)
  const [unknown, free] = [say.unknown(), say.fits({ args: { required: 0 } })]
  const args = { required: 1 }
  const required = canReturn === null ? say.unknown({ args, asks: 'canReturn' }) : canReturn ? say.fits({ args }) : say.violates({ args })
  return ({ returnRequired }) => (returnRequired === null ? unknown : returnRequired ? required : free)
}

export const incident: Rule = ({ need: { incidentOn }, today }) => {
  const say = findings('incident', true)
  const unknown = say.unknown()
  const age = incidentOn === null ? null : Math.max(0, today - dayNumber(incidentOn))
  const within = forEach<number>((window) => {
    if (age === null) return say.unknown({ args: { window }, asks: 'incidentOn' })
    const args = { window, age }
    return age <= window ? say.fits({ args }) : say.violates({ args })
  })
  return ({ incidentWindowDays }) => (incidentWindowDays === null ? unknown : within(incidentWindowDays))
}

export const trackRecord: Rule = ({ need: { workMonths } }) => {
  const say = findings('track_record', true)
  const unknown = say.unknown()
  const least = forEach<number>((months) => {
    if (workMonths === null) return say.unknown({ args: { months }, asks: 'workMonths' })
    const args = { months, worked: workMonths }
    return workMonths >= months ? say.fits({ args }) : say.violates({ args })
  })
  return ({ trackRecordMonths }) => (trackRecordMonths === null ? unknown : least(trackRecordMonths))
}

const of =
  (...kinds: readonly string[]) =>
  ({ kind }: MatchNeed): boolean =>
    kinds.includes(kind)
const moves = of('relocation', 'relocation.internal', 'relocation.regional', 'relocation.international', 'visa')

/** When an exclusion is about this need. Those that are not here are about how money is spent, and said to the provider. */
const EXCLUDED: Readonly<Record<string, (need: MatchNeed, today: number) => boolean | 'alreadyFunded' | 'organisation'>> = {
  already_funded: ({ alreadyFunded }) => alreadyFunded ?? 'alreadyFunded',
  organisations: ({ organisation }) => organisation ?? 'organisation',
  retrospective: ({ from, days }, today) => dayNumber(from) + days <= today,
  living_costs: of('humanitarian.living'),
  running_costs: of('organisational'),
  salaries: of('organisational'),
  structural: of('organisational'),
  equipment: of('equipment'),
  legal_fees: of('legal.defence'),
  resettlement: of('resettlement'),
  studies: of('fellowship'),
  evacuation: (need) => moves(need) && (need.urgency === 'hours' || need.urgency === 'days'),
}

export const excludes: Rule = ({ need, today }) => {
  const say = findings('excludes', true)
  const unknown = say.unknown()
  const judge = forEach<string>((codes) => {
    const found = codes.split(' ').map((code) => [code, EXCLUDED[code]?.(need, today) ?? false] as const)
    const against = found.filter(([, is]) => is === true).map(([code]) => code)
    if (against.length > 0) return say.violates({ args: { codes: against.join(' ') } })
    const open = found.find((one): one is readonly [string, 'alreadyFunded' | 'organisation'] => typeof one[1] === 'string')
    return open === undefined ? say.fits() : say.unknown({ args: { codes: open[0] }, asks: open[1] })
  })
  return ({ excludes: codes }) => (codes === '' ? unknown : judge(codes))
}
