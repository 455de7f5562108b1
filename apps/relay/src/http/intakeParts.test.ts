/** Amina sends the scan of a whole file of hers to an organisation's intake over a bad line: part by part, with a ticket for one file. */
import { randomBytes } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { LIMITS, decode, encode, hex, intakeOffer, intakeTicket, joinParts, problem, workMessage, type OrgId } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import { createMemoryRelay, type MemoryRelay } from '../testing/memory-relay.ts'

const NOTHING = new Uint8Array()

/** Four bits, as memory relays ask for. */
const solve = (challenge: Uint8Array): Uint8Array => {
  for (let n = 0; ; n++) {
    const solution = Uint8Array.from({ length: 8 }, (_, at) => (n >> (8 * at)) & 255)
    if (sha256(workMessage(challenge, solution))[0]! < 16) return solution
  }
}

let relay: MemoryRelay
let now = 1_000_000
const org = hex(randomBytes(16)) as OrgId
const FILE = randomBytes(2 * LIMITS.partBytes + 7)

beforeEach(async () => {
  now = 1_000_000
  relay = createMemoryRelay({ now: () => now })
  await relay.store.putCard(org, randomBytes(40))
})

const ask = async (method: 'POST' | 'PUT', path: string, headers: Record<string, string>, body: Uint8Array): Promise<string> => {
  const answer = await relay.request(method, path, headers, body)
  if (answer.status === 200) return answer.body.length === 0 ? 'ok' : hex(answer.body)
  const told = decode(problem, answer.body)
  return told.ok ? `${told.value.error} ${told.value.detail}` : 'nonsense'
}

const placeOf = (blob: string, of: string = org): string => `/api/intake/${of}/blobs/${blob}`

const work = async (): Promise<Record<string, string>> => {
  const offer = decode(intakeOffer, (await relay.request('GET', `/api/intake/${org}`, {}, NOTHING)).body)
  if (!offer.ok) throw new Error('no offer')
  return { 'pergola-work': `${hex(offer.value.challenge)}.${hex(solve(offer.value.challenge))}` }
}

const begun = async (blob: string): Promise<Record<string, string>> => {
  const answer = await relay.request('POST', `${placeOf(blob)}/begin`, await work(), NOTHING)
  const ticket = decode(intakeTicket, answer.body)
  if (!ticket.ok) throw new Error('no ticket')
  return { 'pergola-ticket': hex(ticket.value.ticket) }
}

const part = (n: number): Uint8Array => FILE.subarray(n * LIMITS.partBytes, (n + 1) * LIMITS.partBytes)
const whole = encode(joinParts, { parts: 3, bytes: FILE.length, sha256: sha256(FILE) })

it('HTTP-30 work once, then parts in any order and again, then the whole; it waits for an alert to name it', async () => {
  const blob = hex(randomBytes(16))
  const ticket = await begun(blob)
  for (const n of [0, 2, 2]) expect(await ask('PUT', `${placeOf(blob)}/parts/${n}`, ticket, part(n))).toBe('ok')
  expect(await ask('POST', `${placeOf(blob)}/join`, ticket, whole)).toBe('not_found 1')
  expect(await ask('PUT', `${placeOf(blob)}/parts/1`, ticket, part(1))).toBe('ok')
  for (const _ of [1, 2]) expect(await ask('POST', `${placeOf(blob)}/join`, ticket, whole)).toBe('ok')
  expect(await relay.store.blob(blob)).toMatchObject({ org, bytes: FILE.length, orphan: true })
  expect(await relay.store.usage(org)).toBe(FILE.length)
})

it('HTTP-30 a ticket is good for its file of its organisation only, for a day; without one nothing is kept', async () => {
  const [blob, other] = [hex(randomBytes(16)), hex(randomBytes(16))]
  const elsewhere = hex(randomBytes(16))
  await relay.store.putCard(elsewhere as OrgId, randomBytes(40))
  const ticket = await begun(blob)
  const forged = { 'pergola-ticket': `${ticket['pergola-ticket']!.slice(0, -1)}${ticket['pergola-ticket']!.endsWith('0') ? '1' : '0'}` }
  const later = { 'pergola-ticket': `ff${ticket['pergola-ticket']!.slice(2)}` }
  for (const headers of [{}, await work(), forged, later, { 'pergola-ticket': 'no' }])
    expect(await ask('PUT', `${placeOf(blob)}/parts/0`, headers, part(0))).toBe('work 0')
  expect(await ask('PUT', `${placeOf(other)}/parts/0`, ticket, part(0))).toBe('work 0')
  expect(await ask('PUT', `${placeOf(blob, elsewhere)}/parts/0`, ticket, part(0))).toBe('work 0')
  expect(await ask('POST', `${placeOf(blob)}/begin`, {}, NOTHING)).toBe('work 0')
  now += 86_400_001
  expect(await ask('PUT', `${placeOf(blob)}/parts/0`, ticket, part(0))).toBe('work 0')
  expect(await relay.store.usage(org)).toBe(0)
})

it('HTTP-30 no more than one file of the intake may have; none where no message is taken', async () => {
  const blob = hex(randomBytes(16))
  const ticket = await begun(blob)
  const most = Math.ceil(LIMITS.intakeBlobBytes / LIMITS.partBytes)
  expect(await ask('PUT', `${placeOf(blob)}/parts/${most - 1}`, ticket, part(2))).toBe('ok')
  expect(await ask('PUT', `${placeOf(blob)}/parts/${most}`, ticket, part(2))).toBe('malformed 0')
  expect(await ask('PUT', `${placeOf(blob)}/parts/0`, ticket, FILE.subarray(0, LIMITS.partBytes + 1))).toBe(`too_large ${LIMITS.partBytes}`)
  const tooMany = encode(joinParts, { parts: most + 1, bytes: 10, sha256: sha256(FILE) })
  expect(await ask('POST', `${placeOf(blob)}/join`, ticket, tooMany)).toBe('malformed 0')
  await relay.store.putCard(org, null)
  expect(await ask('PUT', `${placeOf(blob)}/parts/0`, ticket, part(0))).toBe('not_found 0')
})
