import { describe, expect, it } from 'vitest'
import { memoryStorage } from '../testing/memoryPorts.ts'
import type { LocalSeal } from '../ports.ts'
import { localStore } from './store.ts'

/** Seals by adding a byte, as slowly as the value's first byte says. */
const slowSeal: LocalSeal = {
  seal: async (_, __, plaintext) => {
    for (let turn = 0; turn < plaintext[0]!; turn++) await Promise.resolve()
    return Uint8Array.of(...plaintext, 1)
  },
  open: async (_, __, sealed) => sealed.slice(0, -1),
}

const key = new Uint8Array(32)

describe('what a device keeps', () => {
  it('SES-9 is written in the order in which it was given, however long sealing takes', async () => {
    const store = localStore(memoryStorage(), slowSeal, key)
    const slow = store.write([{ table: 'spaces', key: 'one', value: Uint8Array.of(200, 1) }])
    const quick = store.write([{ table: 'spaces', key: 'one', value: Uint8Array.of(0, 2) }])
    await Promise.all([slow, quick])
    expect(await store.get('spaces', 'one')).toEqual(Uint8Array.of(0, 2))
  })

  it('SES-9 stays as it was once the session is closed: work that comes late overwrites nothing', async () => {
    const storage = memoryStorage()
    const [before, after] = [localStore(storage, slowSeal, key), localStore(storage, slowSeal, key)]
    await before.write([{ table: 'spaces', key: 'one', value: Uint8Array.of(0, 1) }])
    const late = before.write([{ table: 'spaces', key: 'one', value: Uint8Array.of(50, 9) }])
    before.close()
    await after.write([{ table: 'spaces', key: 'one', value: Uint8Array.of(0, 2) }])
    expect(await late).toEqual({ type: 'storage_gone' })
    expect(await after.get('spaces', 'one')).toEqual(Uint8Array.of(0, 2))
  })

  it('SES-9 goes on after a write that the disk refused', async () => {
    const storage = memoryStorage()
    const store = localStore(storage, slowSeal, key)
    storage.fill(true)
    expect(await store.write([{ table: 'spaces', key: 'one', value: Uint8Array.of(0) }])).toEqual({ type: 'storage_full' })
    storage.fill(false)
    expect(await store.write([{ table: 'spaces', key: 'one', value: Uint8Array.of(0) }])).toBeNull()
  })
})
