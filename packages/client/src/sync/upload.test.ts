/** Joost sends the scan of a medical report (large) over a line that keeps breaking. */
import { createHash, randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { LIMITS, decode, encode, joinParts, partsHeld, problem, type BlobId } from '@pergola/protocol'
import { upload, type UploadLine } from './upload.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())
const ID = 'ab'.repeat(16) as BlobId

/** A relay as the routes say, behind a line that may swallow a question or its answer. */
const farRelay = (fate: (turn: number, path: string) => 'fine' | 'lost' | 'lost answer' | 'dead session') => {
  const parts = new Map<number, Uint8Array>()
  const kept = { whole: null as Uint8Array | null, turns: 0, sent: 0, waited: 0, reports: [] as number[], cancelled: false }
  const answer = (method: string, path: string, body: Uint8Array) => {
    const good = (bytes = new Uint8Array()) => ({ status: 200, body: bytes })
    const bad = (status: number) => ({ status, body: encode(problem, { error: status === 404 ? 'not_found' : 'quota', detail: 0 }) })
    if (method === 'GET') {
      let count = 0
      while (parts.has(count)) count += 1
      return good(encode(partsHeld, { whole: kept.whole ? 1 : 0, parts: count }))
    }
    if (method === 'PUT' && path === `/api/blobs/${ID}`) {
      kept.whole = body
      return good()
    }
    if (method === 'PUT') {
      parts.set(Number(path.split('/').at(-1)), body.slice())
      return good()
    }
    const asked = decode(joinParts, body)
    if (!asked.ok || [...parts.keys()].length < asked.value.parts) return bad(404)
    kept.whole = Buffer.concat([...parts].toSorted(([a], [b]) => a - b).map(([, part]) => part))
    return good()
  }
  const line: UploadLine = {
    request: async (method, path, body) => {
      const turn = kept.turns++
      const what = fate(turn, path)
      if (what === 'lost') return null
      if (what === 'dead session') return { status: 401, body: encode(problem, { error: 'denied', detail: 0 }) }
      if (method === 'PUT') kept.sent += body.length
      const told = answer(method, path, body)
      return what === 'lost answer' ? null : told
    },
    wait: async (ms) => void (kept.waited += ms),
    sha256,
    report: (done) => void kept.reports.push(done),
    cancelled: () => kept.cancelled,
  }
  return { line, kept, parts }
}

const large = (): Uint8Array => new Uint8Array(randomBytes(7 * LIMITS.partBytes + 5))

it('SYNC-26 goes on where it stopped: every loss costs one part at most', async () => {
  const bytes = large()
  for (const broken of ['lost', 'lost answer', 'dead session'] as const) {
    const { line, kept } = farRelay((turn) => (turn % 3 === 2 ? broken : 'fine'))
    expect(await upload(line, ID, bytes)).toEqual({ ok: true, value: null })
    expect(kept.whole && Buffer.from(kept.whole).equals(bytes)).toBe(true)
    expect(kept.sent).toBe(bytes.length)
    expect(kept.reports.at(-1)).toBe(bytes.length)
  }
})

it('SYNC-26 sends again what the relay forgot meanwhile', async () => {
  const bytes = large()
  let forgot = false
  const { line, kept, parts } = farRelay((turn, path) => {
    if (path.endsWith('/parts/6') && !forgot) forgot = parts.delete(2)
    return 'fine'
  })
  expect((await upload(line, ID, bytes)).ok).toBe(true)
  expect(kept.whole && Buffer.from(kept.whole).equals(bytes)).toBe(true)
  expect(kept.waited).toBeGreaterThan(0)
})

it('SYNC-26 ends: when it is cancelled, refused, or nobody answers for ten minutes', async () => {
  const cancelled = farRelay(() => 'fine')
  cancelled.kept.cancelled = true
  expect(await upload(cancelled.line, ID, large())).toMatchObject({ ok: false, problem: { type: 'cancelled' } })
  const alone = farRelay(() => 'lost')
  expect(await upload(alone.line, ID, large())).toMatchObject({ ok: false, problem: { type: 'offline' } })
  expect(alone.kept.waited).toBeGreaterThan(9 * 60_000)
  expect(alone.kept.waited).toBeLessThan(12 * 60_000)
  const full = farRelay(() => 'fine')
  const line: UploadLine = {
    ...full.line,
    request: async (method, path, body) =>
      path.endsWith('/3') ? { status: 507, body: encode(problem, { error: 'quota', detail: 1 }) } : full.line.request(method, path, body),
  }
  expect(await upload(line, ID, large())).toMatchObject({ ok: false, problem: { type: 'quota' } })
})

it('SYNC-26 does not send everything for ever to a relay that keeps forgetting', async () => {
  const { line, kept, parts } = farRelay((_turn, path) => {
    if (path.endsWith('/parts/6')) parts.delete(2)
    return 'fine'
  })
  const bytes = large()
  expect(await upload(line, ID, bytes)).toMatchObject({ ok: false, problem: { type: 'offline' } })
  expect(kept.sent).toBeLessThan(5 * bytes.length)
})

it('SYNC-26 a small file is one request, as ever', async () => {
  const { line, kept } = farRelay(() => 'fine')
  expect((await upload(line, ID, new Uint8Array(randomBytes(1000)))).ok).toBe(true)
  expect(kept.turns).toBe(1)
})
