import { expect, test } from 'vitest'
import { clockLeft, plain, table } from './words.ts'

test('what came from elsewhere cannot move the cursor, colour the terminal or turn its direction', () => {
  expect(plain('a\u001b[31mred\u0007\nb')).toBe('a [31mred  b')
  expect(plain('safe\u202etxt.exe')).toBe('safe txt.exe')
  expect(plain('one\ntwo\u001b', true)).toBe('one\ntwo ')
  expect(plain('سلام أمل')).toBe('سلام أمل')
})

test('columns are as wide as what people see, in any script', () => {
  expect(
    table(
      ['NAME', 'X'],
      [
        ['Zoë', '1'],
        ['ज्योति', '2'],
      ],
    ).split('\n')[1],
  ).toBe('Zoë   1')
  expect(table(['A'], [])).toBe('')
})

test('a clock says what is left and what is over', () => {
  const hour = 3_600_000
  expect([clockLeft(21 * hour, 0), clockLeft(0, 2 * hour), clockLeft(96 * hour, 0), clockLeft(hour / 4, 0)]).toEqual([
    '21 h left',
    '2 h over',
    '4 days left',
    'less than an hour left',
  ])
})
