import { join } from 'node:path'
import type { Breakage } from './breakage.ts'
import { ENDS } from './ends.ts'
import { GATES } from './gates.ts'
import { namedRules } from './namedRules.ts'

export const root = join(import.meta.dirname, '../../..')

export const BREAKAGES: readonly Breakage[] = [...GATES, ...ENDS, ...namedRules(root)]
