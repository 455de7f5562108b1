import { expect, it } from 'vitest'
import * as core from '@pergola/core/vocabulary'
import * as page from './codes.ts'

it('the forms offer what the core knows, in its order', () => {
  const known: Readonly<Record<string, unknown>> = { ...core }
  const { ANALYSIS: _, ...lists } = page
  for (const [name, codes] of Object.entries(lists)) expect(codes, name).toEqual(known[name])
})
