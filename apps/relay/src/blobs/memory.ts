import { concat } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import type { Blobs } from './blobs.ts'

export const createMemoryBlobs = (): Blobs => {
  const held = new Map<string, Uint8Array>()
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
      held.set(id, whole)
      return { type: 'kept', bytes, sha256: sha256(whole) }
    },
    get: async (id) => {
      const whole = held.get(id)
      if (whole === undefined) return null
      return (async function* () {
        yield whole
      })()
    },
    remove: async (id) => {
      held.delete(id)
    },
  }
}
