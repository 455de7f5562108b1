/** What a newcomer finds within the first minutes: the cases that tell most, founded on a relay of this test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Relay } from '@pergola/relay'
import { serve } from '@pergola/relay/serve'
import { actorOn, type Actor } from './actor.ts'
import { CAST } from './cast.ts'
import { foundDemo, type Founded } from './found.ts'
import { planCases } from './plan.ts'

/** The story of each page; the other cases of the demo are there for the lists. */
const TOLD = [
  'Heron',
  'Plover',
  'Saffron',
  'Juniper',
  'Tamarind',
  'Almond',
  'Lark',
  'Ember',
  'Fern',
  'Gorse',
  'Jacaranda',
  'Thistle',
  'Iris',
]

let relay: Relay
let founded: Founded
const data = mkdtempSync(join(tmpdir(), 'pergola-demo-'))

const address = (): string => `http://127.0.0.1:${relay.port}`

beforeAll(async () => {
  relay = await serve({ dataFolder: data, port: 0 })
  founded = await foundDemo(
    address(),
    () => {},
    planCases().filter(({ pseudonym }) => TOLD.includes(pseudonym)),
  )
}, 600_000)
afterAll(async () => {
  await relay.stop()
  rmSync(data, { recursive: true, force: true })
})

const open: Actor[] = []
afterAll(async () => {
  for (const actor of open) await actor.leave()
})

/** Somebody of the demo signs in, as printed in the file of accounts. */
const signsIn = async (account: string): Promise<Actor> => {
  const known = open.find(({ who }) => who.account === account)
  if (known !== undefined) return known
  const found = founded.accounts.find(({ member }) => member.account === account)!
  const actor = actorOn(address(), found.member)
  await actor.run('signIn', { account, passphrase: found.secrets.passphrase })
  await actor.sees('sync', {}, ({ connection, receiving, lastSync }) => connection === 'online' && !receiving && lastSync !== null)
  open.push(actor)
  return actor
}

const caseOf = async (actor: Actor, pseudonym: string) => {
  const { rows } = await actor.sees('cases', { filter: {}, from: 0, count: 500 }, (cases) =>
    cases.rows.some((row) => row.pseudonym === pseudonym),
  )
  return rows.find((row) => row.pseudonym === pseudonym)!.space
}

const kindsIn = async (actor: Actor, ...wanted: readonly string[]) => {
  const { items } = await actor.sees('today', {}, (today) => wanted.every((kind) => today.items.some((item) => item.kind === kind)))
  return items.map(({ kind }) => kind as string)
}

test('Amina finds an alarm, a call, a task, alerts, an answer about somebody’s work and somebody to let in', async () => {
  const amina = await signsIn('amina.riverbank')
  const kinds = await kindsIn(amina, 'check_in', 'mention', 'alert', 'vouch_answered', 'vouch_in', 'admit', 'gap')
  expect(kinds.filter((kind) => kind === 'check_in')).toHaveLength(1)
})

test('Amina opens Heron: the risk fell, the plan has steps, both incidents, check-ins that are all right, a family, papers, a decision', async () => {
  const amina = await signsIn('amina.riverbank')
  const space = await caseOf(amina, 'Heron')
  const safety = await amina.ask('safety', { space })
  expect(safety.history.map(({ level }) => level)).toEqual(['very_high', 'very_high', 'high', 'high', 'medium'])
  expect(safety.watches.map(({ state }) => state)).toEqual(['waiting'])
  expect(new Set(safety.incidents.map(({ form }) => form))).toEqual(new Set(['physical', 'digital']))
  expect(safety.steps).toHaveLength(3)
  expect(safety.packets).toHaveLength(1)
  const { people, papersDue } = await amina.ask('household', { space })
  expect(people.some(({ standing }) => standing.guardian !== null)).toBe(true)
  expect(papersDue.length).toBeGreaterThan(0)
  const { rounds } = await amina.ask('verification', { space })
  expect(rounds.at(-1)).toMatchObject({ state: 'stands', decision: 'defender' })
})

test('Amina reads a receipt: Lantern had Saffron, its device has nothing left of it, and the printed page is shredded', async () => {
  const amina = await signsIn('amina.riverbank')
  const { receipts, matrix, words } = await amina.ask('consents', { space: await caseOf(amina, 'Saffron') })
  expect(receipts).toMatchObject([{ otherName: 'Lantern Fund for Women Defenders', copies: { what: 'destroyed' } }])
  expect(receipts[0]!.confirmed.length).toBeGreaterThan(0)
  expect(matrix.length).toBeGreaterThan(4)
  expect(Object.values(words).every((read) => read.length > 20)).toBe(true)
})

