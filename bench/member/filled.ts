/**
 * A relay's data folder with many sealed cases in it. Filling takes minutes (each case is written through the client as people
 * do), so it is made once and kept in `bench/.cache`, by size, suite and the script that fills; every use is a copy.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hash } from 'node:crypto'
import { join } from 'node:path'
import { SUITE } from '@pergola/protocol'
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

const keyOf = (count: number): string => {
  const recipe = ['people.ts', 'fill.ts'].map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('')
  return `suite${SUITE}-${hash('sha256', recipe).slice(0, 8)}-${count}`
}

/** Fills beside the cache and moves it in when it is whole: a run that was broken off leaves nothing that counts as filled. */
const fill = async (folder: string, count: number): Promise<void> => {
  const making = `${folder}.making-${process.pid}`
  mkdirSync(making, { recursive: true })
  const relay = script('relay.ts', join(making, 'relay'))
  try {
    const member = await firstLine(script('fill.ts', await firstLine(relay), String(count)))
    await stopped(relay)
    writeFileSync(join(making, 'member.json'), member)
    renameSync(making, folder)
  } finally {
    relay.kill()
    rmSync(making, { recursive: true, force: true })
  }
}

/** Copies a filled data folder to `to`; gives the account that opens it. */
export const filled = async (count: number, to: string): Promise<Member> => {
  const folder = join(CACHE, keyOf(count))
  if (!existsSync(folder)) await fill(folder, count)
  cpSync(join(folder, 'relay'), to, { recursive: true })
  return JSON.parse(readFileSync(join(folder, 'member.json'), 'utf8')) as Member
}
