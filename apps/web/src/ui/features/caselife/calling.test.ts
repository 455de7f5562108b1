import { describe, expect, test } from 'vitest'
import { calledIn, withCall } from './calling.ts'

const MEMBERS = [
  { person: 'y', name: 'Yusuf' },
  { person: 'ya', name: 'Yusuf Ali' },
  { person: 'k', name: 'خديجة' },
]

describe('calling somebody in a note', () => {
  test('who stands after an @ is called, once, and whatever the case of the letters', () => {
    expect(calledIn('@Yusuf and @yusuf: can you go?', MEMBERS)).toEqual(['y'])
    expect(calledIn('اسألي @خديجة، من فضلك', MEMBERS)).toEqual(['k'])
  })
  test('of names that begin alike the longest is meant; part of a longer word is nobody', () => {
    expect(calledIn('@Yusuf Ali knows', MEMBERS)).toEqual(['ya'])
    expect(calledIn('@Yusufs, a@b, @', MEMBERS)).toEqual([])
  })
  test('a call is added where one goes on writing', () => {
    expect([withCall('', 'Yusuf'), withCall('Ask', 'Yusuf'), withCall('Ask ', 'Yusuf')]).toEqual(['@Yusuf ', 'Ask @Yusuf ', 'Ask @Yusuf '])
  })
})
