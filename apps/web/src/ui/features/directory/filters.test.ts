import { describe, expect, test } from 'vitest'
import { addressOf, isAsking, questionFrom, tidy } from './filters.ts'

describe('the question in the address', () => {
  test('comes back as it was kept, without the words typed', () => {
    const question = {
      filter: { kinds: ['medical', 'legal.defence'], regions: ['KE'], free: true, sort: 'answer' },
      look: 'map',
    } as const
    expect(questionFrom(addressOf(question))).toEqual(question)
    expect(addressOf({ ...question, filter: { ...question.filter, text: 'Amina' } })).not.toContain('Amina')
  })

  test('leaves out what is not understood', () => {
    expect(questionFrom('#/directory?kinds=%3Cb%3E,medical&sort=luck&look=globe&free=yes')).toEqual({
      filter: { kinds: ['medical'] },
      look: 'list',
    })
  })

  test('asks nothing when everything is empty, and an order is no question', () => {
    expect(tidy({ text: '', kinds: [], free: false })).toEqual({})
    expect(isAsking({ sort: 'name' })).toBe(false)
    expect(isAsking({ stale: true })).toBe(true)
    expect(addressOf({ filter: {}, look: 'list' })).toBe('#/directory')
  })
})
