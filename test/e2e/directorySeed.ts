/** Four houses that keep a directory together: entries new and old, open calls, a case, and a colleague who only reads. */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { placesFree, serviceDraft } from '@pergola/client/testing'
import type { Day } from '@pergola/core/casework'
import type { SpaceId } from '@pergola/protocol'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { eventually } from '../../apps/cli/src/session/eventually.ts'
import { caughtUp, memberOn, settled, type Member } from '../../apps/cli/src/session/member.ts'
import type { Kept } from './acts/entry.ts'
import { day } from './acts/fields.ts'
import { joinWith, need, orgOf } from './seed.ts'

export interface DirectorySeed {
  readonly amina: Kept
  readonly joost: Kept
  readonly khadija: Kept
  /** Of Amina's organisation; only reads. */
  readonly yusuf: Kept
  /** Amina's, checked long ago. */
  readonly line: string
  readonly bail: string
  /** Joost's. */
  readonly rooms: string
  /** Khadija's case and its need of shelter. */
  readonly crane: { readonly space: SpaceId; readonly need: string }
}

const at = (days: number): Day => day(days) as Day
const OLD = { source: 'Our own line', checkedOn: at(-400), reviewOn: null, visibility: 'network' } as const

/** Two entries of Amina's that nobody looked at for a year, one of an organisation outside, and rooms of Joost's. */
const entries = async (amina: Member, joost: Member) => {
  const line = serviceDraft(
    'Night line',
    { kinds: ['helpline'], regions: ['KE'], languages: ['en', 'sw'], answerHours: 2 },
    {
      facts: ['response_time', 'languages', 'covers', 'region'].map((code, which) => ({
        code,
        value: ['two hours', 'English, Swahili', 'helpline', 'KE'][which]!,
        ...OLD,
      })),
    },
  )
  const bail = serviceDraft(
    'Bail fund',
    { kinds: ['humanitarian.bail_fines'], regions: ['014'], capacity: { ...placesFree(3).capacity!, unit: 'grants' } },
    { facts: ['covers', 'region'].map((code, which) => ({ code, value: ['humanitarian.bail_fines', '014'][which]!, ...OLD })) },
  )
  const provider = {
    name: 'Willow House',
    otherNames: [],
    kind: 'shelter',
    about: '',
    website: '',
    email: '',
    countries: ['KE'],
    parent: null,
    contacts: [],
    identifiers: [],
    source: 'invented',
    reviewOn: null,
  } as const
  const willow = await amina.run('saveProvider', { provider })
  const rest = serviceDraft(
    'Rest and respite',
    { kinds: ['psychosocial'], regions: ['KE'] },
    { source: 'A leaflet', providerId: willow.id },
  )
  await amina.run('saveService', { service: rest })
  const rooms = { kinds: ['relocation.regional'], regions: ['002'], languages: ['en', 'ar'], maxDays: 90, answerHours: 24 } as const
  const north = serviceDraft('Rooms up north', { ...rooms, family: 'yes', state: 'open', ...placesFree(4) }, { source: 'Our own house' })
  return {
    line: (await amina.run('saveService', { service: line })).id,
    bail: (await amina.run('saveService', { service: bail })).id,
    rooms: (await joost.run('saveService', { service: north })).id,
  }
}

/** One that closes, one in Arabic with what a calendar has to escape, one that opens later, one without an end, one that is over. */
const calls = async (amina: Member, khadija: Member): Promise<void> => {
  const call = { service: null, about: '', regions: ['014'], languages: ['en'], amountMax: null, opensOn: null, link: '' } as const
  const small = { amountMax: { amount: 500, currency: 'EUR' }, about: 'Small grants for doors.\nAsk by letter; say why.', closesOn: at(20) }
  await amina.run('saveCall', { call: { ...call, ...small, title: 'Locks, bolts; lights', kinds: ['security.physical'] } })
  const arabic = { title: 'منح الطوارئ، للمدافعات والمدافعين في المنطقة كلها', kinds: ['humanitarian.living'], closesOn: at(5) }
  await khadija.run('saveCall', { call: { ...call, ...arabic, link: 'https://fund.example/calls?id=1&lang=ar' } })
  await khadija.run('saveCall', { call: { ...call, title: 'Summer school', kinds: ['fellowship'], opensOn: at(10), closesOn: at(40) } })
  await khadija.run('saveCall', { call: { ...call, title: 'While it lasts', kinds: ['equipment'], closesOn: null } })
  await amina.run('saveCall', { call: { ...call, title: 'Last year’s call', kinds: ['visa'], closesOn: at(-30) } })
}

const readerOf = async (amina: Member, yusuf: Member): Promise<Kept> => {
  const { id, link } = await amina.run('invitePerson', { label: 'Yusuf', days: 7, role: 'reader' })
  const account = await yusuf.run('joinAsPerson', { link, personName: 'Yusuf', account: 'yusuf' })
  await eventually('the answer', async () => {
    const { invitations } = await amina.ask('network', {})
    return invitations.find((row) => row.id === id && row.state === 'answered') ?? null
  })
  await amina.run('admit', { id })
  await eventually('the organisation', async () => ((await yusuf.session()).admitted ? true : null))
  return { account: account.account, passphrase: account.passphrase, words: account.recoveryWords }
}

const craneOf = async (khadija: Member) => {
  const { space } = await khadija.run('createCase', { pseudonym: 'Crane', country: 'KE', urgency: 'days', summary: '' })
  const { id } = await khadija.run('savePerson', { space, role: 'defender', label: 'Defender', relation: '', languages: ['ar'] })
  return { space, need: (await khadija.run('saveNeed', { space, need: need(id, 'relocation.regional', 0, 29) })).id }
}

export const directorySeed = async (origin: string): Promise<DirectorySeed> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-directory-'))
  const ports = ['amina', 'joost', 'khadija', 'yusuf'].map((name) => nodePorts(origin, join(folder, name)))
  const members = ports.map(memberOn) as [Member, Member, Member, Member]
  const [amina, joost, khadija, yusuf] = members
  const network = { network: 'River Network', personName: 'Amina', account: 'amina' }
  const account = await amina.run('found', { ...network, org: orgOf('Riverbank Group', 'Riverbank', 'local_group') })
  await caughtUp(amina)
  const north = await joinWith(amina, joost, orgOf('Huis Noord', 'Huis Noord', 'shelter'), 'Joost')
  const atlas = await joinWith(amina, khadija, orgOf('صندوق الأطلس', 'الأطلس', 'fund'), 'Khadija')
  const content = new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', 'provider-facts.json')))
  await amina.run('runImport', { id: (await amina.run('openImport', { name: 'provider-facts.json', content })).id })
  const made = await entries(amina, joost)
  await calls(amina, khadija)
  const reader = await readerOf(amina, yusuf)
  const crane = await craneOf(khadija)
  for (const member of members) await settled(member)
  for (const member of members) await member.run('lock', {})
  for (const port of ports) port.close()
  await rm(folder, { recursive: true, force: true })
  return {
    amina: { account: account.account, passphrase: account.passphrase, words: account.recoveryWords },
    joost: north.kept,
    khadija: atlas.kept,
    yusuf: reader,
    ...made,
    crane,
  }
}