test('Joost has a child to treat, a case offered to him, and a question whether he knows somebody’s work', async () => {
  const joost = await signsIn('joost.noord')
  expect(await joost.sees('medicalParts', {}, (rows) => rows.length > 0)).toMatchObject([{ pseudonym: 'Heron' }])
  const moving = await joost.sees('moving', { space: await caseOf(joost, 'Juniper') }, ({ offered }) => offered !== null)
  expect(moving.offered).toMatchObject({ toUs: true })
  await kindsIn(joost, 'vouch_in')
})

test('Khadija took up half of the bail, and is to say what became of copies of Iris', async () => {
  const khadija = await signsIn('khadija.atlas')
  const rows = await khadija.sees('referrals', { direction: 'in' }, (all) => all.some(({ inPart }) => inPart))
  expect(rows.filter(({ inPart }) => inPart)).toHaveLength(1)
  await kindsIn(khadija, 'notice_in', 'vouch_in')
})

test('Leila has a call for help on her first page, and knows whom her organisation trusts if it is raided', async () => {
  const leila = await signsIn('leila.qanat')
  await kindsIn(leila, 'check_in')
  expect((await leila.ask('succession', {})).provided?.trustees.map(({ name }) => name)).toHaveLength(3)
})

test('two cases became one, one became two, and one is closed with what became of each need', async () => {
  const amina = await signsIn('amina.riverbank')
  expect((await amina.ask('moving', { space: await caseOf(amina, 'Reed') })).mergedInto).toMatchObject({ pseudonym: 'Fern' })
  expect((await amina.ask('moving', { space: await caseOf(amina, 'Footbridge') })).from).toMatchObject([
    { how: 'split', pseudonym: 'Stile' },
  ])
  const { closings } = await amina.ask('caseLife', { space: await caseOf(amina, 'Almond') })
  expect(closings[0]!.outcomes).toHaveLength(4)
})

test('requests: half taken up, another organisation suggested, the next candidates named, what came of it told', async () => {
  const amina = await signsIn('amina.riverbank')
  const rows = await amina.ask('referrals', { direction: 'out' })
  const views = await Promise.all(rows.map(({ space }) => amina.ask('referral', { space })))
  expect(views.some(({ rest }) => rest.length > 0)).toBe(true)
  expect(views.some(({ suggested }) => suggested !== null)).toBe(true)
  expect(views.some(({ next }) => next.length === 2)).toBe(true)
  expect(views.some(({ referral }) => referral.turns.some(({ act }) => act === 'feedback'))).toBe(true)
  const { rows: parcels } = await amina.ask('outside', { space: await caseOf(amina, 'Plover') })
  expect(parcels).toHaveLength(1)
})

test('Amina has names that are due to go, a case that is held, and one that waits for her as the second person; Leila the same in Arabic', async () => {
  const amina = await signsIn('amina.riverbank')
  await kindsIn(amina, 'retention_due', 'retention_confirm')
  const view = await amina.ask('retention', {})
  expect(view.due.map(({ pseudonym, what }) => [pseudonym, what])).toContainEqual(['Sandgrouse', 'parts'])
  expect(view.held.map(({ pseudonym }) => pseudonym)).toEqual(['Turaco'])
  expect(view.proposals).toMatchObject([{ pseudonym: 'Weaver', what: 'all', byName: 'Otieno Barasa', refusal: null }])
  const leila = await signsIn('leila.qanat')
  const hers = await leila.ask('retention', {})
  expect([hers.due.map(({ pseudonym }) => pseudonym), hers.held.map(({ pseudonym }) => pseudonym)]).toEqual([['Hoopoe'], ['Bulbul']])
})

test('Joost reads in the package, as one from another network', async () => {
  const joost = await signsIn('joost.noord')
  const { content, passphrase } = founded.packed
  const { id } = await joost.run('openCasePackage', { content, secret: passphrase })
  const preview = await joost.ask('caseImport', { id })
  expect(preview).toMatchObject({ from: 'Colectiva Ceiba', pseudonym: 'Cassia', people: ['Defender'], sameCase: null })
  const { space } = await joost.run('importCase', { id, pseudonym: 'Cassia', again: false })
  expect((await joost.ask('case', { space })).file.notes).toHaveLength(1)
})

test('everybody whose account is printed is in the cast', () => {
  expect(founded.accounts.map(({ member }) => member.account).sort()).toEqual(
    CAST.flatMap(({ members }) => members.map(({ account }) => account)).sort(),
  )
})
