/** Everything in the golden vectors that is bytes: good frames, entries, commits, envelopes and cards to begin with. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unhex } from '@pergola/protocol'

const FOLDER = join(import.meta.dirname, '..', '..', 'vectors')
const MOST = 4096

const hexIn = (value: unknown, found: Map<string, Uint8Array>): void => {
  if (typeof value === 'string') {
    const bytes = value.length >= 8 && value.length <= 2 * MOST ? unhex(value) : null
    if (bytes) found.set(value, bytes)
  } else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) hexIn(part, found)
}

export const vectorsOf = (file: 'protocol' | 'sealing' | 'intake' | 'files'): readonly Uint8Array[] => {
  const found = new Map<string, Uint8Array>()
  hexIn(JSON.parse(readFileSync(join(FOLDER, `${file}.json`), 'utf8')), found)
  return [...found.values()]
}
