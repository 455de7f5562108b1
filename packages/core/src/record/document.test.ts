import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyOp, applyTo, emptyDoc, fold } from './document.ts'
import { ceilingAt, hlcAt, msOf } from './hlc.ts'
import type { Author, Entry, Op, Rules, Value } from './model.ts'
import { lineIn, notesInOrder, rowAt, valueOf } from './read.ts'
import { encodeDoc } from './snapshot.ts'
import { AMINA, JOOST, LOCAL_GROUP, ROSA, SHELTER, docOf, minute, wrote } from './story.fixture.ts'

const set = (fields: Record<string, Value>, id = 'main'): Op => ({ o: 'set', c: 'case', i: id, f: fields })
const yes = (o: 'add' | 'rem', v: string): Op => ({ o, c: 'handover', i: 'h', f: 'yes', v })
const note = (id: string, text: string): Op => ({ o: 'note', c: 'note', i: id, f: { text } })

const AUTHORS: readonly Author[] = [AMINA, JOOST, ROSA, { ...AMINA, role: 'contributor' }]
const anyValue = fc.oneof(
  fc.string({ maxLength: 3 }),
  fc.integer({ min: 0, max: 3 }),
  fc.boolean(),
  fc.constant(null),
  fc.constant(new Uint8Array([1])),
)
const few = (...values: readonly string[]) => fc.constantFrom(...values)
const anyOperation: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ o: fc.constant('set' as const), c: few('case', 'need'), i: few('x', 'y'), f: fc.dictionary(few('p', 'q', 'r'), anyValue) }),
  fc.record({
    o: few('add', 'rem') as fc.Arbitrary<'add' | 'rem'>,
    c: few('case', 'handover'),
    i: few('x', 'y'),
    f: few('s', 't'),
    v: few('a', 'b', '__proto__'),
  }),
  fc.record({ o: fc.constant('note' as const), c: few('note'), i: few('n', 'm'), f: fc.dictionary(few('text'), anyValue) }),
)
const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    author: fc.constantFrom(...AUTHORS),
    at: fc.integer({ min: 0, max: 6 }),
    ops: fc.array(anyOperation, { maxLength: 4 }),
    ceiling: fc.option(fc.integer({ min: 0, max: 5 })),
  })
  .map(({ author, at, ops, ceiling }) => ({
    author,
    payload: { at: minute(at), ops },
    ...(ceiling === null ? {} : { ceiling: minute(ceiling) }),
  }))

describe('order does not matter', () => {
  test('REC-4 the same commits in any order, in any portions, give the same document', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyEntry, { maxLength: 12 })
          .chain((entries) =>
            fc.tuple(
              fc.constant(entries),
              fc.shuffledSubarray(entries, { minLength: entries.length }),
              fc.integer({ min: 0, max: entries.length }),
            ),
          ),
        ([entries, shuffled, cut]) => {
          const whole = docOf(entries)
          const portions = applyTo(docOf(shuffled.slice(0, cut)), shuffled.slice(cut)).doc
          expect(portions).toEqual(whole)
          expect(encodeDoc(portions)).toEqual(encodeDoc(whole))
        },
      ),
      { numRuns: 400 },
    )
  })

  test('REC-4 a commit that arrives twice changes nothing', () => {
    const entries = [
      wrote(AMINA, 1, set({ summary: 'threats by phone' }), yes('add', LOCAL_GROUP), note('n', 'called')),
      wrote(JOOST, 2, yes('rem', LOCAL_GROUP)),
    ]
    expect(docOf([...entries, ...entries])).toEqual(docOf(entries))
  })
})

describe('fields', () => {
  test('REC-5 the later of two summaries stays, whichever arrives first', () => {
    const early = wrote(AMINA, 1, set({ summary: 'early', country: 'KE' }))
    const late = wrote(JOOST, 2, set({ summary: 'late' }))
    for (const entries of [
      [early, late],
      [late, early],
    ]) {
      const row = rowAt(docOf(entries), 'case', 'main')
      expect([lineIn(row, 'summary'), lineIn(row, 'country')]).toEqual(['late', 'KE'])
    }
  })

  test('REC-5 written in the same moment, the higher device id decides on every replica', () => {
    const both = [wrote(AMINA, 1, set({ summary: 'of Amina' })), wrote(JOOST, 1, set({ summary: 'of Joost' }))]
    expect(lineIn(rowAt(docOf(both), 'case', 'main'), 'summary')).toBe('of Joost')
    expect(lineIn(rowAt(docOf(both.toReversed()), 'case', 'main'), 'summary')).toBe('of Joost')
  })

  test('REC-6 the first author of a record is who wrote it first by the clock, not who arrived first', () => {
    const row = rowAt(
      docOf([wrote(JOOST, 5, set({ a: 1 })), wrote(AMINA, 2, set({ b: 1 })), wrote(ROSA, 9, set({ c: 1 }))]),
      'case',
      'main',
    )
    expect([row?.firstAuthor, row?.firstAt]).toEqual([AMINA, minute(2)])
  })
})

