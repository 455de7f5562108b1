import { describe, expect, test } from 'vitest'
import type { ServiceView } from '../../../contract.ts'
import { draftFrom, formOf } from './form.ts'

const reach = {
  kinds: ['relocation.international'],
  regions: ['002'],
  family: 'yes',
  maxDays: 90,
  amountMax: { amount: 3000, currency: 'EUR' },
  returnRequired: false,
  capacity: { unit: 'places', free: 2, updated: '2026-03-01' },
}

/** The parts of an entry that the form reads. */
const view = {
  service: {
    id: 'a:1',
    name: 'Huis Noord',
    programme: '',
    about: '',
    reach,
    places: [],
    contacts: [],
    visibility: 'match',
    reviewOn: null,
  },
  facts: [],
  audience: [],
} as unknown as ServiceView

describe('the form of an entry', () => {
  test('gives back what it was given', () => {
    const draft = draftFrom(formOf(view), view, '2026-05-05')
    expect(draft.reach).toEqual(reach)
    expect(draft.id).toBe('a:1')
    expect(draft.visibility).toBe('match')
  })

  test('says nothing of what was left empty', () => {
    const draft = draftFrom({ ...formOf(null), name: ' Line ', kinds: ['helpline'] }, null, '2026-05-05')
    expect(draft.reach).toEqual({ kinds: ['helpline'] })
    expect(draft.name).toBe('Line')
    expect('id' in draft).toBe(false)
  })

  test('dates what is free today only where it was changed', () => {
    const changed = draftFrom({ ...formOf(view), free: 1 }, view, '2026-05-05')
    expect(changed.reach.capacity).toEqual({ unit: 'places', free: 1, updated: '2026-05-05' })
  })

  test('keeps an amount only with its currency', () => {
    expect(draftFrom({ ...formOf(view), currency: '' }, view, '2026-05-05').reach.amountMax).toBeUndefined()
  })
})
