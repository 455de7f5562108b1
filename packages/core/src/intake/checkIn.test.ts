import { expect, test } from 'vitest'
import { checkInText, readCheckIn } from './checkIn.ts'

test('a check-in is its first line; whatever else somebody writes is a message', () => {
  for (const mark of ['well', 'help', 'opened', 'agreed', 'ended'] as const) {
    expect(readCheckIn(checkInText(mark))).toEqual({ mark, said: '' })
    expect(readCheckIn(checkInText(mark, 'blue door\nand more'))).toEqual({ mark, said: 'blue door\nand more' })
  }
  for (const text of [
    '',
    'well',
    'pergola check-in: wellness',
    'pergola check-in: ',
    ' pergola check-in: well',
    'They wrote:\npergola check-in: well',
  ])
    expect(readCheckIn(text)).toBeNull()
})
