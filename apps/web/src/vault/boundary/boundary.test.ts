import { afterEach, describe, expect, test } from 'vitest'
import type { Answer, Pergola, SyncView } from '../../contract.ts'
import { remotePergola } from '../../ui/data/remote.ts'
import { serve } from './boundary.ts'

const SYNC: SyncView = {
  connection: 'online',
  unsent: 0,
  receiving: false,
  lastSync: null,
  alarms: [],
  otherTab: false,
  storagePersistent: true,
  storage: 'kept',
  refused: null,
  clockOff: null,
}

/** A client in memory: it counts what is unsent, refuses one thing, and breaks at another. */
const inMemory = () => {
  const watching = new Set<(answer: Answer<never>) => void>()
  let unsent = 0
  const now = (): Answer<never> => ({ ok: true, value: { ...SYNC, unsent } as never })
  const pergola: Pergola = {
    ask: async (name) => (name === 'sync' ? now() : { ok: false, problem: { type: 'not_found' } }),
    watch: (_name, _args, onValue) => {
      watching.add(onValue as (answer: Answer<never>) => void)
      onValue(now())
      return () => watching.delete(onValue as (answer: Answer<never>) => void)
    },
    run: async (name) => {
      if (name === 'wipe') throw new Error('the name of a person, which must not cross')
      unsent += 1
      for (const tell of watching) tell(now())
      return { ok: true, value: null as never }
    },
  }
  return { pergola, watching }
}

const opened: MessageChannel[] = []
const across = (pergola: Pergola) => {
  const channel = new MessageChannel()
  opened.push(channel)
  const stop = serve(pergola, channel.port2)
  return { page: remotePergola(channel.port1), stop }
}
afterEach(() => opened.splice(0).forEach((channel) => channel.port1.close()))

const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 20))

describe('the boundary between page and worker', () => {
  test('an answer comes back to the question it belongs to, a refusal as a value', async () => {
    const { page } = across(inMemory().pergola)
    const [sync, network] = await Promise.all([page.ask('sync', {}), page.ask('network', {})])
    expect(sync).toEqual({ ok: true, value: SYNC })
    expect(network).toEqual({ ok: false, problem: { type: 'not_found' } })
  })

  test('a watched answer comes again after each change, and no more after it was let go', async () => {
    const { pergola, watching } = inMemory()
    const { page } = across(pergola)
    const seen: number[] = []
    const stop = page.watch('sync', {}, (answer) => seen.push(answer.ok ? answer.value.unsent : -1))
    await page.run('lock', {})
    await settled()
    stop()
    await page.run('lock', {})
    await settled()
    expect(seen).toEqual([0, 1])
    expect(watching.size).toBe(0)
  })

  test('something broken in the worker is told without what was in it', async () => {
    const { page } = across(inMemory().pergola)
    await expect(page.run('wipe', {})).rejects.toMatchObject({ name: 'WorkerBroken', message: '' })
  })

  test('stopping lets every watch go', async () => {
    const { pergola, watching } = inMemory()
    const { page, stop } = across(pergola)
    page.watch('sync', {}, () => undefined)
    page.watch('session', {}, () => undefined)
    await settled()
    expect(watching.size).toBe(2)
    stop()
    expect(watching.size).toBe(0)
  })
})
