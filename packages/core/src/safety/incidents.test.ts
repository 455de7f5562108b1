import { expect, test } from 'vitest'
import type { PartialDay } from '../casework/model.ts'
import { caseRules } from '../casework/policy.ts'
import { OPENING } from '../casework/story.fixture.ts'
import { ownedId, type Doc, type Entry } from '../record/index.ts'
import { AMINA, LOCAL_GROUP, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { readIncidents, saveIncident, type IncidentDraft } from './index.ts'

const file = (...entries: readonly Entry[]): Doc => docOf([...OPENING, ...entries], caseRules(LOCAL_GROUP))
const DRAFT: IncidentDraft = {
  form: 'physical',
  kinds: ['threat', 'robbery'],
  on: '2026-02' as PartialDay,
  people: ['heron'],
  text: 'Two men took her bag and said that the hearing will not happen.',
  seriousness: ['physical_security'],
  affected: [],
  damage: 'A broken finger',
  attacker: '',
  motive: '',
  steps: '',
  reportedTo: '',
  evidence: '',
  lessons: '',
  request: '',
  resolved: false,
}
const saved = (name: string, draft: Partial<IncidentDraft>, minutes = 3) =>
  wrote(AMINA, minutes, ...opsOf(saveIncident(ownedId(LOCAL_GROUP, name), { ...DRAFT, ...draft })))
const on = (text: string) => text as PartialDay

test('SAFE-13 newest first by the day they happened, known in part or whole', () => {
  const doc = file(
    saved('year', { on: on('2025') }),
    saved('day', { on: on('2026-02-10') }, 4),
    saved('month', {}, 5),
    saved('digital', { form: 'digital', kinds: ['shut_out'], affected: ['email'], on: on('2026-03-01') }, 6),
  )
  expect(readIncidents(doc).map(({ on: when }) => when)).toEqual(['2026-03-01', '2026-02', '2026-02-10', '2025'])
  expect(readIncidents(doc)[0]).toMatchObject({ form: 'digital', affected: ['email'] })
})

test.each([
  ['kinds', { kinds: [] }],
  ['kinds', { kinds: ['shut_out'] }],
  ['on', { on: on('last week') }],
  ['text', { text: '  ' }],
  ['seriousness', { seriousness: ['bad'] }],
  ['form', { form: 'rumour' as 'digital' }],
])('SAFE-13 an incident with an odd %s is refused', (field, change) => {
  expect(saveIncident(ownedId(LOCAL_GROUP, 'x'), { ...DRAFT, ...change })).toEqual({ ok: false, problem: { type: 'invalid', field } })
})

test('SAFE-13 codes of the other form, or of nobody, read as none; without a day it is left out', () => {
  const odd = {
    o: 'set',
    c: 'incident',
    i: ownedId(LOCAL_GROUP, 'o'),
    f: { form: 'digital', on: '2026', kinds: ['robbery', 'malware', 7], affected: 'all' },
  } as const
  expect(readIncidents(file(wrote(AMINA, 3, odd)))).toMatchObject([{ kinds: ['malware'], affected: [], text: '' }])
  expect(readIncidents(file(wrote(AMINA, 3, { ...odd, f: { on: 'soon' } })))).toEqual([])
})
