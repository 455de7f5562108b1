import { expect, it } from 'vitest'
import { alike } from './steady.tsx'

const NEEDS = [
  { id: 'medical', label: 'Medical treatment' },
  { id: 'legal.defence', label: 'Legal defence' },
]

it('a field beside the one that Amina types into says the same, though its options and what is chosen are made anew', () => {
  const before = { label: 'Kind', value: ['medical'], options: NEEDS, isRequired: true }
  expect(alike(before, { ...before, value: ['medical'], options: NEEDS.map((one) => ({ ...one })) })).toBe(true)
  expect(alike(before, { ...before, value: [] })).toBe(false)
  expect(alike(before, { ...before, options: NEEDS.slice(1) })).toBe(false)
  expect(alike(before, { ...before, options: NEEDS.map((one) => ({ ...one, label: `${one.label}, urgent` })) })).toBe(false)
  expect(alike(before, { ...before, options: NEEDS.map((one) => ({ ...one, description: 'Also at night' })) })).toBe(false)
  expect(alike(before, { ...before, isRequired: false })).toBe(false)
  expect(alike(before, { ...before, error: 'Not on this day' })).toBe(false)
  expect(alike({ ...before, error: 'Not on this day' }, before)).toBe(false)
})

it('what is drawn inside a button counts as new: its words may be others', () => {
  const words = (text: string) => ({ children: [{ type: 'bdi', props: { children: text } }, 'Save'] })
  expect(alike(words('Amina'), words('Joost'))).toBe(false)
  expect(alike({ children: 'Save' }, { children: 'Save' })).toBe(true)
})