describe('sets', () => {
  test('REC-7 taking out removes only what was put in before; putting in again afterwards counts', () => {
    const entries = [
      wrote(AMINA, 1, yes('add', SHELTER)),
      wrote(AMINA, 3, yes('add', LOCAL_GROUP)),
      wrote(JOOST, 2, yes('rem', SHELTER), yes('rem', LOCAL_GROUP)),
    ]
    expect(rowAt(docOf(entries), 'handover', 'h')?.sets['yes']).toEqual([LOCAL_GROUP])
    const again = applyTo(docOf(entries), [wrote(JOOST, 4, yes('add', SHELTER))]).doc
    expect(rowAt(again, 'handover', 'h')?.sets['yes']).toEqual([LOCAL_GROUP, SHELTER])
  })

  test('REC-7 put in and taken out in one commit is in', () => {
    expect(rowAt(docOf([wrote(AMINA, 1, yes('rem', SHELTER), yes('add', SHELTER))]), 'handover', 'h')?.sets['yes']).toEqual([SHELTER])
  })
})

describe('notes', () => {
  test('REC-8 nobody overwrites a note: not its writer, and not someone who uses its id with an earlier clock', () => {
    const doc = docOf([
      wrote(AMINA, 5, note('n', 'what she said')),
      wrote(AMINA, 6, note('n', 'changed')),
      wrote(JOOST, 1, note('n', 'forged')),
    ])
    expect(notesInOrder(doc, 'note').map(({ author, fields }) => [author.org, fields['text']])).toEqual([
      [SHELTER, 'forged'],
      [LOCAL_GROUP, 'what she said'],
    ])
  })
})

describe('a clock that is wrong by ten years', () => {
  const relayMs = msOf(minute(10))
  const fromTheFuture = (text: string, seq: number): Entry => ({
    author: AMINA,
    payload: { at: (hlcAt(relayMs + 10 * 365 * 86_400_000) + seq) as Entry['payload']['at'], ops: [set({ summary: text })] },
    ceiling: ceilingAt(relayMs),
  })

  test('REC-3 counts as five minutes after the relay received it, so that colleagues can still correct it', () => {
    const doc = docOf([fromTheFuture('from 2036', 0), wrote(JOOST, 20, set({ summary: 'corrected' }))])
    expect(lineIn(rowAt(doc, 'case', 'main'), 'summary')).toBe('corrected')
    expect(msOf(rowAt(docOf([fromTheFuture('x', 0)]), 'case', 'main')?.firstAt as Entry['payload']['at'])).toBe(relayMs + 300_000)
  })

  test('REC-9 two writes of that device lowered to one moment keep the order in which it made them', () => {
    const [first, second] = [fromTheFuture('first', 0), fromTheFuture('second', 1)]
    for (const entries of [
      [first, second],
      [second, first],
    ])
      expect(lineIn(rowAt(docOf(entries), 'case', 'main'), 'summary')).toBe('second')
  })

  test('REC-9 so do two notes', () => {
    const noted = (id: string, seq: number): Entry => {
      const entry = fromTheFuture('', seq)
      return { ...entry, payload: { ...entry.payload, ops: [note(id, id)] } }
    }
    const [first, second] = [noted('b', 0), noted('a', 1)]
    for (const entries of [
      [first, second],
      [second, first],
    ])
      expect(notesInOrder(docOf(entries), 'note').map(({ id }) => id)).toEqual(['b', 'a'])
  })
})

describe('rules', () => {
  const onlyLocal: Rules = (_op, author) => (author.org === LOCAL_GROUP ? 'ok' : 'not_local')

  test('REC-10 what a rule refuses is reported and leaves no trace', () => {
    const { doc, refused } = fold([wrote(AMINA, 1, set({ a: 1 })), wrote(JOOST, 2, set({ a: 2 }), note('n', 'x'))], onlyLocal)
    expect(refused).toEqual([
      { entry: 1, op: 0, reason: 'not_local' },
      { entry: 1, op: 1, reason: 'not_local' },
    ])
    expect(doc).toEqual(docOf([wrote(AMINA, 1, set({ a: 1 }))]))
  })

  test('REC-11 a field named like a part of every object is refused, whatever the rules say', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'prototype']) {
      const fields = JSON.parse(`{"${name}": {"polluted": true}}`) as Record<string, Value>
      const { doc, refused } = fold([wrote(JOOST, 1, set(fields), { o: 'add', c: 'handover', i: 'h', f: name, v: 'x' })], anyOp)
      expect(refused.map(({ reason }) => reason)).toEqual(['forbidden_key', 'forbidden_key'])
      expect(doc).toEqual(emptyDoc())
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

test('REC-12 adding a commit leaves the document before it as it was, and hands on what did not change', () => {
  const before = docOf([
    wrote(AMINA, 1, set({ summary: 'one' }), { o: 'set', c: 'need', i: 'n', f: { kind: 'medical' } }, yes('add', LOCAL_GROUP)),
  ])
  const bytes = encodeDoc(before)
  const after = applyTo(before, [wrote(JOOST, 2, set({ summary: 'two' }), yes('add', SHELTER))]).doc
  expect(encodeDoc(before)).toEqual(bytes)
  expect(after.rows.get('need')).toBe(before.rows.get('need'))
  expect(valueOf(rowAt(after, 'case', 'main'), 'summary')).toBe('two')
  expect(applyTo(before, []).doc).toBe(before)
})
