import { expect, it } from 'vitest'
import { withoutMessages } from './wordlessErrors.ts'

it('only the text of an error goes, never what is computed', () => {
  expect(withoutMessages(`throw new Error('bad point: ' + x)`)).toBe(`throw new Error('' + x)`)
  expect(withoutMessages(`throw new RangeError('it\\'s "too" long')`)).toBe(`throw new RangeError('')`)
  expect(withoutMessages('throw new TypeError(`plain`)')).toBe(`throw new TypeError('')`)
  for (const kept of ['new Error(`not ${plain()}`)', `const label = 'Error(' + 'x'`, `fail('message')`])
    expect(withoutMessages(kept)).toBe(kept)
})
