import { expect, test } from 'vitest'
import { savedName, shownName } from './fileName.ts'

test('a name that pretends to be a picture by turning its end around is seen through', () => {
  expect(shownName('report\u202egnp.exe')).toBe('report\ufffdgnp.exe')
  expect(shownName('invoice\u2066.pdf\u2069')).toBe('invoice\ufffd.pdf\ufffd')
})

test('a name in Arabic, Persian or Khmer stays as it is', () => {
  expect(shownName('تقرير الشرطة.pdf')).toBe('تقرير الشرطة.pdf')
})

test('a saved name has no path and is never empty', () => {
  expect(savedName('../../etc/passwd')).toBe('__.._etc_passwd')
  expect(savedName('')).toBe('file')
  expect(savedName('a\u0000b:c.txt')).toBe('a_b_c.txt')
})
