import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharing } from './sharing.ts'

const notes = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `n${at}`, text: 'They are well.', by: { person: 'amina' } }))

test('after one note more the others are the objects that they were', () => {
  const before = { file: { notes: notes(3), summary: 'Olive' }, people: { amina: 'Amina' } }
  const after = sharing(before, { file: { notes: notes(4), summary: 'Olive' }, people: { amina: 'Amina' } })
  expect(after.file.notes).toHaveLength(4)
  before.file.notes.forEach((note, at) => expect(after.file.notes[at]).toBe(note))
  expect(after.people).toBe(before.people)
  expect(after).not.toBe(before)
})

test('what says the same is the same, and a field that is gone is gone', () => {
  const before = { notes: notes(2), until: null }
  expect(sharing(before, { notes: notes(2), until: null })).toBe(before)
  expect(sharing(before, { notes: notes(2) })).toEqual({ notes: notes(2) })
  expect(sharing({ notes: notes(2) }, { notes: notes(1) })).toEqual({ notes: notes(1) })
})

test('whatever stood before, the new answer says what it says', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      const told = structuredClone(after)
      expect(sharing(before, told)).toEqual(after)
      expect(sharing(told, structuredClone(after))).toBe(typeof after === 'object' && after !== null ? told : after)
    }),
  )
})
