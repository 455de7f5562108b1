/** The boundaries of ARCHITECTURE.md are held by lint and compiler; here each is broken once, in a copy, and must fail. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
let copy: string

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'pergola-guards-'))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const file of ['.oxlintrc.json', 'tsconfig.base.json', 'package.json']) copyFileSync(join(root, file), join(copy, file))
  for (const folder of ['packages/protocol', 'packages/core', 'packages/client']) {
    mkdirSync(join(copy, folder, 'src'), { recursive: true })
    copyFileSync(join(root, folder, 'tsconfig.json'), join(copy, folder, 'tsconfig.json'))
  }
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const run = (command: string, ...args: string[]): { readonly status: number; readonly output: string } => {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', command), args, { cwd: copy, encoding: 'utf8' })
  return { status: status ?? 1, output: stdout + stderr }
}

const lint = (file: string, source: string): { readonly status: number; readonly output: string } => {
  const path = join(copy, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, source)
  const result = run('oxlint', file)
  rmSync(path)
  return result
}

const compile = (folder: string, source: string): { readonly status: number; readonly output: string } => {
  const path = join(copy, folder, 'src', 'guard.ts')
  writeFileSync(path, source)
  const result = run('tsc', '-p', folder)
  rmSync(path)
  return result
}

const IMPORTS: readonly (readonly [folder: string, from: string])[] = [
  ['packages/protocol/src', '@noble/hashes/sha2.js'],
  ['packages/protocol/src', '@pergola/core/record'],
  ['packages/protocol/src', 'node:crypto'],
  ['packages/core/src', '@pergola/client'],
  ['packages/core/src', '@pergola/relay'],
  ['packages/core/src', 'node:fs'],
  ['packages/client/src', '@pergola/relay'],
  ['packages/client/src', 'node:net'],
  ['apps/relay/src', '@pergola/core/casework'],
  ['apps/relay/src', '@pergola/client'],
  ['apps/web/src/ui', '@pergola/core/crypto'],
  ['apps/web/src/ui', '@pergola/client'],
]

describe('lint refuses an import across a boundary', () => {
  test.each(IMPORTS)('%s may not import %s', (folder, from) => {
    const { status, output } = lint(`${folder}/guard.ts`, `import { thing } from '${from}'\n\nexport const used = thing\n`)
    expect(output).toContain('no-restricted-imports')
    expect(status).not.toBe(0)
  })

  test('the page may import types of the core', () => {
    expect(lint('apps/web/src/ui/guard.ts', "import type { Day } from '@pergola/core/casework'\n\nexport type Used = Day\n").status).toBe(0)
  })
})

describe('lint refuses what the pure core may not reach for', () => {
  test.each(['fetch("/")', 'crypto.getRandomValues', 'Math.random()', 'Date.now()', 'localStorage', 'process.env'])(
    'core: %s',
    (expression) => {
      expect(lint('packages/core/src/guard.ts', `export const used = ${expression}\n`).status).not.toBe(0)
    },
  )

  test('no console, so that no content reaches a log', () => {
    expect(lint('packages/client/src/guard.ts', "console.log('x')\n").output).toContain('no-console')
  })
})

describe('the compiler knows no page and no Node where there is none', () => {
  test.each([
    ['packages/protocol', 'export const used = document.title\n'],
    ['packages/core', 'export const used = window.location\n'],
    ['packages/core', "import { readFileSync } from 'node:fs'\n\nexport const used = readFileSync\n"],
    ['packages/client', 'export const used = new WebSocket("")\n'],
  ])('%s: %s', (folder, source) => {
    expect(compile(folder, source).status).not.toBe(0)
    expect(compile(folder, 'export const used = 1\n').status).toBe(0)
  })
})
