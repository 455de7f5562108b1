/**
 * A thousand devices are connected, each from an address of its own on this machine (127.0.x.y); the relay is killed and started
 * again, and all of them come back at once, as fast as our client's waits allow (0.3 s, doubled each time, 30 s at most). Each catches up
 * and sends what it had to send. The relay runs with the limits it has in earnest: 2,000 connections, a quarter of them strangers,
 * so many connections for each address.
 *
 * The thousand are sockets that speak the protocol as a client does, because a thousand whole clients do not fit this machine; three
 * whole clients are among them. Not modelled: the time that TLS takes.
 */
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OrgId } from '@pergola/protocol'
import { addDevice, foundOrganisation, newDevice, newPerson } from '../../apps/relay/src/testing/author.ts'
import { DeviceClient } from '../../apps/relay/src/testing/device-client.ts'
import { socketLink } from '../../apps/relay/src/testing/socket-link.ts'
import { openHouse, urlsOf, type House } from './house.ts'
import { converge, gather, inspect, part, writes } from './members.ts'
import { killProcess } from './processes.ts'
import type { Outcome } from './report.ts'
import { audit, place, pushOnce, writerIn, type Writer } from './writers.ts'

const ORGANISATIONS = 20
const FIRST_WAIT_MS = 300
const LONGEST_WAIT_MS = 30_000
const PATIENCE_MS = 120_000
/** What a small machine has. */
const MOST_MEMORY_MB = 1024

interface Guest {
  readonly writer: Writer
  readonly localAddress: string
  client: DeviceClient | null
}

const addressOf = (n: number): string => `127.0.${1 + Math.floor(n / 200)}.${1 + (n % 200)}`

/** One person's organisation with many devices, each let in over a connection from its own address. */
const organisation = async (url: string, first: number, count: number): Promise<readonly Guest[]> => {
  const person = newPerson()
  const devices = Array.from({ length: count }, (_, n) => newDevice(person, n + 1))
  let stand = await place(url, devices[0]!, foundOrganisation(devices[0]!), addressOf(first))
  for (const [n, device] of devices.entries()) if (n > 0) stand = await place(url, device, addDevice(device, stand), addressOf(first + n))
  return devices.map((device, n) => ({
    writer: writerIn(device, stand.space as unknown as OrgId, stand),
    localAddress: addressOf(first + n),
    client: null,
  }))
}

/** Connects, catches up, sends; throws when the relay does not let it. */
const comeIn = async (url: string, guest: Guest): Promise<void> => {
  const { writer, localAddress } = guest
  const client = new DeviceClient(socketLink(url, { localAddress }))
  if ((await client.greet(writer.device)).t !== 'welcome') throw new Error('closed')
  await client.fetch(writer.stand.space, writer.stand.seq, writer.acknowledged.at(-1)?.receipt.pos ?? 0)
  while (!(await pushOnce(client, writer))) await sleep(100)
  guest.client = client
}

/** How often it was turned away, or Infinity when it never came in. */
const comeBack = async (house: House, guest: Guest): Promise<number> => {
  let wait = FIRST_WAIT_MS
  const until = performance.now() + PATIENCE_MS
  for (let tries = 0; performance.now() < until; tries++) {
    await sleep(wait)
    const inside = await comeIn(urlsOf(house)[0]!, guest).then(
      () => true,
      () => false,
    )
    if (inside) return tries
    wait = Math.min(LONGEST_WAIT_MS, wait * 2)
  }
  return Infinity
}

const peakMemory = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
}

export interface CrowdPlan {
  readonly guests?: number
}

export const crowd = async (times: number, { guests: count = 1000 }: CrowdPlan = {}): Promise<Outcome> => {
  const house = await openHouse({ settings: { rates: true } })
  const each = Math.ceil(count / ORGANISATIONS)
  const orgs = Array.from({ length: Math.ceil(count / each) }, (_, n) => n)
  const groups = await Promise.all(orgs.map((n) => organisation(urlsOf(house)[0]!, n * each, Math.min(each, count - n * each))))
  const guests = groups.flat()
  const members = await gather(house.lines)
  for (const guest of guests) await comeIn(urlsOf(house)[0]!, guest)
  const bad = { lost: 0, duplicates: 0, broken: 0, stuck: 0 }
  let [slowest, turnedAway, memory] = [0, 0, 0]
  for (let round = 0; round < times; round++) {
    await killProcess(house.processes[0]!)
    const began = performance.now()
    const back = guests.map((guest) => comeBack(house, guest))
    for (const [n, member] of members.all.entries()) await writes(members, member, `crowd ${round}, by ${n}`)
    await house.start(0)
    const tries = await Promise.all(back)
    slowest = Math.max(slowest, performance.now() - began)
    turnedAway += tries.filter((one) => one > 0 && Number.isFinite(one)).length
    bad.stuck += tries.filter((one) => !Number.isFinite(one)).length + (await converge(members)).stuck
    memory = Math.max(memory, await peakMemory(house.processes[0]!.pid))
  }
  for (const group of groups) {
    const found = await audit(
      urlsOf(house)[0]!,
      group.map(({ writer }) => writer),
      Infinity,
      group[0]!.localAddress,
    )
    for (const key of ['lost', 'duplicates', 'broken'] as const) bad[key] += found[key]
  }
  const found = await inspect(members)
  for (const key of ['lost', 'duplicates', 'broken'] as const) bad[key] += found[key]
  if (memory > MOST_MEMORY_MB) bad.broken += 1
  for (const { client } of guests) client?.close()
  await part(members)
  await house.close()
  const acknowledged = guests.reduce((sum, { writer }) => sum + writer.acknowledged.length, members.told.length)
  const note = `${count} devices; all back after ${(slowest / 1000).toFixed(1)} s, ${turnedAway} after more than one try; relay ${memory.toFixed(0)} MB at most`
  return { times, acknowledged, ...bad, note }
}
