import fc from 'fast-check'
import type { PersonId } from '@pergola/protocol'
import { describe, expect, test } from 'vitest'
import { addNote, caseRules, readCase, saveCommitment, saveNeed, setCase } from '../casework/index.ts'
import { NEED, OPENING, TODAY, bar, caseAfter, day } from '../casework/story.fixture.ts'
import { fold } from '../record/document.ts'
import { hlcAt, msOf } from '../record/hlc.ts'
import type { Doc, Entry } from '../record/model.ts'
import { ownedId } from '../record/owned.ts'
import { AMINA, JOOST, LOCAL_GROUP, ROSA, SHELTER, SPACE, docOf, minute, opsOf, wrote } from '../record/story.fixture.ts'
import { closeCase, docAt, finishTask, readClosings, readMentions, readTasks, reopenCase, saveTask, type Written } from './index.ts'

const rules = caseRules(LOCAL_GROUP)
const docAfter = (...more: readonly Entry[]): Doc => docOf([...OPENING, ...more], rules)
const CALL = ownedId(LOCAL_GROUP, 'call')
const call = opsOf(saveTask(CALL, { text: 'Ask the school for papers', owner: AMINA.person, due: day('2026-03-05'), about: 'shelter' }))

describe('tasks', () => {
  test('LIFE-1 Amina has to ask the school by Thursday, for the shelter', () => {
    expect(readTasks(docAfter(wrote(AMINA, 5, ...call)))).toEqual([
      {
        id: CALL,
        org: LOCAL_GROUP,
        text: 'Ask the school for papers',
        owner: AMINA.person,
        due: '2026-03-05',
        about: 'shelter',
        done: null,
      },
    ])
  })
  test('LIFE-1 Joost, in another house, neither makes a task for them nor ticks theirs', () => {
    const joosts = wrote(JOOST, 6, ...call, ...finishTask(CALL, { on: TODAY, by: JOOST.person }))
    expect(readTasks(docAfter(joosts))).toEqual([])
    expect(readTasks(docAfter(wrote(AMINA, 5, ...call), joosts))[0]?.done).toBeNull()
  })
  test('LIFE-1 nobody, no day and no need where nobody said so; without words it is refused', () => {
    const bare = opsOf(saveTask(CALL, { text: 'Call back', owner: null, due: null, about: null }))
    expect(readTasks(docAfter(wrote(AMINA, 5, ...bare)))[0]).toMatchObject({ owner: null, due: null, about: null })
    expect(saveTask(CALL, { text: ' ', owner: null, due: null, about: null }).ok).toBe(false)
    expect(saveTask(CALL, { text: 'x', owner: null, due: day('2026-02-30'), about: null }).ok).toBe(false)
  })
  test('LIFE-2 done on a day by somebody, changed without being undone, and taken up again', () => {
    const done = wrote(AMINA, 6, ...finishTask(CALL, { on: TODAY, by: AMINA.person }))
    const [task] = readTasks(docAfter(wrote(AMINA, 5, ...call), done, wrote(AMINA, 7, ...call)))
    expect(task?.done).toEqual({ on: TODAY, by: AMINA.person })
    expect(readTasks(docAfter(wrote(AMINA, 5, ...call), done, wrote(AMINA, 8, ...finishTask(CALL, null))))[0]?.done).toBeNull()
  })
})

const CLOSING = {
  on: day('2026-06-01'),
  reason: 'safe',
  outcomes: [{ need: 'shelter', change: 'better', text: 'Lives with relatives.' }],
  says: 'I sleep again.',
  wouldReturn: 'yes',
} as const

