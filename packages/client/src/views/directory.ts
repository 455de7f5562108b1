/** Who can help, with what, for whom. */
import { isStale, type Service } from '@pergola/core/directory'
import { foldText } from '@pergola/core/search'
import { WORLD, countriesOf, groupOf, regionsAround } from '@pergola/core/vocabulary'
import type { Answer, DirectoryRow, Queries } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { directoryOf, profileOf } from './names.ts'
import { answer, problem } from './problems.ts'

export const directory = async (
  world: World,
  { text, kind, region }: Queries['directory']['args'],
): Promise<Answer<readonly DirectoryRow[]>> => {
  const words = foldText((text ?? '').slice(0, 200))
    .split(/\s+/u)
    .filter((word) => word !== '')
  const services = directoryOf(world).services.filter(
    (service) => (!kind || isFor(service, kind)) && (!region || reaches(service, region)) && (words.length === 0 || says(service, words)),
  )
  return answer(services.map((service) => directoryRow(world, service)))
}

export const serviceView = async (world: World, { id }: Queries['service']['args']): Promise<Answer<Queries['service']['value']>> => {
  const service = directoryOf(world).services.find((known) => known.id === id)
  return service ? answer({ ...directoryRow(world, service), facts: service.facts }) : problem('not_found', 'id')
}

const directoryRow = (world: World, service: Service): DirectoryRow => ({
  service,
  providerName: service.provider,
  providerKind: service.org === null ? null : (profileOf(world, service.org)?.kind ?? null),
  own: service.enteredBy === world.me.org,
  stale: isStale(service, world.today()),
})

/** A group of kinds finds each of its kinds, and the other way round. */
const isFor = ({ reach }: Service, kind: string): boolean =>
  (reach.kinds ?? []).some((known) => known === kind || known === groupOf(kind) || groupOf(known) === kind)

/** For the place itself, for a region around it, or for somewhere within it. */
const reaches = ({ reach }: Service, place: string): boolean => {
  const inside = countriesOf(place)
  return (reach.regions ?? []).some(
    (region) =>
      region === WORLD ||
      region === place ||
      regionsAround(place).includes(region) ||
      countriesOf(region).some((country) => inside.includes(country)),
  )
}

const says = ({ provider, name, about }: Service, words: readonly string[]): boolean => {
  const folded = foldText(`${provider} ${name} ${about}`)
  return words.every((word) => folded.includes(word))
}
