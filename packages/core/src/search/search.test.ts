import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText } from './fold.ts'
import { tokenise } from './tokenise.ts'

const same = (...ways: readonly string[]): void => {
  expect(new Set(ways.map(foldText)).size, ways.join(' ')).toBe(1)
}

test('FIND-1 case, accents and letters without a decomposition do not matter', () => {
  same('Łódź', 'lodz', 'LODZ')
  same('Søren Đorđević', 'soren dordevic')
  same('Straße', 'STRASSE', 'strasse')
  same('Nguyễn', 'nguyen')
  same('ﬁle', 'file')
  same("O'Neill", 'O’Neill', 'oneill')
})

test('FIND-2 Arabic: vowel signs, tatweel, hamza and alef forms, ta marbuta, Persian letters and digits', () => {
  same('أَمِينَة', 'امينه', 'أمينـــة')
  same('إبراهيم', 'ابراهيم')
  same('مصطفى', 'مصطفي', 'مصطفی')
  same('کتاب', 'كتاب')
  same('٢٠٢٦', '۲۰۲۶', '2026')
})

test('FIND-3 Cyrillic, Greek and Hebrew ways of writing one letter', () => {
  same('Семён', 'семен')
  same('Київ', 'киив')
  same('Ψηφίος', 'ψηφιοσ')
  same('שָׁלוֹם', 'שלומ')
})

test('FIND-4 words of any script, whole where there are spaces and in pairs where there are none', () => {
  expect(tokenise('Land-rights: 3 threats (Nairobi)')).toEqual(['land', 'rights', '3', 'threats', 'nairobi'])
  expect(tokenise('किताब नारायण')).toEqual(['किताब', 'नारायण'])
  expect(tokenise('李小龍')).toEqual(['李小', '小龍'])
  expect(tokenise('龍')).toEqual(['龍'])
  expect(tokenise('2026年 ABC案件x')).toEqual(['2026', '年', 'abc', '案件', 'x'])
  expect(tokenise('한국어 사람')).toEqual(['한국어', '사람'])
  expect(tokenise(' … — ')).toEqual([])
})

test('FIND-5 folding what is folded changes nothing, so that what is indexed meets what is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      const tokens = tokenise(text)
      expect(tokens.flatMap((token) => tokenise(token))).toEqual(tokens)
    }),
    { numRuns: 500 },
  )
  expect(tokenise('x'.repeat(500))).toEqual(['x'.repeat(64)])
})
