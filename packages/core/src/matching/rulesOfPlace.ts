/** What is offered, and where: kind, region, safety, nearness. */
import { countriesOf, regionsAround } from '../vocabulary/regions.ts'
import { groupOf } from '../vocabulary/codes.ts'
import { findings, forEach, type Rule } from './finding.ts'
import { askPlace, distancesFrom, isRemote, movesPeople, wantedPlace, type Distance } from './place.ts'

/** A kind itself is worth more than its group: who names the group may not do just this. */
const GROUP_WORTH = 0.8
/** Who does not say what is offered may offer anything else: worth less than other unknowns. */
const UNSAID_WORTH = 0.25

export const kind: Rule = ({ need }) => {
  const say = findings('kind', true)
  const args = { kind: need.kind }
  const [unknown, same, other] = [say.unknown({ args, worth: UNSAID_WORTH }), say.fits({ args }), say.violates({ args })]
  const near = say.fits({ args, worth: GROUP_WORTH })
  const group = groupOf(need.kind)
  return ({ kinds, groups }) => {
    if (kinds === null) return unknown
    if (kinds.has(need.kind)) return same
    return kinds.has(group) || groups.has(need.kind) ? near : other
  }
}

/**
 * A service reaches the place where support is wanted, or takes people from the country of the case to a place there. Support
 * inside one's own country that takes place in another is none.
 */
export const region: Rule = ({ need }) => {
  const say = findings('region', true)
  const wanted = wantedPlace(need)
  const args = { place: wanted }
  const [unknown, here, elsewhere] = [say.unknown({ args }), say.fits({ args }), say.violates({ args })]
  const notSaid = say.unknown({ args, asks: 'place' })
  const place = askPlace(wanted)
  const home = need.place !== '' && need.country !== '' ? askPlace(need.country) : null
  const there = new Set(countriesOf(wanted))
  const stays = need.kind === 'relocation.internal'
  const isThere = (located: string): boolean => located !== '' && located.split(' ').some((one) => there.has(one))
  return ({ regions, located }) => {
    if (stays && place !== null && located !== '' && !isThere(located)) return elsewhere
    if (regions === null) return unknown
    if (place === null) return regions.has('001') ? here : notSaid
    for (const code of place.around) if (regions.has(code)) return here
    if (home !== null && isThere(located) && home.around.some((code) => regions.has(code))) return here
    for (const code of place.inside) if (regions.has(code)) return unknown
    return elsewhere
  }
}

/** Next door to those who threaten is better than at their door, and worse than far away. */
const NEXT_DOOR_WORTH = 0.4

/**
 * Only where somebody goes to live: a lawyer has to be where the court is. All places within reach of those who threaten rule
 * out; all others in the same part of the continent cost.
 */
export const safety: Rule = ({ need: { kind: wanted, unsafeCountries } }) => {
  const [hard, soft] = [findings('safety', true), findings('safety', false)]
  const nobodyMoves = hard.fits({ args: { countries: '' } })
  const unknown = hard.unknown()
  const unsafe = new Set(unsafeCountries)
  const doors = new Set(unsafeCountries?.map((country) => regionsAround(country)[0]))
  const judge = forEach<string>((located) => {
    if (unsafeCountries === null) return hard.unknown({ asks: 'unsafeCountries' })
    const safe = located.split(' ').filter((country) => !unsafe.has(country))
    if (safe.length === 0) return hard.violates({ args: { countries: located } })
    const far = safe.filter((country) => !doors.has(regionsAround(country)[0]))
    return far.length === 0
      ? soft.violates({ args: { countries: safe.join(' ') }, worth: NEXT_DOOR_WORTH })
      : hard.fits({ args: { countries: far.join(' ') } })
  })
  if (!movesPeople(wanted)) return () => nobodyMoves
  return ({ located }) => (located === '' ? unknown : judge(located))
}

const NEAR_WORTH: Readonly<Record<Distance, number>> = { 0: 1, 1: 0.8, 2: 0.5, 3: 0.1 }

/** Near means less lost: language, climate, the children's school, the way back. Places that are not safe do not count. */
export const nearness: Rule = ({ need }) => {
  const say = findings('nearness', false)
  const anywhere = say.fits({ args: { countries: '', distance: 0 } })
  const unknown = say.unknown()
  const wanted = wantedPlace(need)
  const distanceOf = distancesFrom(wanted)
  const unsafe = movesPeople(need.kind) ? new Set(need.unsafeCountries) : new Set<string>()
  const judge = forEach<string>((located) => {
    if (distanceOf === null) return say.unknown({ asks: 'place' })
    const countries = located.split(' ').filter((country) => !unsafe.has(country))
    const distance = Math.min(3, ...countries.map(distanceOf)) as Distance
    const args = { countries: countries.filter((country) => distanceOf(country) === distance).join(' '), distance }
    return distance === 3 ? say.violates({ args, worth: NEAR_WORTH[3] }) : say.fits({ args, worth: NEAR_WORTH[distance] })
  })
  if (isRemote(need.kind)) return () => anywhere
  return ({ located }) => (located === '' ? unknown : judge(located))
}
