/**
 * Sharing a case of 1,000 operations with an organisation of 50 members: how many key wraps go out, and how long until a member
 * on the other side can read it. Relay, holder and reader: the relay is a process of its own, the two clients share this one.
 * The other 49 members have joined and locked: theirs are 49 other machines, which would read the case at the same time.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPergola, type Pergola, type Transport } from '@pergola/client'
import { memoryStorage } from '@pergola/client/testing'
import { controlEntry, decode, fromClient, type OrgId } from '@pergola/protocol'
import { nodePorts } from '../apps/cli/src/ports/nodePorts.ts'
import { quantile } from './measure.ts'
import { run, sees } from './member/people.ts'
import { atMost, report, seconds, under, whole } from './report.ts'

const OPERATIONS = 1000
const MEMBERS = 50
const ROUNDS = process.argv.includes('--quick') ? 3 : 5
const folder = mkdtempSync(join(tmpdir(), 'pergola-bench-'))
const relay = spawn(process.execPath, [join(import.meta.dirname, 'member', 'relay.ts'), folder], { stdio: ['ignore', 'pipe', 'inherit'] })
const origin = await new Promise<string>((resolve) => relay.stdout.once('data', (text: Buffer) => resolve(text.toString().trim())))

let wraps = 0
/** Counts the wraps in every control entry that goes out. */
const counting = (transport: Transport): Transport => ({
  ...transport,
  connect: (handlers) => {
    const line = transport.connect(handlers)
    const send = (bytes: Uint8Array): void => {
      const frame = decode(fromClient, bytes)
      const entry = frame.ok && frame.value.t === 'control' ? decode(controlEntry, frame.value.entry.bytes) : null
      if (entry?.ok)
        for (const action of entry.value.actions)
          wraps += action.t === 'rotate' ? action.wraps.length : 'wrap' in action && action.wrap ? 1 : 0
      line.send(bytes)
    }
    return { ...line, send }
  },
})

const client = (): Pergola => {
  const ports = nodePorts(origin, ':memory:')
  return createPergola({ ...ports, storage: memoryStorage(), transport: counting(ports.transport) })
}
const org = (name: string) => ({ name, shortName: name, kind: 'local_group' as const, countries: [], languages: [], about: '' })
const today = new Date().toISOString().slice(0, 10) as never

const holder = client()
await sees(holder, 'session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
await run(holder, 'found', { network: 'Bench', org: org('Holder'), personName: 'Amina', account: 'amina' })
await sees(holder, 'sync', {}, (sync) => sync.connection === 'online' && sync.unsent === 0)
const { id, link } = await run(holder, 'inviteOrganisation', { label: 'Reader', days: 7 })
const reader = client()
await run(reader, 'joinAsOrganisation', { link, org: org('Reader'), personName: 'Joost', account: 'joost' })
await sees(holder, 'network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
await run(holder, 'admit', { id })
await sees(reader, 'network', {}, (network) => network.organisations.length === 2)
for (let n = 1; n < MEMBERS; n++) {
  const invited = await run(reader, 'invitePerson', { label: `Member ${n}`, role: 'editor', days: 7 })
  const member = client()
  await run(member, 'joinAsPerson', { link: invited.link, personName: `Member ${n}`, account: `member-${n}` })
  await sees(reader, 'network', {}, (network) => network.invitations.some((row) => row.id === invited.id && row.state === 'answered'))
  await run(reader, 'admit', { id: invited.id })
  await sees(member, 'session', {}, (session) => session.state === 'open' && session.admitted)
  await run(member, 'lock', {})
}
const roster = await sees(
  holder,
  'network',
  {},
  (network) => network.organisations.length === 2 && network.organisations.every((row) => row.profile.name !== ''),
).then(() => holder.ask('network', {}))
if (!roster.ok) throw new Error('no roster')
const other = roster.value.organisations.find((row) => !row.own)!.profile.org as OrgId

const times: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  const { space } = await run(holder, 'createCase', { pseudonym: `Case ${round}`, country: '', urgency: 'days', summary: '' })
  const { id: person } = await run(holder, 'savePerson', { space, role: 'defender', label: 'Defender', relation: '', languages: [] })
  await run(holder, 'giveConsent', {
    space,
    consent: { person, scope: 'share_named_org', org: other, given: true, on: today, how: 'spoken', until: null },
  })
  for (let n = 0; n < OPERATIONS; n++)
    await run(holder, 'addNote', {
      space,
      text: `Note ${n}: nothing that anybody ever wrote, only as long as what people write in a case.`,
    })
  await sees(holder, 'sync', {}, (sync) => sync.unsent === 0)
  await new Promise((resolve) => setTimeout(resolve, 500))
  wraps = 0
  const begin = performance.now()
  const readable = sees(reader, 'case', { space }, (view) => view.file.notes.length === OPERATIONS)
  await run(holder, 'shareCase', { space, org: other, part: 'file' })
  await readable
  times.push(performance.now() - begin)
}
await report(`Sharing a case of ${OPERATIONS} operations with an organisation of ${MEMBERS} members, median of ${ROUNDS}`, [
  atMost('key wraps sent', wraps, 1, whole),
  under('until readable on the other side', quantile(times, 0.5), 1000, seconds, times.map((time) => time.toFixed(0)).join(' ')),
])
relay.kill()
rmSync(folder, { recursive: true, force: true })
process.exit(0)
