import { describe, expect, test } from 'vitest'
import type { Answer, Pergola, SyncView } from '../../contract.ts'
import { watchedStore } from './watched.ts'

const SYNC: SyncView = {
  connection: 'online',
  unsent: 2,
  receiving: false,
  lastSync: null,
  alarms: [],
  otherTab: false,
  storagePersistent: true,
  storage: 'kept',
  refused: null,
  clockOff: null,
}

const spoken = () => {
  let tell: ((answer: Answer<never>) => void) | null = null
  const pergola: Pergola = {
    ask: () => Promise.reject(new Error('not asked here')),
    run: () => Promise.reject(new Error('not run here')),
    watch: (_name, _args, onValue) => {
      tell = onValue as (answer: Answer<never>) => void
      return () => {
        tell = null
      }
    },
  }
  return {
    store: watchedStore(pergola, 'sync', {}),
    say: (answer: Answer<SyncView>) => tell?.(answer as Answer<never>),
    isWatched: () => tell !== null,
  }
}

describe('a watched query', () => {
  test('is loading until the first answer, then ready with it', () => {
    const { store, say } = spoken()
    let changes = 0
    store.subscribe(() => (changes += 1))
    expect(store.get()).toEqual({ state: 'loading', value: null, problem: null })
    say({ ok: true, value: SYNC })
    expect(store.get()).toEqual({ state: 'ready', value: SYNC, problem: null })
    expect(changes).toBe(1)
  })

  test('keeps what was last seen while a problem is shown, so that the page does not go blank', () => {
    const { store, say } = spoken()
    store.subscribe(() => undefined)
    say({ ok: true, value: SYNC })
    say({ ok: false, problem: { type: 'not_open' } })
    expect(store.get()).toEqual({ state: 'problem', value: SYNC, problem: { type: 'not_open' } })
  })

  test('is watched only while somebody looks', () => {
    const { store, isWatched } = spoken()
    expect(isWatched()).toBe(false)
    const stop = store.subscribe(() => undefined)
    expect(isWatched()).toBe(true)
    stop()
    expect(isWatched()).toBe(false)
  })
})
