import { expect, it } from 'vitest'
import * as core from '@pergola/core/vocabulary'
import * as page from './codes.ts'

it('the codes of people and care are those of the core', () => {
  const { TAKEN_OUT_WHYS, TIE_KINDS, PAPER_KINDS, PAPER_STATES, CARE_KINDS } = core
  expect({ ...page }).toEqual({ TAKEN_OUT_WHYS, TIE_KINDS, PAPER_KINDS, PAPER_STATES, CARE_KINDS })
})
