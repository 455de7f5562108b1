/** The main job, end to end, in nine steps: from a stranger's alert to a need that is covered, and taken back. */
import { placesFree, serviceDraft } from '@pergola/client/testing'
import { expect, test } from 'vitest'
import type { Day } from '@pergola/core/casework'
import { openCommit } from '@pergola/core/space'
import type { SpaceId } from '@pergola/protocol'
import { atPeace, circle, crypto, joinsAsPerson, type Someone } from './people.ts'
import { keptBy, logOf } from './seized.ts'
import { visitor } from './visitor.ts'

const day = (text: string): Day => text as Day
const HOUR = 3_600_000

const today = (): number => Math.floor(Date.now() / 86_400_000)
/** Days from today, as a day. */
const inDays = (days: number): Day => day(new Date((today() + days) * 86_400_000).toISOString().slice(0, 10))

const gapOf = async (someone: Someone, space: SpaceId): Promise<number> => (await someone.ask('case', { space })).chart.gapDays

const caseFromAlert = async (amina: Someone, alert: string) => {
  const { space } = await amina.do('caseFromAlert', { id: alert, pseudonym: 'Olive', country: 'KE', urgency: 'days' })
  const { file } = await amina.ask('case', { space })
  const defender = file.people[0]!.id
  const dependents: string[] = []
  for (const [label, relation] of [
    ['Daughter, school age', 'daughter'],
    ['Mother, 70', 'mother'],
  ] as const) {
    dependents.push((await amina.do('savePerson', { space, role: 'dependent', label, relation, languages: ['ar'] })).id)
  }
  await amina.do('saveIdentity', {
    space,
    identity: {
      person: defender,
      name: 'Salma Invented',
      otherNames: '',
      contact: 'at the market',
      whereabouts: 'by the river',
      birth: '',
      documents: '',
    },
  })
  return { space, defender, people: [defender, ...dependents] }
}

const needFor = async (amina: Someone, space: SpaceId, person: string, from: Day, to: Day): Promise<string> => {
  const need = { person, kind: 'relocation.international', from, to, place: 'NL', urgency: 'days', headcount: 1, note: '' } as const
  return (await amina.do('saveNeed', { space, need })).id
}

