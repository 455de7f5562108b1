import { concat } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import type { Now } from '../ports.ts'
import type { Blobs } from './blobs.ts'

export const createMemoryBlobs = (now: Now = Date.now): Blobs => {
  const held = new Map<string, { readonly whole: Uint8Array; readonly time: number }>()
  return {
    put: async (id, source, maxBytes) => {
      const parts: Uint8Array[] = []
      let bytes = 0
      for await (const part of source) {
        bytes += part.length
        if (bytes > maxBytes) return { type: 'too_large' }
        parts.push(part)
      }
      const whole = concat(...parts)
      held.set(id, { whole, time: now() })
      return { type: 'kept', bytes, sha256: sha256(whole) }
    },
    get: async (id) => {
      const file = held.get(id)
      if (file === undefined) return null
      return (async function* () {
        yield file.whole
      })()
    },
    remove: async (id) => {
      held.delete(id)
    },
    all: async function* () {
      for (const [id, { time }] of [...held]) yield { id, time }
    },
  }
}
