import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sayTheSame } from './sayTheSame.ts'

test('VIEW-21 an answer says the same as its copy, and another one does not', () => {
  const answer = { ok: true, value: { notes: [{ id: 'n1', text: 'They are well.' }], photo: Uint8Array.of(1, 2), until: null } }
  expect(sayTheSame(answer, structuredClone(answer))).toBe(true)
  const { notes, photo } = answer.value
  for (const value of [
    { notes, photo },
    { notes, photo, until: undefined },
    { notes, photo, until: null, since: null },
    { notes: [...notes, notes[0]], photo, until: null },
    { notes: [{ ...notes[0], text: 'They left.' }], photo, until: null },
    { notes, photo: Uint8Array.of(1, 3), until: null },
    { notes: { ...notes }, photo, until: null },
  ])
    expect(sayTheSame(answer, { ok: true, value })).toBe(false)
})

test('VIEW-21 what is no plain data is told again rather than missed', () => {
  expect(sayTheSame(new Map([['a', 1]]), new Map([['a', 1]]))).toBe(false)
  expect(sayTheSame(null, { ok: true })).toBe(false)
})

test('VIEW-21 two answers say the same exactly if they are written alike', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(sayTheSame(one, structuredClone(one))).toBe(true)
      const sorted = (value: unknown): string =>
        JSON.stringify(value, (_, held: unknown) =>
          held !== null && typeof held === 'object' && !Array.isArray(held)
            ? Object.fromEntries(Object.entries(held).toSorted(([a], [b]) => (a < b ? -1 : 1)))
            : held,
        )
      fc.pre(!Object.is(one, other))
      if (sayTheSame(one, other)) expect(sorted(one)).toBe(sorted(other))
    }),
  )
})