test('from alert to covered, in nine steps, and taken back', async () => {
  const { relay, amina, joost, khadija, orgs, accounts } = await circle()
  const { someone: yusuf } = await joinsAsPerson(amina, () => relay, 'Yusuf', 'contributor')

  // An alert comes in, with two files; the visitor comes back with the receipt phrase, reads and writes again.
  await amina.do('openIntake', { intro: 'We read every morning.', languages: ['en', 'ar'] })
  const page = { crypto, transport: amina.link.transport, org: orgs.amina }
  const salma = visitor(page)
  const photo = new Uint8Array(70_000).map((_, at) => at % 251)
  await salma.write('They came to my door twice this week.', [
    { name: 'door.jpg', content: photo },
    { name: 'street.jpg', content: crypto.random(1000) },
  ])
  const [alert] = await yusuf.sees('alerts', {}, (alerts) => alerts.length === 1)
  expect(alert).toMatchObject({ state: 'new', files: 2 })
  await amina.sees('alerts', {}, (alerts) => alerts.length === 1)
  await amina.do('replyToAlert', { id: alert!.id, text: 'Can you get to a safe place tonight?' })
  const later = visitor(page, salma.receipt)
  expect(await later.read()).toEqual(['Can you get to a safe place tonight?'])
  await later.write('Yes, until Friday.')
  const opened = await amina.sees('alert', { id: alert!.id }, (view) => view.turns.length === 3)
  expect(opened.turns.map((turn) => turn.text)).toEqual([
    'They came to my door twice this week.',
    'Can you get to a safe place tonight?',
    'Yes, until Friday.',
  ])
  const file = opened.turns[0]!.files.find(({ name }) => name === 'door.jpg')!
  expect((await amina.do('openFile', { where: { alert: alert!.id }, id: file.id })).content).toEqual(photo)

  // The alert becomes a case: identity apart, a person and two dependents with a need each, risk, consent.
  const { space, people } = await caseFromAlert(amina, alert!.id)
  const [from, to] = [inDays(1), inDays(60)]
  const needs: string[] = []
  for (const person of people) needs.push(await needFor(amina, space, person, from, to))
  await amina.do('assessRisk', {
    space,
    assessment: { probability: 'high', impact: 'high', deathThreat: false, threats: ['followed'], vulnerabilities: [], capacities: [] },
  })
  const request = {
    space,
    needs: [needs[0]!],
    org: orgs.joost,
    service: null,
    text: 'One woman, from Friday.',
    answerBy: Date.now() + 72 * HOUR,
    shareFileOnTakeUp: true,
  }
  expect(await amina.pergola.run('sendReferral', request)).toMatchObject({ ok: false, problem: { type: 'no_consent' } })
  const consent = { given: true, on: inDays(0), how: 'spoken', until: null } as const
  for (const person of people) {
    await amina.do('giveConsent', { space, consent: { ...consent, person, scope: 'share_network', org: null } })
    await amina.do('giveConsent', { space, consent: { ...consent, person, scope: 'share_named_org', org: orgs.joost } })
    await amina.do('giveConsent', { space, consent: { ...consent, person, scope: 'share_named_org', org: orgs.khadija } })
  }

  // A service of the shelter matches, and the teaser goes out first.
  const reach = { kinds: ['relocation.international'], regions: ['NL'], languages: ['ar'], maxDays: 90, answerHours: 24 } as const
  const draft = serviceDraft('Rooms by the canal', { ...reach, family: 'yes', ...placesFree(2) })
  const { id: service } = await joost.do('saveService', { service: draft })
  await amina.sees('match', { space, need: needs[0]! }, ({ rows }) => rows.some((match) => match.service.id === service))
  const { space: referral } = await amina.do('sendReferral', { ...request, service })
  const asked = await joost.sees('today', {}, ({ items }) => items.some((item) => item.kind === 'referral_in' && item.space === referral))
  expect(asked.items.find((item) => item.kind === 'referral_in')).toMatchObject({ answerBy: request.answerBy })
  expect((await joost.ask('cases', { filter: {}, from: 0, count: 10 })).total).toBe(0)

  // Taken up: the file comes by itself, the identity part does not.
  await joost.do('takeUp', { space: referral, text: 'We have a room.' })
  const shared = await joost.sees('case', { space }, (view) => view.file.needs.length === 3)
  expect(shared.identities).toBeNull()
  await amina.sees('referral', { space: referral }, (view) => view.state === 'taken_up' && view.caseSpace === space)

  // Commitments: a gap remains, a third organisation closes it, the hand-over shows on both sides.
  const mid = inDays(30)
  const { id: first } = await joost.do('commit', { space, need: needs[0]!, from, to: mid, state: 'confirmed', stopGap: false, note: '' })
  const chart = await amina.sees('case', { space }, (view) => view.chart.rows[0]!.coveredDays === 30)
  expect(chart.chart.rows[0]!.gapDays).toBe(30)
  await amina.do('shareCase', { space, org: orgs.khadija, part: 'file' })
  await khadija.sees('case', { space }, (view) => view.file.commitments.length === 1)
  const { id: second } = await khadija.do('commit', {
    space,
    need: needs[0]!,
    from: inDays(31),
    to,
    state: 'confirmed',
    stopGap: false,
    note: '',
  })
  for (const person of [amina, yusuf, joost]) await person.sees('case', { space }, (view) => view.chart.rows[0]!.gapDays === 0)
  await joost.do('agreeHandover', { space, before: first, after: second })
  await khadija.do('agreeHandover', { space, before: first, after: second })
  await amina.sees('case', { space }, (view) => view.chart.rows[0]!.handovers.some((pair) => pair.agreedBefore && pair.agreedAfter))

  // One side works without a network, and both converge after.
  await atPeace(joost)
  joost.link.cut(true)
  await joost.sees('sync', {}, (sync) => sync.connection !== 'online')
  await joost.do('addNote', { space, text: 'Keys are with the neighbour.' })
  await joost.do('commit', { space, id: first, need: needs[0]!, from, to: inDays(35), state: 'active', stopGap: false, note: 'longer' })
  await amina.do('addNote', { space, text: 'School found.' })
  await amina.do('editCase', { space, fields: { urgency: 'weeks' } })
  expect((await joost.ask('sync', {})).unsent).toBe(2)
  joost.link.cut(false)
  await joost.do('retryNow', {})
  for (const person of [amina, yusuf, joost, khadija]) {
    const view = await person.sees(
      'case',
      { space },
      ({ file: seen }) => seen.notes.length === 2 && seen.commitments.some((made) => made.note === 'longer') && seen.urgency === 'weeks',
    )
    expect(view.file.notes.map((note) => note.text).sort()).toEqual(['Keys are with the neighbour.', 'School found.'])
  }
  expect(await gapOf(joost, space)).toBe(await gapOf(amina, space))

  // The identity part is shared by a step of its own.
  await amina.do('shareCase', { space, org: orgs.joost, part: 'identity' })
  await joost.sees('case', { space }, (view) => view.identities?.some((identity) => identity.name === 'Salma Invented') === true)
  await atPeace(amina, yusuf, joost, khadija)

  // Taken back: "gone since", and nothing written after opens with what Joost's device kept.
  const oldKeys = (await keptBy(joost, accounts.joost.passphrase, space)).keys
  const before = Date.now()
  await amina.do('revokeCase', { space, org: orgs.joost })
  await amina.do('addNote', { space, text: 'Moved to another town.' })
  const gone = await joost.sees('case', { space }, (view) => view.goneSince !== null)
  expect(gone.goneSince).toBeGreaterThanOrEqual(before - 1000)
  expect(gone.file.notes.map((note) => note.text)).not.toContain('Moved to another town.')
  expect(await joost.pergola.run('addNote', { space, text: 'Still here?' })).toMatchObject({ ok: false, problem: { type: 'gone' } })
  expect(
    (await joost.ask('today', {})).items.some((item) => (item.kind === 'gone' || item.kind === 'notice_in') && item.caseSpace === space),
  ).toBe(true)
  await amina.sees('consents', { space }, ({ receipts }) => receipts.some(({ confirmed }) => confirmed.length > 0))
  await khadija.sees('case', { space }, (view) => view.file.notes.some((note) => note.text === 'Moved to another town.'))
  await amina.sees('sync', {}, (sync) => sync.unsent === 0)
  const log = await logOf(relay, space)
  const newest = log.at(-1)!
  expect(newest.header.epoch).toBe(2)
  expect(log.some((commit) => commit.header.epoch === 1 && openCommit(crypto, commit, oldKeys[1]!) !== null)).toBe(true)
  for (const commit of log.filter(({ header }) => header.epoch === 2)) {
    for (const key of Object.values(oldKeys)) expect(openCommit(crypto, commit, key)).toBeNull()
  }
  expect((await keptBy(joost, accounts.joost.passphrase, space)).keys).toEqual({})
  await atPeace(amina, yusuf, joost, khadija)
})
