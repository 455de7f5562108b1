import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setOp, applyTo, emptyDoc, hlcAt, type Op } from '@pergola/core/record'
import type { DeviceId, OrgId, PersonId, SpaceId } from '@pergola/protocol'
import { createSearch, loadSearch, saveSearch, searchTexts, type Search, type SearchEntry } from './index.ts'
import { createWords } from './words.ts'

const entry = (id: string, text: string, title = '', target = id): SearchEntry => ({ id, target, title, text })
const searchOf = (...entries: readonly SearchEntry[]): Search => {
  const search = createSearch()
  for (const each of entries) search.index(each.id, [each])
  return search
}
const found = (search: Search, text: string): readonly string[] => search.search(text, 10).map(({ id }) => id)

const NO_SHELVES = { rows: [], keys: new Map<string, never>() }

describe('what somebody types', () => {
  it('SEARCH-1 all words must be found; they may stand in different parts of one target', () => {
    const search = searchOf(
      entry('case/1', 'shelter for a family', 'Olive'),
      entry('identity/1', '', 'Salma Haddad', 'case/1'),
      entry('case/2', 'shelter', 'Cedar'),
    )
    expect(found(search, 'haddad shelter ')).toEqual(['case/1'])
    expect(found(search, 'shelter ')).toEqual(['case/2', 'case/1'])
    expect(found(search, 'haddad cedar ')).toEqual([])
    expect(found(search, ' ,. ')).toEqual([])
  })

  it('SEARCH-2 the last word may be unfinished, the others not', () => {
    const search = searchOf(entry('1', 'shelter in winter'))
    expect(found(search, 'shel')).toEqual(['1'])
    expect(found(search, 'shel ')).toEqual([])
    expect(found(search, 'shel win')).toEqual([])
    expect(found(search, 'shelter win')).toEqual(['1'])
    expect(found(search, 's')).toEqual([])
  })

  it('SEARCH-3 one letter may be wrong, missing, too many or exchanged, from four letters on', () => {
    const search = searchOf(entry('1', 'shelter'), entry('2', 'cat'))
    for (const typed of ['shalter', 'sheltr', 'shellter', 'shetler', 'xhelter', 'shelte', 'helter', 'shlet', 'shalt'])
      expect(found(search, typed), typed).toEqual(['1'])
    for (const typed of ['shaltar', 'sheltr ab', 'cta', 'bat', 'shalt ']) expect(found(search, typed), typed).toEqual([])
    const many = searchOf(entry('1', 'shelter'), ...Array.from({ length: 8 }, (_, i) => entry(`s${i}`, 'skelter')))
    expect(found(many, 'skelter')).not.toContain('1')
  })

  it('SEARCH-4 letters of one sound are found however they are written', () => {
    const search = searchOf(
      entry('ar', 'أحمد في المدرسة'),
      entry('ru', 'Алёна Щёголева'),
      entry('fr', 'Thérèse à l’hôpital'),
      entry('zh', '北京的律师'),
    )
    expect(found(search, 'احمد المدرسه ')).toEqual(['ar'])
    expect(found(search, 'АЛЕНА щего')).toEqual(['ru'])
    expect(found(search, 'THERESE')).toEqual(['fr'])
    expect(found(search, 'therese lhopital')).toEqual(['fr'])
    expect(found(search, '律师')).toEqual(['zh'])
    expect(found(search, '律')).toEqual(['zh'])
  })

  it('SEARCH-5 a name counts more than text', () => {
    const search = searchOf(entry('text', 'cedar '.repeat(3) + 'and more of it'), entry('name', 'and some text of it', 'Cedar'))
    expect(found(search, 'cedar')).toEqual(['name', 'text'])
  })
})

