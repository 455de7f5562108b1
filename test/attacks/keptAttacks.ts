/** A relay that lies about what it keeps: another file under an id, a part of one, a receipt it did not sign. */
import { expect } from 'vitest'
import { caseFor } from '../stories/cases.ts'
import { circle, type Circle } from '../stories/people.ts'
import { attacksOf, named } from './attack.ts'
import { alarmOf, connected, scene } from './scene.ts'

const { all: attacks, attack } = attacksOf('relay')
export const KEPT_ATTACKS = attacks

/** Amina keeps two files; the first is changed at the relay; then she opens it again. */
const changedFile = async (change: (relay: Circle['relay'], first: string, second: string) => Promise<Uint8Array>): Promise<string> => {
  const { relay, amina } = await circle()
  const { space } = await caseFor(amina, [])
  const known = new Set<string>()
  const keep = async (text: string): Promise<{ readonly id: string; readonly blob: string }> => {
    const content = new TextEncoder().encode(text.repeat(20_000))
    const { id } = await amina.do('attachFile', { space, name: `${text}.txt`, type: 'text/plain', content })
    for await (const { id: blob } of relay.blobs.all()) if (!known.has(blob)) return known.add(blob) && { id, blob }
    throw new Error('nothing was kept')
  }
  const [first, second] = [await keep('first'), await keep('second')]
  expect((await amina.do('openFile', { where: { space }, id: first.id })).name).toBe('first.txt')
  const bytes = await change(relay, first.blob, second.blob)
  await relay.blobs.remove(first.blob)
  await relay.blobs.put(
    first.blob,
    (async function* () {
      yield bytes
    })(),
    bytes.length,
  )
  const opened = await amina.pergola.run('openFile', { where: { space }, id: first.id })
  if (opened.ok) throw new Error('it was opened')
  return opened.problem.type
}

const bytesOf = async (relay: Circle['relay'], blob: string): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  for await (const part of (await relay.blobs.get(blob))!) parts.push(part)
  return Uint8Array.from(Buffer.concat(parts))
}

attack('swap a file for another one', named('tampered'), 'CMD-14 a file that is another one than the case names is not opened', () =>
  changedFile((relay, _, second) => bytesOf(relay, second)),
)

attack('cut a file off', named('tampered'), 'CMD-14 a file that was cut off is not taken for a shorter one', () =>
  changedFile(async (relay, first) => (await bytesOf(relay, first)).subarray(0, 65_536 + 16)),
)

attack('change a file', named('tampered'), 'CMD-14 a file with one changed bit is not opened', () =>
  changedFile(async (relay, first) => (await bytesOf(relay, first)).map((byte, at) => (at === 70_000 ? byte ^ 1 : byte))),
)

attack(
  'forge a receipt',
  named('bad_receipt'),
  'SYNC-5 a receipt that the relay did not sign is no receipt: what was sent stays unsent',
  async () => {
    const { victim, middle, space } = await scene()
    await connected(victim)
    middle.toClient = (frame) =>
      frame.t === 'receipt' && frame.receipt.space === space
        ? [{ ...frame, receipt: { ...frame.receipt, pos: frame.receipt.pos + 1 } }]
        : [frame]
    await victim.do('addNote', { space, text: 'acknowledged by somebody' })
    const alarm = await alarmOf(victim, 'bad_receipt')
    expect(alarm.space).toBe(space)
    expect((await victim.ask('sync', {})).unsent).toBeGreaterThan(0)
    return alarm.what
  },
)
