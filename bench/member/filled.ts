/**
 * A relay's data folder with many sealed cases in it. Filling takes minutes (each case is written through the client as people
 * do), so it is made once and kept in `bench/.cache`, by size, suite and the script that fills; every use is a copy.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hash } from 'node:crypto'
import { join } from 'node:path'
import { SUITE, type SpaceId } from '@pergola/protocol'
import type { Member } from './people.ts'

const CACHE = join(import.meta.dirname, '..', '.cache')

/** The first line a child prints; rejects when it ends before. */
export const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('\n')) resolve(text.split('\n')[0]!)
    })
    child.on('close', (code) => reject(new Error(`ended with ${code}: ${text}`)))
  })

/** A script of this folder as a process of its own. */
export const script = (name: string, ...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [join(import.meta.dirname, name), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })

const stopped = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill()
  })

const keyOf = (recipe: readonly string[], count: number): string => {
  const text = recipe.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('')
  return `suite${SUITE}-${hash('sha256', text).slice(0, 8)}-${count}`
}

/** Made beside the cache and moved in when it is whole: a run that was broken off leaves nothing that counts as filled. */
const made = async (key: string, make: (folder: string) => Promise<void>): Promise<string> => {
  const folder = join(CACHE, key)
  if (existsSync(folder)) return folder
  const making = `${folder}.making-${process.pid}`
  mkdirSync(making, { recursive: true })
  try {
    await make(making)
    renameSync(making, folder)
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
  return folder
}

/** What the script prints while the relay of this folder runs. */
const withRelay = async (folder: string, work: (origin: string) => ChildProcess): Promise<string> => {
  const relay = script('relay.ts', join(folder, 'relay'))
  try {
    const line = await firstLine(work(await firstLine(relay)))
    await stopped(relay)
    return line
  } finally {
    relay.kill()
  }
}

const cases = (count: number): Promise<string> =>
  made(keyOf(['people.ts', 'fill.ts'], count), async (folder) => {
    const member = await withRelay(folder, (origin) => script('fill.ts', origin, String(count)))
    writeFileSync(join(folder, 'member.json'), member)
  })

const memberIn = (folder: string): Member => JSON.parse(readFileSync(join(folder, 'member.json'), 'utf8')) as Member

/** Copies a filled data folder to `to`; gives the account that opens it. */
export const filled = async (count: number, to: string): Promise<Member> => {
  const folder = await cases(count)
  cpSync(join(folder, 'relay'), to, { recursive: true })
  return memberIn(folder)
}

/** The same with the biggest case (biggest.ts) among the others; gives its space too. */
export const filledWithBiggest = async (count: number, to: string): Promise<Member & { readonly biggest: SpaceId }> => {
  const before = await cases(count)
  const folder = await made(keyOf(['people.ts', 'fill.ts', 'biggest.ts'], count), async (making) => {
    cpSync(before, making, { recursive: true })
    const member = JSON.stringify(memberIn(before))
    writeFileSync(join(making, 'biggest'), await withRelay(making, (origin) => script('biggest.ts', origin, member)))
  })
  cpSync(join(folder, 'relay'), to, { recursive: true })
  return { ...memberIn(folder), biggest: readFileSync(join(folder, 'biggest'), 'utf8') as SpaceId }
}