describe('the index', () => {
  it('SEARCH-6 a space has the entries it has now, and no others', () => {
    const search = createSearch()
    search.index('book', [entry('a', 'olive'), entry('b', 'cedar')])
    const before = search.version()
    search.index('book', [entry('a', 'olive'), entry('b', 'cedar')])
    expect(search.version()).toBe(before)
    search.index('book', [entry('b', 'palm')])
    expect([found(search, 'olive '), found(search, 'cedar '), found(search, 'palm ')]).toEqual([[], [], ['b']])
    search.index('book', [])
    expect(found(search, 'palm ')).toEqual([])
  })

  it('SEARCH-6 changed a thousand times, it answers as one made afresh', () => {
    const texts = fc.array(fc.tuple(fc.nat(20), fc.array(fc.constantFrom('olive', 'cedar', 'palm', 'fig', 'date'), { maxLength: 3 })), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(texts, (changes) => {
        const changed = createSearch()
        // Enough that gaps are closed on the way.
        for (let i = 0; i < 1100; i++) changed.index('x', [entry('x', `seed ${i}`)])
        const last = new Map<number, string>()
        for (const [space, words] of changes) {
          last.set(space, words.join(' '))
          changed.index(String(space), words.length === 0 ? [] : [entry(String(space), words.join(' '))])
        }
        const fresh = searchOf(...[...last].flatMap(([space, text]) => (text === '' ? [] : [entry(String(space), text)])))
        for (const word of ['olive ', 'cedar ', 'fig date ']) expect(found(changed, word).toSorted()).toEqual(found(fresh, word).toSorted())
        expect(loadSearch(saveSearch(changed))).not.toBeNull()
      }),
      { numRuns: 30 },
    )
  })

  it('SEARCH-7 saved and loaded it answers the same, and can be changed', () => {
    const search = searchOf(entry('1', 'shelter أحمد', 'Olive', 'case/1'), entry('2', 'shelter', 'Cedar'))
    search.index('2', [])
    const loaded = loadSearch(saveSearch(search)) as Search
    expect(found(loaded, 'shelter')).toEqual(['case/1'])
    loaded.index('1', [entry('1', 'shelter أحمد', 'Olive', 'case/1')])
    expect(loaded.version()).toBe(0)
    loaded.index('1', [entry('1', 'shelter and school', 'Olive', 'case/1')])
    loaded.index('3', [entry('3', 'school')])
    expect([found(loaded, 'school '), found(loaded, 'احمد ')]).toEqual([['3', 'case/1'], []])
  })

  it('SEARCH-7 a damaged image is no index, whatever was changed', () => {
    const image = saveSearch(searchOf(entry('1', 'shelter and school', 'Olive'), entry('2', 'school')))
    expect(loadSearch(new Uint8Array())).toBeNull()
    expect(loadSearch(image.slice(0, -4))).toBeNull()
    fc.assert(
      fc.property(fc.nat(image.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = image.slice()
        damaged[at]! ^= change
        // Either refused, or an index that answers without failing.
        expect(() => loadSearch(damaged)?.search('school shel', 5)).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })

  it('SEARCH-3 words near to what was typed are those one letter away', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(letters, letters, (word, typed) => {
        const near = createWords([word]).near(typed, false).length === 1
        expect(near).toBe(word !== typed ? isOneAway(word, typed) : near)
      }),
    )
  })
})

/** By trying every change of one letter. */
const isOneAway = (word: string, typed: string): boolean => {
  const changes = Array.from({ length: typed.length + 1 }, (_, i) => [
    typed.slice(0, i) + typed.slice(i + 1),
    ...['a', 'b', 'c'].flatMap((letter) => [typed.slice(0, i) + letter + typed.slice(i), typed.slice(0, i) + letter + typed.slice(i + 1)]),
    typed.slice(0, i) + (typed[i + 1] ?? '') + (typed[i] ?? '') + typed.slice(i + 2),
  ]).flat()
  return changes.includes(word)
}

describe('what is indexed', () => {
  const author = { device: 'd' as DeviceId, person: 'p' as PersonId, org: 'o' as OrgId, role: 'steward' } as const
  const docOf = (ops: readonly Op[]) => applyTo(emptyDoc(), [{ payload: { at: hlcAt(1), ops }, author }]).doc

  it('SEARCH-8 no key, hash or id', () => {
    const key = new Uint8Array(32).fill(7)
    const doc = docOf([
      setOp('case', 'main', { pseudonym: 'Olive', summary: 'Text', assignedTo: 'person-id', identitySpace: 'space-id' }),
      setOp('file', 'o:file-id', { name: 'plan.pdf', type: 'application/pdf', bytes: 3, sha256: 'hash', blob: 'blob-id', key }),
      setOp('need', 'need-id', { person: 'person-id', kind: 'medical', from: '2026-03-01', to: '2026-03-02', place: 'NL' }),
    ])
    expect(searchTexts('s' as SpaceId, 'case', doc, NO_SHELVES)).toEqual([
      { id: 'case/s', target: 'case/s', title: 'Olive', text: 'Text\nMedical treatment\nNetherlands\nplan.pdf' },
    ])
  })

  it('SEARCH-8 a name leads to its case; an identity part without a case to nothing', () => {
    const person = setOp('person', 'p', { name: 'Salma', contact: 'phone' })
    expect(searchTexts('i' as SpaceId, 'identity', docOf([setOp('identity', 'main', { caseSpace: 's' }), person]), NO_SHELVES)).toEqual([
      { id: 'identity/i', target: 'case/s', title: 'Salma', text: 'phone' },
    ])
    expect(searchTexts('i' as SpaceId, 'identity', docOf([person]), NO_SHELVES)).toEqual([])
  })
})
