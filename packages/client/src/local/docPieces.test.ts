import fc from 'fast-check'
import { applyTo, emptyDoc, encodeDoc, hlcAt, setOp, type Author, type Doc, type Op } from '@pergola/core/record'
import { describe, expect, it } from 'vitest'
import { LEAST_IN_PIECES, cutDoc, joinDoc, type KeptDoc, type Piece } from './docPieces.ts'

const JOOST = { device: 'd'.repeat(32), person: 'p'.repeat(32), org: 'o'.repeat(32), role: 'editor' } as Author
let at = 1
const wrote = (doc: Doc, ...ops: readonly Op[]): Doc => applyTo(doc, [{ payload: { at: hlcAt(at++), ops }, author: JOOST }]).doc
const entry = (number: number, name: string): Op => setOp('service', `${'o'.repeat(32)}:${number}`, { name, about: 'Rooms for families.' })
const note = (number: number): Op => ({ o: 'note', c: 'turn', i: `n${number}`, f: { text: `word ${number}` } })
const book = (count: number): Doc => wrote(emptyDoc(), ...Array.from({ length: count }, (_, n) => entry(n, `Entry ${n}`)))

/** A disk of pieces. */
const disk = () => {
  const held: (Uint8Array | null)[] = []
  const put = (pieces: readonly Piece[]): void => {
    for (const { at: place, bytes } of pieces) held[place] = bytes
  }
  return { held, put, read: (kept: KeptDoc) => joinDoc(kept.versions, held) }
}
const same = (a: Doc | null, b: Doc): void => expect(a && encodeDoc(a)).toEqual(encodeDoc(b))

describe('a large document in pieces', () => {
  it('SES-15 a small one stays whole', () => {
    expect(cutDoc(book(LEAST_IN_PIECES - 1), null)).toEqual({ kept: null, pieces: [] })
  })

  it('SES-15 one changed entry is one piece, and what is read is what was written', () => {
    const { put, read, held } = disk()
    const before = book(3000)
    const first = cutDoc(before, null)
    put(first.pieces)
    expect([first.pieces.length, first.kept!.versions.length]).toEqual([64, 64])
    same(read(first.kept!), before)
    const after = wrote(before, entry(17, 'Another name'))
    const second = cutDoc(after, first.kept)
    expect(second.pieces).toHaveLength(1)
    expect(second.pieces[0]!.bytes!.length).toBeLessThan(held.reduce((sum, one) => sum + one!.length, 0) / 30)
    put(second.pieces)
    same(read(second.kept!), after)
    expect(cutDoc(after, second.kept).pieces, 'nothing changed').toEqual([])
  })

  it('SES-15 however it grows and whoever writes, it is read as it was written', () => {
    const change = fc.array(
      fc.oneof(
        fc.nat(5000).map((n) => entry(n, `again ${at}`)),
        fc.nat(5000).map(note),
      ),
      { minLength: 1, maxLength: 400 },
    )
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const { put, read } = disk()
        let doc = book(LEAST_IN_PIECES)
        let kept: KeptDoc | null = null
        for (const ops of changes) {
          doc = wrote(doc, ...ops)
          const cut = cutDoc(doc, kept)
          put(cut.pieces)
          kept = cut.kept
          same(read(kept!), doc)
        }
      }),
      { numRuns: 15 },
    )
  })

  it('SES-16 a piece that is missing, older or newer than its record says makes it no document', () => {
    const { put, read, held } = disk()
    const first = cutDoc(book(1000), null)
    put(first.pieces)
    const changed = cutDoc(wrote(first.kept!.doc!, entry(5, 'Now closed')), first.kept)
    const [piece] = changed.pieces
    const older = held[piece!.at]!
    expect(read(changed.kept!), 'the record was written, its piece was not').toBeNull()
    put(changed.pieces)
    expect(read(changed.kept!)).not.toBeNull()
    expect(read(first.kept!), 'the piece was written, its record was not').toBeNull()
    held[piece!.at] = older
    expect(read(changed.kept!), 'somebody put the older piece back').toBeNull()
    held[piece!.at] = null
    expect(read(changed.kept!)).toBeNull()
    // What cannot be read is written over, every piece of it.
    const again = cutDoc(first.kept!.doc!, { doc: null, versions: changed.kept!.versions })
    expect(again.pieces).toHaveLength(again.kept!.versions.length)
    put(again.pieces)
    same(read(again.kept!), first.kept!.doc!)
  })

  it('SES-15 what was put away is taken off the disk', () => {
    const { put, held } = disk()
    const first = cutDoc(book(1000), null)
    put(first.pieces)
    const emptied = cutDoc(emptyDoc(), first.kept)
    put(emptied.pieces)
    expect([emptied.kept, held.every((one) => one === null)]).toEqual([null, true])
  })
})
