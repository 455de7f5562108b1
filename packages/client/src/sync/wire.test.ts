import { describe, expect, it } from 'vitest'
import { newDevice, personFromSeed } from '@pergola/core/identity'
import { decode, encode, fromClient, fromRelay, type FromRelay } from '@pergola/protocol'
import { memoryPorts } from '../testing/memoryPorts.ts'
import { platformCrypto as crypto } from '../testing/platform.ts'
import type { Ports, Transport } from '../ports.ts'
import { Wire } from './wire.ts'

const relayKey = new Uint8Array(32).fill(7)

/** A relay that says only what it is told to say, and a clock that stands still. */
const silentRelay = () => {
  const timers = new Map<number, { readonly ms: number; readonly call: () => void }>()
  let next = 0
  let say: (frame: FromRelay) => void = () => {}
  const asked: string[] = []
  let closed = 0
  const transport: Transport = {
    origin: 'http://localhost',
    connect: ({ onMessage }) => {
      say = (frame) => onMessage(encode(fromRelay, frame))
      return {
        send: (bytes) => {
          const frame = decode(fromClient, bytes)
          if (frame.ok) asked.push(frame.value.t)
        },
        // A connection that broke in silence does not tell that it is closed.
        close: () => closed++,
      }
    },
    request: async () => null,
  }
  const clock: Ports['clock'] = {
    now: () => 0,
    zone: () => 'UTC',
    after: (ms, call) => {
      const id = next++
      timers.set(id, { ms, call })
      return () => timers.delete(id)
    },
  }
  return {
    ports: memoryPorts(crypto, clock, transport),
    asked,
    say: (frame: FromRelay) => say(frame),
    closed: () => closed,
    waiting: () => timers.size,
    ring: () => [...timers.values()].forEach(({ call }) => call()),
  }
}

const secrets = async () => ({ device: await newDevice(crypto, personFromSeed(crypto, new Uint8Array(32)), 0), relayKey })
const challenge = (key: Uint8Array): FromRelay => ({ t: 'challenge', nonce: new Uint8Array(32), relayKey: key, now: 0 })
const welcome: FromRelay = { t: 'welcome', session: new Uint8Array(32), enrolled: true, org: null, now: 0 }

const opened = async (relay: ReturnType<typeof silentRelay>, lost: () => void) => {
  const opening = Wire.open(relay.ports, await secrets(), false, { onEvent: () => {}, onClose: lost })
  relay.say(challenge(relayKey))
  await expect.poll(() => relay.asked).toEqual(['hello'])
  relay.say(welcome)
  const wire = await opening
  if (!(wire instanceof Wire)) throw new Error(wire.t)
  return wire
}

describe('a line to the relay', () => {
  it('SYNC-22 that says nothing while it owes an answer is given up, and what waited is told', async () => {
    const relay = silentRelay()
    let lost = 0
    const wire = await opened(relay, () => lost++)
    const answer = wire.request({ t: 'list' })
    expect(relay.waiting()).toBe(1)
    relay.ring()
    expect(await answer).toEqual({ t: 'offline' })
    expect([lost, relay.closed(), wire.closed]).toEqual([1, 1, true])
  })

  it('SYNC-22 that is at rest is not given up', async () => {
    const relay = silentRelay()
    const wire = await opened(relay, () => {})
    const answer = wire.request({ t: 'list' })
    relay.say({ t: 'done', id: 1 })
    expect(await answer).toEqual({ t: 'done', id: 1 })
    relay.ring()
    expect(wire.closed).toBe(false)
  })

  it('SYNC-22 that said nothing for a minute is asked for a sign of life: kept when it gives one, given up when it does not', async () => {
    const relay = silentRelay()
    let lost = 0
    const wire = await opened(relay, () => lost++)
    expect(relay.asked).toEqual(['hello'])
    relay.ring()
    expect(relay.asked).toEqual(['hello', 'fetch'])
    relay.say({ t: 'done', id: 1 })
    relay.ring()
    expect([relay.asked.length, wire.closed]).toEqual([3, false])
    relay.ring()
    expect([lost, relay.closed(), wire.closed, relay.waiting()]).toEqual([1, 1, true, 0])
  })

  it('SYNC-22 on which nobody greets is given up as well', async () => {
    const relay = silentRelay()
    const opening = Wire.open(relay.ports, await secrets(), false, { onEvent: () => {}, onClose: () => {} })
    relay.ring()
    expect(await opening).toEqual({ t: 'offline' })
  })

  it('SES-8 to a relay with another key is not told who calls', async () => {
    const relay = silentRelay()
    const opening = Wire.open(relay.ports, await secrets(), false, { onEvent: () => {}, onClose: () => {} })
    relay.say(challenge(new Uint8Array(32).fill(8)))
    expect(await opening).toEqual({ t: 'stranger' })
    expect(relay.asked).toEqual([])
  })
})
