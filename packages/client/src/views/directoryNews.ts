/** Open calls, training, saved searches, and what changed since one last looked. */
import { callsCalendar as calendarText, changedAt, isKeptBy, isListed, type Call, type Service } from '@pergola/core/directory'
import { lineIn, msOf, ownerOf, rowsOf, type Row } from '@pergola/core/record'
import { countriesOf, groupOf, regionsAround } from '@pergola/core/vocabulary'
import type { Answer, CallRow, DirectoryChange, DirectoryChanges, Queries, SavedSearch, TrainingRow } from '../contract/index.ts'
import { readSearches, lookedAt } from '../book/directoryBook.ts'
import type { World } from '../world/world.ts'
import { directoryIndexOf, directoryOf } from './directoryOf.ts'
import { callRow, trainingRow } from './directoryRows.ts'
import { orgName, orgShortName } from './names.ts'
import { answer } from './problems.ts'

export const openCalls = async (
  world: World,
  { kinds, regions, withOver }: Queries['openCalls']['args'],
): Promise<Answer<readonly CallRow[]>> => {
  const known = directoryOf(world)
  const rows = known.calls.filter((call) => isFor(call, kinds ?? []) && reaches(call, regions ?? [])).map(callRow(world, known))
  return answer(withOver === true ? rows : rows.filter(({ state }) => state !== 'over'))
}

/** A call that names no kind or no region is for all. */
const isFor = (call: Call, kinds: readonly string[]): boolean =>
  kinds.length === 0 ||
  call.kinds.length === 0 ||
  call.kinds.some((one) => kinds.some((kind) => one === kind || one === groupOf(kind) || groupOf(one) === kind))

const reaches = (call: Call, places: readonly string[]): boolean =>
  places.length === 0 ||
  call.regions.length === 0 ||
  call.regions.some((region) => places.some((place) => region === place || regionsAround(place).includes(region) || meet(region, place)))

const meet = (a: string, b: string): boolean => {
  const countries = new Set(countriesOf(a))
  return countriesOf(b).some((country) => countries.has(country))
}

export const callsCalendar = async (
  world: World,
  { ids }: Queries['callsCalendar']['args'],
): Promise<Answer<Queries['callsCalendar']['value']>> => {
  const today = world.today()
  const calls = directoryOf(world).calls.filter(
    ({ id, closesOn }) => closesOn !== null && closesOn >= today && (ids === undefined || ids.includes(id)),
  )
  return answer({ name: 'open-calls.ics', text: calendarText(calls, ({ org }) => orgShortName(world, org), world.now()) })
}

export const trainings = async (world: World, { side }: Queries['trainings']['args']): Promise<Answer<readonly TrainingRow[]>> => {
  const known = directoryOf(world)
  const rows = known.trainings.filter((training) => side === undefined || training.side === side).map(trainingRow(world, known))
  return answer(rows.toSorted((a, b) => Number(a.over) - Number(b.over) || order(a.training.from ?? ':', b.training.from ?? ':')))
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const savedSearches = async (world: World): Promise<Answer<readonly SavedSearch[]>> => {
  const index = directoryIndexOf(world)
  const since = lookedAt(world.book().doc, world.me.person)
  const isNews = newsSince(world, since)
  const mine = readSearches(world.book().doc).filter(({ shared, by }) => shared || by === world.me.person)
  return answer(
    mine.map(({ id, name, filter, shared, by }) => {
      const found = index.all(filter)
      const changed = since === null ? 0 : found.filter(isNews).length
      return { id, name, filter, shared, own: by === world.me.person, total: found.length, changed }
    }),
  )
}

/** True for what somebody else changed since then: what one did oneself, on whatever device, is no news. */
const newsSince = (world: World, since: number | null): ((service: Service) => boolean) => {
  const own = ownDevices(world)
  const rows = serviceRows(world)
  return ({ id, changedAt: at }) => {
    if (since === null || at <= since) return false
    const row = rows.get(id)
    // What stands elsewhere than in the network's book its owner wrote there.
    if (!isKeptBy(id, world.me.org) && (row === undefined || changedAt(row) < at)) return true
    return row !== undefined && writtenByOthers(row, since, own)
  }
}

const serviceRows = (world: World): ReadonlyMap<string, Row> => rowsOf(world.network()?.doc ?? world.book().doc, 'service')

const ownDevices = ({ organisations, me }: World): ReadonlySet<string> => {
  const devices = Object.entries(organisations.get(me.org)?.devices ?? {})
  return new Set([me.device, ...devices.filter(([, { certificate }]) => certificate.person === me.person).map(([device]) => device)])
}

const writtenByOthers = (row: Row, since: number, own: ReadonlySet<string>): boolean =>
  Object.values(row.cells).some(({ at, device }) => msOf(at) > since && !own.has(device))

/** What others did, newest first. Who has not looked yet is told how much there is and no more: all of it is new. */
export const directoryChanges = async (world: World, { count }: Queries['directoryChanges']['args']): Promise<Answer<DirectoryChanges>> => {
  const since = lookedAt(world.book().doc, world.me.person)
  const known = directoryOf(world)
  if (since === null) return answer({ since, total: known.services.filter(isListed).length, changes: [] })
  const rows = serviceRows(world)
  const isNews = newsSince(world, since)
  const own = ownDevices(world)
  const changes: DirectoryChange[] = []
  for (const service of known.services)
    if (isListed(service) && isNews(service)) changes.push(changeOf(service, rows.get(service.id), since))
  for (const [id, row] of known.removed)
    if (msOf(row.firstAt) <= since && writtenByOthers(row, since, own)) changes.push(removal(world, id, row))
  changes.sort((a, b) => b.at - a.at || order(a.id, b.id))
  return answer({ since, total: changes.length, changes: changes.slice(0, count) })
}

const changeOf = ({ id, name, provider, changedAt: at }: Service, row: Row | undefined, since: number): DirectoryChange => {
  const isNew = row !== undefined && msOf(row.firstAt) > since
  const fields =
    isNew || row === undefined ? [] : Object.keys(row.cells).filter((field) => field !== 'removed' && msOf(row.cells[field]!.at) > since)
  return { what: isNew ? 'added' : 'changed', id, name, providerName: provider, at, fields }
}

/** The name it had: the record keeps it. */
const removal = (world: World, id: string, row: Row): DirectoryChange => {
  const owner = ownerOf(id)
  const provider = lineIn(row, 'provider') || (owner === null ? '' : orgName(world, owner))
  return { what: 'removed', id, name: lineIn(row, 'name'), providerName: provider, at: changedAt(row), fields: [] }
}
