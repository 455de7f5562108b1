/** A network with something on every page, written by the same client code that people use; only the browser is not in it yet. */
import { placesFree, serviceDraft } from '@pergola/client/testing'
import { mkdtemp, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Day, Need } from '@pergola/core/casework'
import type { OrgId, SpaceId } from '@pergola/protocol'
import { Letterbox } from '../../apps/cli/src/intake/letterbox.ts'
import { nodeCrypto, nodePorts, nodeTransport } from '../../apps/cli/src/ports/nodePorts.ts'
import { eventually } from '../../apps/cli/src/session/eventually.ts'
import { caughtUp, memberOn, settled, type Member } from '../../apps/cli/src/session/member.ts'
import { day } from './acts/fields.ts'
import type { Kept } from './acts/entry.ts'

/** An Arabic name, and a Latin one that turns the rest of the line around. */
export const BIDI_PERSON = '\u202eanitnegrA\u202c, aunt'
export const BIDI_FILE = 'صورة الباب \u202egpj.exe'

export interface Seeded {
  readonly amina: Kept
  readonly joost: Kept
  readonly heron: SpaceId
  readonly shelter: string
  readonly service: string
  readonly riverbank: OrgId
  readonly asked: SpaceId
  readonly alert: string
  /** An invitation that is open, one that was used, and one that was withdrawn. */
  readonly links: { readonly open: string; readonly used: string; readonly withdrawn: string }
}

const at = (days: number): Day => day(days) as Day

export const orgOf = (name: string, shortName: string, kind: 'local_group' | 'shelter' | 'fund') => ({
  name,
  shortName,
  kind,
  countries: ['KE'],
  languages: ['en', 'ar'],
  about: 'Invented for a test.',
})

export const joinWith = async (
  host: Member,
  person: Member,
  org: ReturnType<typeof orgOf>,
  personName: string,
): Promise<{ kept: Kept; link: string }> => {
  const { id, link } = await host.run('inviteOrganisation', { label: org.name, days: 7 })
  const account = await person.run('joinAsOrganisation', { link, org, personName, account: personName.toLowerCase() })
  await eventually('the answer to the invitation', async () => {
    const { invitations } = await host.ask('network', {})
    return invitations.find((row) => row.id === id && row.state === 'answered') ?? null
  })
  await host.run('admit', { id })
  await eventually('the network', async () => ((await person.session()).admitted ? true : null))
  await settled(person)
  return { kept: { account: account.account, passphrase: account.passphrase, words: account.recoveryWords }, link }
}

export const need = (person: string, kind: string, from: number, to: number, headcount = 1): Omit<Need, 'id' | 'dropped'> => ({
  person,
  kind,
  from: at(from),
  to: at(to),
  place: '',
  urgency: 'days',
  headcount,
  note: '',
})

export const consentOf = async (member: Member, space: SpaceId, people: readonly string[], orgs: readonly OrgId[]): Promise<void> => {
  const said = { given: true, on: at(0), how: 'spoken', until: null } as const
  for (const person of people) {
    await member.run('giveConsent', { space, consent: { ...said, person, scope: 'share_network', org: null } })
    for (const org of orgs) await member.run('giveConsent', { space, consent: { ...said, person, scope: 'share_named_org', org } })
  }
}

const cover = { state: 'confirmed', stopGap: false, note: '' } as const

/** Heron: a defender and two children; the shelter holds two thirds of the way, a fund goes on, an offer and a gap beside it. */
const heronOf = async (amina: Member, joost: Member, khadija: Member, orgs: readonly OrgId[]) => {
  const { space } = await amina.run('createCase', {
    pseudonym: 'Heron',
    country: 'KE',
    urgency: 'hours',
    summary: 'Followed home twice. Cannot stay in the city with the children.',
  })
  const person = async (role: 'defender' | 'dependent', label: string, relation: string): Promise<string> =>
    (await amina.run('savePerson', { space, role, label, relation, languages: ['ar'] })).id
  const people = [
    await person('defender', 'Defender', ''),
    await person('dependent', 'Daughter, school age', 'child'),
    await person('dependent', BIDI_PERSON, 'relative'),
  ]
  const needs: string[] = []
  for (const one of [
    need(people[0]!, 'relocation.regional', -8, 59, 3),
    need(people[1]!, 'psychosocial', 3, 40),
    need(people[2]!, 'medical', -3, 20),
  ])
    needs.push((await amina.run('saveNeed', { space, need: one })).id)
  const [shelter = '', care = '', medical = ''] = needs
  await amina.run('assessRisk', {
    space,
    assessment: {
      probability: 'high',
      impact: 'very_high',
      deathThreat: false,
      threats: ['Threats by telephone'],
      vulnerabilities: ['Lives alone with the children'],
      capacities: ['A neighbour who watches the door'],
    },
  })
  await consentOf(amina, space, people, orgs)
  await amina.run('addNote', { space, text: 'The school has been told that the daughter is away.' })
  await amina.run('attachFile', { space, name: BIDI_FILE, type: 'text/plain', content: new TextEncoder().encode('Invented.') })
  for (const org of orgs) await amina.run('shareCase', { space, org, part: 'file' })
  for (const other of [joost, khadija])
    await eventually('the case', async () => ((await other.ask('cases', { filter: {}, from: 0, count: 1 })).total > 0 ? true : null))
  await joost.run('commit', { space, need: shelter, from: at(-8), to: at(24), ...cover })
  await khadija.run('commit', { space, need: shelter, from: at(25), to: at(39), ...cover })
  await khadija.run('commit', { space, need: care, from: at(3), to: at(19), ...cover, state: 'offered' })
  await amina.run('commit', { space, need: medical, from: at(-3), to: at(9), ...cover, stopGap: true })
  return { space, shelter }
}

