import { expect, it } from 'vitest'
import { workMessage } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import { memoryPassing } from '../store/memory/passing.ts'
import { neighbourhood } from './buckets.ts'
import { Tickets } from './tickets.ts'
import { Works } from './works.ts'

const MINUTE = 60_000

const workshop = () => {
  let time = 1_800_000_000_000
  const now = (): number => time
  const tickets = new Tickets({ bytes: 40, lifeMs: 10 * MINUTE, now, key: new Uint8Array(32), passing: memoryPassing(now) })
  const works = new Works({ tickets, quietBits: 0, bits: 6, now })
  return { works, later: (ms: number) => (time += ms) }
}

/** A solution with at least `bits` zero bits, and fewer than `below`. */
const solve = (challenge: Uint8Array, bits: number, below = 256): Uint8Array => {
  const solution = new Uint8Array(8)
  const view = new DataView(solution.buffer)
  for (let tried = 0; ; tried++) {
    view.setUint32(4, tried)
    const zeros = Math.clz32(new DataView(sha256(workMessage(challenge, solution)).buffer.slice(0)).getUint32(0))
    if (zeros >= bits && zeros < below) return solution.slice()
  }
}

const send = async (works: Works, times: number): Promise<void> => {
  for (let n = 0; n < times; n++) {
    const { challenge, bits } = works.issue()
    expect(await works.accept(challenge, solve(challenge, bits))).toBe(true)
  }
}

it('HTTP-21 asks for nothing while it is quiet, for more the more comes in, and forgets a flood', async () => {
  const { works, later } = workshop()
  expect(works.bits).toBe(0)
  await send(works, 29)
  expect(works.bits).toBe(0)
  await send(works, 1)
  expect(works.bits).toBe(6)
  await send(works, 90)
  expect(works.bits).toBe(8)
  await send(works, 360)
  expect(works.bits).toBe(10)
  later(2 * MINUTE)
  expect(works.bits).toBe(8)
  later(2 * MINUTE)
  expect(works.bits).toBe(6)
  later(5 * MINUTE)
  expect(works.bits).toBe(0)
})

it('HTTP-21 takes no less work than a challenge was issued for, and each challenge once', async () => {
  const { works } = workshop()
  await send(works, 30)
  const { challenge, bits } = works.issue()
  expect(bits).toBe(6)
  expect(await works.accept(challenge, solve(challenge, 0, bits))).toBe(false)
  const solution = solve(challenge, bits)
  expect(await works.accept(challenge, solution)).toBe(true)
  expect(await works.accept(challenge, solution)).toBe(false)
})

it('HTTP-21 lets who wrote when a flood began hand it in, and makes a hoard of easy challenges worthless', async () => {
  const { works, later } = workshop()
  const writing = works.issue()
  const hoarded = Array.from({ length: 40 }, () => works.issue())
  await send(works, 40)
  later(MINUTE)
  expect(await works.accept(writing.challenge, new Uint8Array(8))).toBe(true)
  later(1.5 * MINUTE)
  await send(works, 40)
  for (const { challenge } of hoarded) expect(await works.accept(challenge, solve(challenge, 0, 6))).toBe(false)
})

it('HTTP-24 an IPv4 address is one caller, and all addresses of an IPv6 network of 64 bits are one', () => {
  const same = (...addresses: readonly string[]): number => new Set(addresses.map(neighbourhood)).size
  expect(same('192.0.2.7', '::ffff:192.0.2.7')).toBe(1)
  expect(same('192.0.2.7', '192.0.2.8')).toBe(2)
  expect(same('2001:db8:1:2::1', '2001:db8:1:2:ffff::', '2001:0DB8:0001:0002:3:4:5:6', '2001:db8:1:2::1%eth0')).toBe(1)
  expect(same('2001:db8:1:2::1', '2001:db8:1:3::1')).toBe(2)
  expect(same('::1', '::2')).toBe(1)
  expect(same('2001:db8::1', '2001:db8:0:0:5::')).toBe(1)
})
