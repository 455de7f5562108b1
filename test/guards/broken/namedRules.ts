/** Every named rule of who may write what (`XY_RULES` in the core), found in the source so that a new one is among them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Breakage } from './breakage.ts'

const RULE = /name: '(?<name>[a-z_]+)',\s*sentence:\s*(?<quote>['"`])(?<sentence>.*?)\k<quote>,\s*breaks:/gsu

const sourcesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name))

export const namedRules = (root: string): readonly Breakage[] =>
  sourcesUnder(join(root, 'packages/core/src')).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(RULE)].map((found): Breakage => ({
      guard: found.groups!['name']!,
      without: found.groups!['sentence']!,
      file: relative(root, path).split(sep).join('/'),
      after: `name: '${found.groups!['name']!}'`,
      from: 'breaks:',
      to: 'breaks: () => false, was:',
    })),
  )