describe('closing and opening again', () => {
  const closes = wrote(AMINA, 9, ...opsOf(closeCase('c1', CLOSING)))
  test('LIFE-3 the case is closed with what became of each need and what she says', () => {
    expect(readClosings(docAfter(closes))).toEqual([{ id: 'c1', by: AMINA.person, ...CLOSING, reopened: null }])
    expect(caseAfter(closes).status).toBe('closed')
  })
  test('LIFE-3 another organisation does not close it, nor write what became of it', () => {
    const doc = docAfter(wrote(JOOST, 9, ...opsOf(closeCase('c1', CLOSING))))
    expect([readClosings(doc).length, readCase(SPACE, doc).status]).toEqual([0, 'checking'])
  })
  test('LIFE-3 what is no outcome is refused, and read as unknown; a need counts once', () => {
    expect(closeCase('c', { ...CLOSING, outcomes: [{ need: 'shelter', change: 'fine' as 'better', text: '' }] }).ok).toBe(false)
    const outcomes = [{ need: 'shelter', change: 'fine' }, { need: 'shelter', change: 'worse', text: 'x' }, 7]
    const odd = wrote(AMINA, 9, { o: 'set', c: 'closing', i: 'c2', f: { on: 'soon', outcomes } })
    expect(readClosings(docAfter(odd))[0]).toMatchObject({
      on: TODAY,
      reason: 'other',
      wouldReturn: 'not_asked',
      outcomes: [{ need: 'shelter', change: 'unknown', text: '' }],
    })
  })
  test('LIFE-4 the threats are back: open again, and the reason stands beside the closing', () => {
    const again = wrote(AMINA, 12, ...opsOf(reopenCase('c1', day('2026-08-01'), 'The threats are back.')))
    expect(readClosings(docAfter(closes, again))[0]?.reopened).toEqual({ on: '2026-08-01', why: 'The threats are back.' })
    expect(caseAfter(closes, again).status).toBe('open')
    expect(reopenCase('c1', TODAY, ' ').ok).toBe(false)
  })
})

describe('notes that call somebody', () => {
  const note = (id: string, mentions: readonly PersonId[]) =>
    wrote(AMINA, 5, ...opsOf(addNote(id, 'Can you go?\nTomorrow.', undefined, mentions)))
  test('LIFE-5 Amina’s note calls Rosa once, with its beginning, and not herself', () => {
    expect(readMentions(docAfter(note('n', [ROSA.person, AMINA.person, ROSA.person])))).toEqual([
      { note: 'n', person: ROSA.person, by: AMINA.person, org: LOCAL_GROUP, at: msOf(minute(5)), text: 'Can you go? Tomorrow.' },
    ])
    expect(readMentions(docAfter(note('n', [])))).toEqual([])
  })
  test('LIFE-5 of a hundred names the first twenty are called', () => {
    const crowd = Array.from({ length: 100 }, (_, i) => `p${i}` as PersonId)
    expect(readMentions(docAfter(note('n', crowd)))).toHaveLength(20)
  })
})

const writtenBy = (entries: readonly Entry[]): readonly Written[] =>
  entries.flatMap(({ payload, author }) => payload.ops.map((op) => ({ clock: payload.at, author, op })))

describe('the case at a past instant', () => {
  const story: readonly Entry[] = [
    ...OPENING,
    wrote(JOOST, 10, ...opsOf(saveCommitment(ownedId(SHELTER, 's'), bar(SHELTER, 's', '2026-03-01', '2026-03-31')))),
    wrote(AMINA, 20, ...opsOf(setCase({ urgency: 'hours' }))),
    wrote(JOOST, 30, ...opsOf(saveCommitment(ownedId(SHELTER, 's'), bar(SHELTER, 's', '2026-03-01', '2026-03-10')))),
    wrote(JOOST, 35, ...opsOf(setCase({ status: 'closed' }))),
  ]
  const at = (minutes: number) => readCase(SPACE, docAt(writtenBy(story), msOf(minute(minutes)), rules))
  test('LIFE-6 before the shelter came, when it came, and after it cut its time', () => {
    expect([9, 10, 25, 30].map((minutes) => [at(minutes).urgency, at(minutes).commitments[0]?.to])).toEqual([
      ['days', undefined],
      ['days', '2026-03-31'],
      ['hours', '2026-03-31'],
      ['hours', '2026-03-10'],
    ])
  })
  test('LIFE-6 what the rules refused was never there', () => expect(at(99).status).toBe('checking'))
  test('LIFE-6 at the last instant it is the case as it is; at any other, what the commits until then make', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            minutes: fc.integer({ min: 3, max: 60 }),
            author: fc.constantFrom(AMINA, JOOST),
            count: fc.integer({ min: 1, max: 5 }),
          }),
        ),
        fc.integer({ min: 0, max: 70 }),
        (steps, until) => {
          const entries = [
            ...OPENING,
            ...steps.map(({ minutes, author, count }) =>
              wrote(author, minutes, ...opsOf(saveNeed('shelter', { ...NEED, headcount: count }))),
            ),
          ]
          const then = entries.filter(({ payload }) => payload.at <= minute(until))
          expect(docAt(writtenBy(entries), msOf(minute(until)), rules)).toEqual(fold(then, rules).doc)
          expect(docAt(writtenBy(entries), msOf(hlcAt(Number.MAX_SAFE_INTEGER)), rules)).toEqual(fold(entries, rules).doc)
        },
      ),
      { numRuns: 50 },
    )
  })
})
