/** A whole story over a relay in another process, with marked words in everything that people write: none of them may be found where it has no business. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPergola } from '@pergola/client'
import { SECTIONS } from '@pergola/core/casepackage'
import type { Day } from '@pergola/core/casework'
import { checkInText } from '@pergola/core/intake'
import { openOutside, tokenOf } from '@pergola/core/outside'
import { readShelf } from '@pergola/core/shelf'
import { encode, openParcel } from '@pergola/protocol'
import { nodeCrypto, nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { serviceDraft } from '@pergola/client/testing'
import { decodeReplica } from '../../packages/client/src/local/spaceRecord.ts'
import { localStore } from '../../packages/client/src/local/store.ts'
import { decodeSecrets, openVault } from '../../packages/client/src/local/vault.ts'
import { acting } from '../stories/people.ts'
import { visitor } from '../stories/visitor.ts'
import { formsOf, foundIn, foundInFolder, foundInMemory, searchFor } from './places.ts'

let folder: string
let child: ChildProcess
let said = ''
const secrets = new Map<string, readonly Buffer[]>()
/** What the relay may know: it shows that the search finds what is there. */
const known = new Map<string, readonly Buffer[]>()

/** A word that stands nowhere else. */
const marked = (name: string): string => {
  const word = `Zq${Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString('hex')}${name}`
  secrets.set(name, formsOf(word))
  return word
}

const keep = (name: string, secret: string | Uint8Array): void => void secrets.set(name, formsOf(secret))

