#!/usr/bin/env node
// Runs the command line with the Node that Pergola is made for: this one if it is new enough, otherwise the pinned one.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED = 26
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** node_modules/.bin/node of this folder or one above it. */
const pinned = (folder) => {
  const path = join(folder, 'node_modules', '.bin', 'node')
  if (existsSync(path)) return path
  return dirname(folder) === folder ? null : pinned(dirname(folder))
}

const node = Number(process.versions.node.split('.')[0]) >= NEEDED ? process.execPath : pinned(dirname(main))
if (node === null) {
  console.error(`error: Pergola needs Node ${NEEDED} or newer; this is ${process.versions.node}.`)
  console.error('hint: run `npm install --no-save` in the folder of Pergola, which brings the right one.')
  process.exit(1)
}

const started = new URL('../../relay/node-start.json', import.meta.url)
const { compiled, ...all } = JSON.parse(readFileSync(started, 'utf8'))
const relay = ['serve', 'demo'].includes(process.argv[2]) ? all : { flags: [], env: {} }
// What Node made of the program before, where this user may write beside it: half the time to start, and less memory.
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL(`../../../${compiled}`, import.meta.url)), ...relay.env, ...process.env }
const child = spawn(node, [...relay.flags, main, ...process.argv.slice(2)], { stdio: 'inherit', env })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
