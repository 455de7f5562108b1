/** `load.ts PEER`: one process of clients of one peer, which does what it is told over IPC. */
import type { PeerClient, Until } from './client.ts'

export type Order =
  | { readonly t: 'open'; readonly url: string; readonly clients: number; readonly until: Until }
  | { readonly t: 'write'; readonly atOnce: number; readonly bursts: number; readonly mostMs: number }
  | { readonly t: 'fill'; readonly url: string; readonly documents: number; readonly bytes: number }
  | { readonly t: 'load'; readonly url: string; readonly where: string }
  | { readonly t: 'idle'; readonly url: string; readonly connections: number }
  | { readonly t: 'pair'; readonly url: string; readonly times: number; readonly pauseMs: number }

/** `open`, `idle`: nothing. `write`: updates, and milliseconds of each burst. `fill`: where. `load`: milliseconds and bytes. `pair`: milliseconds of each. */
export interface Told {
  readonly updates?: number
  readonly seconds?: number
  readonly times?: readonly number[]
  readonly where?: string
  readonly bytes?: number
}

const { client } = (await import(`./${process.argv[2]}/client.ts`)) as { readonly client: PeerClient }
let writers: Awaited<ReturnType<PeerClient['writers']>> = []

/** Each writer one burst after another, until its bursts or the time are used up. */
const write = async ({ atOnce, bursts, mostMs }: Extract<Order, { t: 'write' }>): Promise<Told> => {
  for (const writer of writers) await writer.prepare(bursts, atOnce)
  process.send!('prepared')
  const times: number[] = []
  const begin = performance.now()
  const one = async (writer: (typeof writers)[number]): Promise<void> => {
    for (let at = 0; at < bursts && performance.now() - begin < mostMs; at++) {
      const sent = performance.now()
      await writer.write()
      times.push(performance.now() - sent)
    }
  }
  await Promise.all(writers.map(one))
  return { updates: times.length * atOnce, seconds: (performance.now() - begin) / 1000, times }
}

const load = async (url: string, where: string): Promise<Told> => {
  const begin = performance.now()
  const bytes = await client.load(url, where)
  return { times: [performance.now() - begin], bytes }
}

const pair = async (url: string, times: number, pauseMs: number): Promise<Told> => {
  const { once } = await client.pair(url)
  const measured: number[] = []
  for (let at = 0; at < times; at++) {
    measured.push(await once())
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return { times: measured }
}

const carryOut = async (order: Order): Promise<Told> => {
  switch (order.t) {
    case 'open':
      writers = await client.writers(order.url, order.clients, order.until)
      return {}
    case 'write':
      return write(order)
    case 'fill':
      return { where: await client.fill(order.url, order.documents, order.bytes) }
    case 'load':
      return load(order.url, order.where)
    case 'idle':
      await client.idle(order.url, order.connections)
      return {}
    case 'pair':
      return pair(order.url, order.times, order.pauseMs)
  }
}

process.on('message', (order: Order) => void carryOut(order).then((told) => process.send!(told)))
process.on('unhandledRejection', (why) => {
  console.error(why)
  process.exit(1)
})
process.on('disconnect', () => process.exit(0))
process.send!('ready')
