/** Inputs that once reached new code, one small file a target: the next run begins where this one ended. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, 'seeds')
const MOST_SEEDS = 32
const MOST_BYTES = 1024

const fileOf = (name: string): string => join(FOLDER, `${name.replace(/[^a-zA-Z0-9]+/g, '-')}.json`)

export const keptSeeds = (name: string): readonly Uint8Array[] => {
  const path = fileOf(name)
  if (!existsSync(path)) return []
  return (JSON.parse(readFileSync(path, 'utf8')) as string[]).map((hex) => new Uint8Array(Buffer.from(hex, 'hex')))
}

/** The smallest of those there were and those that are new. */
export const keepSeeds = (name: string, found: readonly Uint8Array[]): void => {
  const all = new Set(
    [...keptSeeds(name), ...found].filter(({ length }) => length <= MOST_BYTES).map((seed) => Buffer.from(seed).toString('hex')),
  )
  const kept = [...all].sort((a, b) => a.length - b.length).slice(0, MOST_SEEDS)
  if (kept.length > 0) writeFileSync(fileOf(name), `${JSON.stringify(kept, null, 1)}\n`)
}
