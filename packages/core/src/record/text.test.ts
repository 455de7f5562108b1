import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanFileName, cleanLine, cleanText, utf8Length } from './text.ts'

test('REC-18 a name cannot turn the line around, break it, or hide something in it', () => {
  expect(cleanLine('Amina\u202egpj.exe')).toBe('Aminagpj.exe')
  expect(cleanLine('A\u2066mi\u2069na\u200f\u061c\u200b\ufeff')).toBe('Amina')
  expect(cleanLine(' two\n\nlines\tand\u2028more ')).toBe('two lines and more')
  expect(cleanLine('bell\u0007\u0000')).toBe('bell')
  expect(cleanLine('lone \ud800 half')).not.toMatch(/\p{Cs}/u)
})

test('REC-18 names of every script and emoji families stay whole', () => {
  for (const name of ['أمينة', 'می‌خواهم', 'Анна-Мария', '李小龍', 'नारायण', '👩‍👩‍👧', 'Nguyễn Thị'])
    expect(cleanLine(name)).toBe(name.normalize('NFC'))
})

test('REC-18 a name is cut between characters, and marks cannot be heaped on one', () => {
  expect(cleanLine('👩‍👩‍👧'.repeat(20), 5)).toBe('👩‍👩‍👧'.repeat(5))
  expect(utf8Length(cleanLine('a' + '\u0301'.repeat(5000), 10))).toBeLessThan(30)
})

test('REC-18 cleaning twice is cleaning once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      expect(cleanLine(cleanLine(text, 20), 20)).toBe(cleanLine(text, 20))
      expect(cleanText(cleanText(text, 100), 100)).toBe(cleanText(text, 100))
    }),
  )
})

test('REC-19 text of several lines keeps its lines and loses controls and overrides', () => {
  expect(cleanText('one\r\ntwo\rthree\n\tfour\u0000\u202e')).toBe('one\ntwo\nthree\n\tfour')
  expect(cleanText('é'.repeat(100), 11)).toBe('é'.repeat(5))
})

test('REC-20 a hostile file name becomes one that can be shown and saved', () => {
  expect(cleanFileName('../../etc/passwd')).toBe('passwd')
  expect(cleanFileName('C:\\temp\\photo\u202egnp.exe')).toBe('photognp.exe')
  expect(cleanFileName('.hidden')).toBe('hidden')
  expect(cleanFileName('con.txt')).toBe('_con.txt')
  expect(cleanFileName('con .txt')).toBe('_con .txt')
  expect(cleanFileName(`a ${'\ufffd'.repeat(39)} b`)).toBe(`a ${'\ufffd'.repeat(39)}`)
  expect(cleanFileName('...')).toBe('file')
  expect(cleanFileName(`${'x'.repeat(400)}.pdf`)).toBe(`${'x'.repeat(116)}.pdf`)
  expect(utf8Length(cleanFileName(`${'й'.repeat(400)}.pdf`))).toBeLessThanOrEqual(120)
})
