import { describe, expect, test } from 'vitest'
import type { ServiceView } from '../../../contract.ts'
import { draftFrom, formOf, isWhole } from './form.ts'

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

  test('names no organisation where what is said is for all: who was chosen before one changed one’s mind is told nothing', () => {
    const chosen = { ...formOf(null), audience: ['o'.repeat(32)] as never, visibility: 'chosen' as const }
    const audience = (more: object) => draftFrom({ ...chosen, ...more }, null, '2026-05-05').audience
    expect(audience({})).toHaveLength(1)
    expect(audience({ visibility: 'network' })).toEqual([])
    expect(audience({ visibility: 'public' })).toEqual([])
    const facts = [{ code: 'family', value: 'yes', source: 'x', visibility: 'chosen' }]
    expect(audience({ visibility: 'network', facts })).toHaveLength(1)
  })

  test('is whole when what is for chosen organisations names some', () => {
    const form = { ...formOf(null), name: 'Line', kinds: ['helpline'], source: 'We' }
    expect([isWhole(form, null), isWhole({ ...form, visibility: 'chosen' }, null)]).toEqual([true, false])
    expect(isWhole({ ...form, visibility: 'chosen', audience: ['o'] as never }, null)).toBe(true)
    expect([isWhole({ ...form, source: '' }, null), isWhole({ ...form, source: '' }, view)]).toEqual([false, true])
  })

  test('keeps an amount only with its currency', () => {
    expect(draftFrom({ ...formOf(view), currency: '' }, view, '2026-05-05').reach.amountMax).toBeUndefined()
  })
})
