import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyTo } from './document.ts'
import { decodeDoc, encodeDoc } from './snapshot.ts'
import { AMINA, JOOST, LOCAL_GROUP, docOf, minute, wrote } from './story.fixture.ts'

const doc = docOf([
  wrote(AMINA, 1, { o: 'set', c: 'case', i: 'main', f: { pseudonym: 'Heron', key: new Uint8Array([1, 2]), list: ['a', { b: null }] } }),
  { ...wrote(JOOST, 99, { o: 'set', c: 'case', i: 'main', f: { summary: 'late' } }), ceiling: minute(5) },
  wrote(
    AMINA,
    2,
    { o: 'add', c: 'handover', i: 'h', f: 'yes', v: LOCAL_GROUP },
    { o: 'rem', c: 'handover', i: 'h', f: 'yes', v: '__proto__' },
  ),
  wrote(JOOST, 3, { o: 'note', c: 'note', i: 'n', f: { text: 'called' }, revises: 'm' }),
])

test('REC-16 a document read from its snapshot is the same and goes on the same', () => {
  const read = decodeDoc(encodeDoc(doc))
  expect(read).toEqual({ ok: true, value: doc })
  const more = [
    wrote(JOOST, 4, { o: 'rem', c: 'handover', i: 'h', f: 'yes', v: LOCAL_GROUP }, { o: 'set', c: 'case', i: 'main', f: { summary: 'x' } }),
  ]
  expect(read.ok && applyTo(read.value, more).doc).toEqual(applyTo(doc, more).doc)
})

test('REC-17 a damaged snapshot is refused as a whole, never half read and never an exception', () => {
  const bytes = encodeDoc(doc)
  fc.assert(
    fc.property(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 }), (place, byte) => {
      const read = decodeDoc(bytes.with(place, byte))
      if (!read.ok) expect(read.problem).toEqual({ type: 'bad_snapshot' })
      else expect(encodeDoc(read.value).length).toBeGreaterThan(0)
    }),
    { numRuns: 800 },
  )
  expect(decodeDoc(new Uint8Array()).ok).toBe(false)
  expect(decodeDoc(new Uint8Array([0x85, 2, 0x80, 0x80, 0xa0, 0xa0])).ok).toBe(false)
})