/** Another organisation asks Riverbank for something, so that its Today has a clock. */
const askedOf = async (joost: Member, riverbank: OrgId): Promise<SpaceId> => {
  const { space } = await joost.run('createCase', { pseudonym: 'Stork', country: 'UG', urgency: 'days', summary: '' })
  const { id } = await joost.run('savePerson', { space, role: 'defender', label: 'Defender', relation: '', languages: [] })
  const asked = await joost.run('saveNeed', { space, need: need(id, 'legal.defence', 1, 30) })
  await consentOf(joost, space, [id], [])
  const request = { space, needs: [asked.id], org: riverbank, service: null, text: 'A hearing is set.', shareFileOnTakeUp: false }
  return (await joost.run('sendReferral', { ...request, answerBy: Date.now() + 20 * 3_600_000 })).space
}

const alertTo = async (origin: string, amina: Member, org: OrgId): Promise<string> => {
  await amina.run('openIntake', { intro: 'Three of us read this.', languages: ['en', 'ar'] })
  await settled(amina)
  const files = [{ name: BIDI_FILE, type: 'text/plain', content: new TextEncoder().encode('Invented.') }]
  const letter = { text: 'They came to the house again. We cannot stay.', reach: '', language: 'en', files }
  await new Letterbox(nodeTransport(origin), nodeCrypto(), org, Date.now).write(letter, 'words')
  return eventually('the alert', async () => (await amina.ask('alerts', {}))[0]?.id ?? null)
}

export const seed = async (origin: string): Promise<Seeded> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-seed-'))
  const ports = ['amina', 'joost', 'khadija'].map((name) => nodePorts(origin, join(folder, name)))
  const [amina, joost, khadija] = ports.map(memberOn) as [Member, Member, Member]
  const account = await amina.run('found', {
    network: 'River Network',
    org: orgOf('Riverbank Group', 'Riverbank', 'local_group'),
    personName: 'Amina',
    account: 'amina',
  })
  await caughtUp(amina)
  const north = await joinWith(amina, joost, orgOf('Huis Noord', 'Huis Noord', 'shelter'), 'Joost')
  await joinWith(amina, khadija, orgOf('صندوق الأطلس', 'الأطلس', 'fund'), 'خديجة')
  const orgs = { riverbank: (await amina.session()).org, north: (await joost.session()).org, atlas: (await khadija.session()).org }
  const content = new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', 'provider-facts.json')))
  await amina.run('runImport', { id: (await amina.run('openImport', { name: 'provider-facts.json', content })).id })
  const rooms = { kinds: ['relocation.regional'], regions: ['002'], languages: ['en', 'ar'], maxDays: 90, answerHours: 24 } as const
  const service = await joost.run('saveService', {
    service: serviceDraft('Rooms up north', { ...rooms, family: 'yes', state: 'open', ...placesFree(4) }, { source: 'Our own house' }),
  })
  await amina.run('saveCall', {
    call: {
      service: null,
      title: 'Locks and lights',
      about: 'Small grants for doors.',
      kinds: ['security.physical'],
      regions: ['014'],
      languages: ['en'],
      amountMax: { amount: 500, currency: 'EUR' },
      opensOn: null,
      closesOn: at(20),
      link: '',
    },
  })
  const training = {
    what: 'training',
    topics: ['digital_security'],
    languages: ['en'],
    regions: [],
    from: null,
    to: null,
    note: '',
  } as const
  await amina.run('saveTraining', { training: { ...training, side: 'request', title: 'Our phones', format: 'online' } })
  await joost.run('saveTraining', { training: { ...training, side: 'offer', title: 'Phones that behave strangely', format: 'both' } })
  await amina.run('saveService', {
    service: serviceDraft(
      'Night line',
      { kinds: ['helpline'], regions: ['KE'], languages: ['en'] },
      {
        facts: [
          { code: 'response_time', value: 'two hours', source: 'Our own line', checkedOn: at(-400), reviewOn: null, visibility: 'network' },
        ],
      },
    ),
  })
  const heron = await heronOf(amina, joost, khadija, [orgs.north, orgs.atlas])
  const asked = await askedOf(joost, orgs.riverbank)
  const alert = await alertTo(origin, amina, orgs.riverbank)
  const open = await amina.run('invitePerson', { label: 'A colleague', days: 7, role: 'editor' })
  const withdrawn = await amina.run('invitePerson', { label: 'Nobody', days: 7, role: 'editor' })
  await amina.run('cancelInvitation', { id: withdrawn.id })
  for (const member of [amina, joost, khadija]) await settled(member)
  for (const member of [amina, joost, khadija]) await member.run('lock', {})
  for (const port of ports) port.close()
  await rm(folder, { recursive: true, force: true })
  return {
    amina: { account: account.account, passphrase: account.passphrase, words: account.recoveryWords },
    joost: north.kept,
    heron: heron.space,
    shelter: heron.shelter,
    service: service.id,
    riverbank: orgs.riverbank,
    asked,
    alert,
    links: { open: open.link, used: north.link, withdrawn: withdrawn.link },
  }
}