const startRelay = async (): Promise<string> => {
  child = spawn(process.execPath, [join(import.meta.dirname, 'relayProcess.ts'), join(folder, 'relay')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const hear = (bytes: Buffer): void => void (said += bytes.toString('latin1'))
  child.stderr!.on('data', hear)
  const [first] = (await once(child.stdout!, 'data')) as [Buffer]
  hear(first)
  child.stdout!.on('data', hear)
  return first.toString().trim()
}

const member = (origin: string, name: string) => {
  const ports = nodePorts(origin, join(folder, 'members', `${name}.db`))
  return { ...acting(createPergola(ports)), ports, close: ports.close }
}
type Member = ReturnType<typeof member>

/** Packages of cases that went out. */
const packages: Uint8Array[] = []

/** What was taken back from a member, as it lies on their device. */
const takenBack: { readonly keys: number; readonly rows: number; readonly notes: number }[] = []

/** The keys that lie on a member's disk, sealed: nobody else may have them. */
const keysOf = async ({ ports }: Member, passphrase: string, who: string): Promise<void> => {
  const key = (await openVault(ports, passphrase))!
  const store = localStore(ports.storage, ports.local, key)
  const own = decodeSecrets((await store.get('secrets', 'me'))!)!
  keep(`${who}'s seed`, own.personSeed)
  keep(`${who}'s device key`, own.device.signSeed)
  keep(`${who}'s vault key`, key)
  for await (const batch of store.all('spaces')) {
    for (const [space, bytes] of batch) {
      const replica = decodeReplica(space as never, bytes)
      if (replica !== null && replica.goneSince !== null)
        takenBack.push({ keys: Object.keys(replica.keys).length, rows: replica.doc.rows.size, notes: replica.doc.notes.size })
      if (replica?.membership.kind === 'shelf')
        for (const { id, key: wordsKey } of readShelf(replica.doc).keys) keep(`words key ${id} of ${who}`, wordsKey)
      for (const [epoch, epochKey] of Object.entries(replica?.keys ?? {}))
        keep(`key ${epoch} of a ${replica!.membership.kind} of ${who}`, epochKey)
    }
  }
}

const org = (name: string) =>
  ({
    name: marked(name),
    shortName: marked(`${name}short`).slice(0, 20),
    kind: 'local_group',
    countries: ['KE'],
    languages: ['en'],
    about: marked(`${name}about`),
  }) as const

const story = async (origin: string): Promise<readonly (readonly [Member, string])[]> => {
  const amina = member(origin, 'a')
  await amina.sees('session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
  const account = await amina.do('found', {
    network: marked('network'),
    org: org('organisation'),
    personName: marked('person'),
    account: marked('account'),
  })
  await amina.sees('network', {}, (network) => network.organisations.length === 1)
  await amina.sees('sync', {}, (sync) => sync.connection === 'online' && sync.unsent === 0)
  const { id, link } = await amina.do('inviteOrganisation', { label: marked('label'), days: 7 })
  keep('link', link.slice(-32))
  const joost = member(origin, 'j')
  const other = await joost.do('joinAsOrganisation', {
    link,
    org: org('other'),
    personName: marked('otherPerson'),
    account: marked('otherAccount'),
  })
  await amina.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await amina.do('admit', { id })
  await joost.sees('session', {}, (session) => session.state === 'open' && session.admitted)
  const { organisations } = await amina.sees(
    'network',
    {},
    (network) => network.organisations.length === 2 && network.organisations.every((row) => row.profile.name !== ''),
  )
  const theirs = organisations.find((row) => !row.own)!.profile.org

  // Whoever opens an intake page says who reads there.
  known.set('name on the public intake page', secrets.get('organisation')!)
  secrets.delete('organisation')
  await amina.do('openIntake', { intro: 'Public on purpose.', languages: ['en'] })
  const page = { crypto: nodeCrypto(), transport: amina.ports.transport, org: organisations.find((row) => row.own)!.profile.org }
  const someone = visitor(page)
  keep('receipt phrase', someone.receipt)
  await someone.write(marked('alert'), [{ name: `${marked('alertFileName')}.jpg`, content: Buffer.from(marked('alertFile').repeat(40)) }])
  const [alert] = await amina.sees('alerts', {}, (alerts) => alerts.length === 1)
  await amina.do('replyToAlert', { id: alert!.id, text: marked('reply') })
  expect(await someone.read()).toHaveLength(1)

  const { space } = await amina.do('caseFromAlert', { id: alert!.id, pseudonym: marked('pseudonym'), country: 'KE', urgency: 'days' })
  const person = (await amina.ask('case', { space })).file.people[0]!.id
  const from = '2026-03-10' as Day
  const need = { person, kind: 'medical', from, to: from, place: '', urgency: 'days', headcount: 1, note: marked('needNote') } as const
  const { id: surgery } = await amina.do('saveNeed', { space, need })
  await amina.do('answerNeed', { space, id: surgery, answers: { canReturn: false } })
  keep('that a question was answered', 'answer.canReturn')
  await amina.do('saveIdentity', {
    space,
    identity: {
      person,
      name: marked('name'),
      otherNames: '',
      contact: marked('contact'),
      whereabouts: marked('whereabouts'),
      birth: '',
      documents: '',
    },
  })
  const paper = { person, kind: 'passport', state: 'held', country: 'KE', until: null } as const
  await amina.do('savePaper', { space, paper: { ...paper, number: marked('paperNumber'), place: marked('paperPlace') } })
  const care = { person, kind: 'medicine', since: '', urgent: true, endedOn: null } as const
  await amina.do('saveCare', { space, care: { ...care, text: marked('care') } })
  await amina.do('saveVisit', { space, visit: { person, on: from, text: marked('visit'), nextOn: null } })
  await amina.do('addNote', { space, text: marked('note') })
  const house = serviceDraft(marked('house'), { maxDays: 90 }, { about: marked('houseAbout'), audience: [theirs], visibility: 'match' })
  const stated = (name: string, visibility: 'network' | 'match' | 'chosen') => ({
    code: name,
    value: marked(name),
    source: marked(`${name}Source`),
    visibility,
  })
  const facts = [stated('matchFact', 'match'), stated('chosenFact', 'chosen')]
  const { id: listed } = await amina.do('saveService', { service: { ...house, facts } })
  await joost.sees('service', { id: listed }, (service) => service.facts.length > 0)
  await amina.do('saveService', { service: serviceDraft(marked('told'), {}, { facts: [stated('networkFact', 'network')] }) })
  await amina.do('saveSearch', { name: marked('search'), filter: { text: marked('searchText') }, shared: true })
  const table = `provider,${marked('heading')},name\n${marked('importedProvider')},${marked('importedFact')},${marked('importedService')}\n`
  const list = await amina.do('openImport', { name: `${marked('listName')}.csv`, content: Buffer.from(table) })
  await amina.do('runImport', { id: list.id })
  await joost.do('dispute', { service: listed, code: '', says: marked('dispute') })
  await joost.do('vouch', { subject: listed, note: marked('vouch') })
  await amina.do('attachFile', {
    space,
    name: `${marked('fileName')}.pdf`,
    type: 'application/pdf',
    content: Buffer.from(marked('file').repeat(4000)),
  })
  const consent = {
    person,
    scope: 'share_named_org',
    org: theirs,
    given: true,
    on: '2026-01-01' as Day,
    how: 'spoken',
    until: null,
  } as const
  await amina.do('giveConsent', { space, consent })
  await amina.do('giveConsent', { space, consent: { ...consent, scope: 'share_network', org: null } })
  const threat = { who: marked('threatWho'), why: marked('threatWhy'), kind: 'direct', pattern: 'ongoing', change: 'more' } as const
  await amina.do('assessRisk', {
    space,
    assessment: {
      probability: 'high',
      impact: 'high',
      deathThreat: false,
      threats: [{ ...threat, text: marked('threat'), area: marked('threatArea'), death: false }],
      vulnerabilities: [{ text: marked('vulnerability'), component: 'legal' }],
      capacities: [],
    },
  })
  const plan = { triggers: [marked('trigger')], stops: marked('stops'), emergency: marked('emergency') }
  await amina.do('savePlan', {
    space,
    plan: { ...plan, reviewOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10) as Day },
  })
  await amina.do('savePlanStep', { space, step: { text: marked('step'), carry: marked('carry'), owner: person, due: null, doneOn: null } })
  const agreed = {
    everyMinutes: 60,
    times: [],
    zone: 'UTC',
    graceMinutes: 10,
    from: Date.now() as never,
    until: null,
    by: 'receipt',
  } as const
  const words = { well: marked('wellWord'), duress: marked('duressWord') }
  const { id: watch } = await amina.do('agreeCheckIns', { space, schedule: { ...agreed, person, ladder: [] }, words })
  await amina.do('openCheckInConversation', { space, schedule: watch })
  await someone.write(checkInText('well', words.duress), [])
  await amina.sees('today', {}, ({ items }) => items.some(({ kind }) => kind === 'check_in'))
  await amina.do('recordCheckIn', { space, schedule: watch, says: 'well', text: marked('heard') })
  const packet = { who: marked('packetWho'), doctor: marked('packetDoctor'), lawyer: '', tell: marked('packetTell'), todo: '' }
  await amina.do('savePacket', { space, packet: { person, ...packet } })
  const happened = {
    damage: '',
    attacker: marked('attacker'),
    motive: '',
    steps: '',
    reportedTo: '',
    evidence: '',
    lessons: '',
    request: '',
  }
  await amina.do('saveIncident', {
    space,
    incident: {
      ...happened,
      form: 'physical',
      kinds: ['threat'],
      on: '2026-01' as never,
      people: [],
      text: marked('incident'),
      seriousness: [],
      affected: [],
      resolved: false,
    },
  })
  const found = { space, test: 'peaceful', finding: 'met', reason: marked('finding') } as const
  await amina.do('findTest', found)
  const evidence = { tests: ['peaceful'], side: 'for', reliability: 'high', on: '2026-01-01' as Day, file: null } as const
  await amina.do('saveEvidence', { space, evidence: { ...evidence, text: marked('evidence'), source: marked('evidenceSource') } })
  const opinion = { function: 'examines', decision: 'at_risk_other', failed: [], other: 'relative', keptTo: [] } as const
  await amina.do('giveOpinion', { space, opinion: { ...opinion, reasons: marked('opinion') } })
  await amina.do('routeElsewhere', { space, to: 'outside', why: marked('routing') })
  const week = Date.now() + 7 * 86_400_000
  const question = { space, org: theirs, withName: true, withCountry: true, answerBy: week }
  const doubted = await amina.do('askVouch', { ...question, text: marked('vouchText') })
  await joost.sees('vouchRequest', { space: doubted.space }, (request) => request.canAnswer)
  await joost.do('answerVouch', { space: doubted.space, answer: 'knows_the_work', text: marked('vouchAnswer') })
  await amina.sees('verification', { space }, ({ verification }) => verification.evidence.length === 2)
  await amina.do('shareCase', { space, org: theirs, part: 'file' })
  await joost.sees('case', { space }, (view) => view.file.files.length === 1)
  await joost.do('addNote', { space, text: marked('answer') })
  await amina.sees('case', { space }, (view) => view.file.notes.length === 2)
  const cover = { space, need: surgery, from, to: from, state: 'confirmed', stopGap: true } as const
  const reimbursement = { by: theirs, settled: null }
  const terms = {
    conditions: marked('conditions'),
    cost: { amount: 7, currency: 'KES', basis: 'day' },
    place: 'KE',
    reimbursement,
  } as const
  const { id: before } = await amina.do('commit', { ...cover, note: marked('coverNote'), terms })
  await amina.sees('sync', {}, (sync) => sync.unsent === 0)
  await joost.sees('case', { space }, (view) => view.file.commitments.length === 1)
  const { id: after } = await joost.do('commit', { ...cover, note: '' })
  await joost.do('listHandover', { space, before, after, item: marked('handoverItem'), listed: true })
  const yes = { person, org: null, given: true, on: '2026-01-01' as Day, how: 'spoken', until: null } as const
  await amina.do('giveConsent', { space, consent: { ...yes, scope: 'share_network' } })
  const answerBy = Date.now() + 86_400_000
  const wanted = { space, needs: [surgery], org: theirs, service: null, text: marked('requestText'), answerBy, shareFileOnTakeUp: false }
  const { space: request } = await amina.do('sendReferral', wanted)
  await joost.sees('referral', { space: request }, (view) => view.canAnswer)
  const part = { teaser: 0, from, to: from, share: 50 }
  await joost.do('takeUpPart', { space: request, parts: [part], text: marked('partText') })
  const kept = await amina.do('createCase', {
    pseudonym: marked('keptCase'),
    country: 'KE',
    urgency: 'weeks',
    summary: marked('keptSummary'),
  })
  await amina.do('closeCase', { space: kept.space, reason: 'safe', outcomes: [], says: marked('keptSays'), wouldReturn: 'yes' })
  await amina.do('holdCase', { space: kept.space, reason: marked('holdReason'), until: '2999-01-01' as Day })
  await joost.do('giveFeedback', { space: request, helped: 'partly', on: from, text: marked('feedback') })
  const recipient = marked('recipient')
  await amina.do('giveConsent', { space, consent: { ...yes, scope: 'referral', recipient, parts: ['summary', 'needs', 'files'] } })
  const { file: withFiles } = await amina.sees('case', { space }, ({ file: { files } }) => files.length > 0)
  const file = {
    recipient,
    scope: 'referral',
    parts: ['summary', 'needs', 'files'],
    files: withFiles.files.map(({ id }) => id),
    language: 'en',
    labels: { medical: marked('label') },
    days: 3,
  } as const
  const { link: once } = await amina.do('sendOutside', { space, ...file, words: marked('outsideWords') })
  const secret = Buffer.from(once.split('#')[1]!, 'base64url')
  keep('secret of the link that works once', secret)
  const opened = await fetch(`${origin}/api/parcels/open`, {
    method: 'POST',
    body: Buffer.from(encode(openParcel, { token: tokenOf(secret) })),
  })
  const read = openOutside(secret, new Uint8Array(await opened.arrayBuffer()))
  expect([read?.content.to, read?.attached.length]).toEqual([recipient, withFiles.files.length])
  const mediaRecipient = marked('mediaRecipient')
  const brought = { givenBy: 'trusted', trusted: marked('trusted'), words: marked('consentWords'), language: 'sw' } as const
  await amina.do('giveConsents', { space, consents: [{ ...yes, ...brought, scope: 'media', recipient: mediaRecipient }] })
  const out = { act: 'export', scope: 'share_named_org', org: theirs, recipient: '', sections: [...SECTIONS], recipients: [] } as const
  const packed = await amina.do('exportCase', { space, ...out })
  keep('passphrase of a package', packed.passphrase!)
  packages.push(packed.content)
  const looked = await joost.do('openCasePackage', { content: packed.content, secret: packed.passphrase! })
  await joost.do('importCase', { id: looked.id, pseudonym: marked('readIn'), again: false })
  const letter = { act: 'appeal', scope: 'media', org: null, recipient: mediaRecipient } as const
  await amina.do('composeDocument', { space, ...letter, sections: ['summary', 'people'] })
  await joost.do('markSeen', { space })
  await amina.do('saveTask', { space, text: marked('task'), owner: null, due: null, about: surgery })
  const thought = { type: 'end', commitment: before } as const
  await amina.do('proposeChanges', { space, changes: [thought], text: marked('proposal') })
  const outcomes = [{ need: surgery, change: 'better', text: marked('outcome') }] as const
  await amina.do('closeCase', { space, reason: 'safe', outcomes, says: marked('says'), wouldReturn: 'yes' })
  await amina.do('reopenCase', { space, why: marked('reopened') })
  await amina.do('revokeCase', { space, org: theirs })
  await joost.sees('case', { space }, (view) => view.goneSince !== null)
  const [notice] = await joost.sees('noticesToUs', { caseSpace: space }, (notices) => notices.some(({ confirmed }) => confirmed.length > 0))
  await joost.do('confirmCopies', { notice: notice!.space, what: 'kept', text: marked('copies') })
  await amina.sees('consents', { space }, ({ receipts }) => receipts.some(({ copies }) => copies !== null))
  for (const one of [amina, joost]) await one.sees('sync', {}, (sync) => sync.unsent === 0)
  await new Promise((resolve) => setTimeout(resolve, 1700))
  const passkey = { credential: nodeCrypto().random(16), salt: nodeCrypto().random(32), secret: nodeCrypto().random(32) }
  await amina.do('addUnlockPasskey', passkey)
  keep('what the passkey answers', passkey.secret)
  keep('passphrase', account.passphrase)
  keep('other passphrase', other.passphrase)
  keep('recovery words', account.recoveryWords.join(' '))
  await keysOf(amina, account.passphrase, 'Amina')
  await keysOf(joost, other.passphrase, 'Joost')
  for (const one of [amina, joost]) await one.do('lock', {})
  return [
    [amina, account.passphrase],
    [joost, other.passphrase],
  ]
}

let members: readonly (readonly [Member, string])[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pergola-leaks-'))
  await mkdir(join(folder, 'members'))
  members = await story(await startRelay())
}, 60_000)

afterAll(async () => {
  for (const [member] of members) member.close()
  child.kill()
  await once(child, 'exit')
  await rm(folder, { recursive: true, force: true })
})

test("SES-11 nothing that people wrote, and no key, is in the relay's database, its log ahead, or its files", async () => {
  expect(secrets.size).toBeGreaterThan(30)
  expect(await foundInFolder(searchFor(secrets), join(folder, 'relay'))).toEqual([])
})

test('SES-11 nor in what it prints', () => {
  expect(said).toContain('http://')
  expect(foundIn(searchFor(secrets), Buffer.from(said, 'latin1'))).toEqual([])
})

test('SES-11 nor in its memory', async ({ skip }) => {
  const found = await foundInMemory(searchFor(new Map([...secrets, ...known])), child.pid!)
  if (found === null) return skip('this machine does not let us read another process')
  expect([...found]).toEqual(['name on the public intake page'])
})

test('PKG-7 nor in a package of a case that went out, for whoever has not what opens it', () => {
  expect(packages).toHaveLength(1)
  for (const bytes of packages) expect(foundIn(searchFor(new Map([...secrets, ...known])), Buffer.from(bytes))).toEqual([])
})

test('CONS-15 of what was taken back a device keeps no key and no content', () => {
  expect(takenBack).toEqual([{ keys: 0, rows: 0, notes: 0 }])
})

test("SES-11 nor, once it is locked, in what a member's device keeps", async () => {
  expect(await foundInFolder(searchFor(secrets), join(folder, 'members'))).toEqual([])
})
