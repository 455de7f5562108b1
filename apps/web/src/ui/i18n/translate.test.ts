import { describe, expect, test } from 'vitest'
import { formatFor } from './format.ts'
import { chosenLanguage } from './locale.ts'
import { translator } from './translate.ts'

describe('sentences', () => {
  test('an Arabic name in an English sentence cannot turn the words around it', () => {
    const t = translator('en', { hello: '{name} has 3 needs' })
    expect(t('hello', { name: 'نورس' })).toBe('\u2068نورس\u2069 has 3 needs')
  })

  test('a name that runs the same way is left as it is', () => {
    const t = translator('en', { hello: '{name} has 3 needs' })
    expect(t('hello', { name: 'Heron' })).toBe('Heron has 3 needs')
  })

  test('Arabic has its own forms for one, two, few and many days', () => {
    const t = translator('ar', { days: '{n, plural, one {يوم} two {يومان} few {# أيام} other {# يومًا}}' })
    expect([1, 2, 3, 31].map((n) => t('days', { n }))).toEqual(['يوم', 'يومان', '3 أيام', '31 يومًا'])
  })

  test('a code that chooses between words is no word: in Arabic it chooses as it does in English', () => {
    const t = translator('ar', { works: '{where, select, yes {تعمل في {place}} other {تعمل في كل مكان}}' })
    expect(t('works', { where: 'yes', place: 'Kenya' })).toBe('تعمل في \u2068Kenya\u2069')
  })

  test('a key without a sentence shows itself', () => {
    expect(translator('en', {})('cases.nothing')).toBe('cases.nothing')
  })
})

describe('language', () => {
  test('Amina chose Arabic once and keeps it, whatever the browser says', () => {
    expect(chosenLanguage('ar', ['en-GB'])).toBe('ar')
  })

  test('on a first visit the first language that is spoken here is taken', () => {
    expect(chosenLanguage(null, ['sw-KE', 'ar-TN', 'en'])).toBe('ar')
    expect(chosenLanguage('xx', ['sw-KE'])).toBe('en')
  })
})

describe('formats', () => {
  test('a day, a month and a year are written as much as they say', () => {
    const { day } = formatFor('en')
    expect([day('2026-03-14'), day('2026-03'), day('2026')]).toEqual(['14 March 2026', 'March 2026', '2026'])
  })

  test('what is not a date comes back as it was written', () => {
    expect(formatFor('en').day('last spring')).toBe('last spring')
  })

  test('a country, a UN region and a made-up code', () => {
    const { place } = formatFor('en')
    expect([place('KE'), place('001'), place('nowhere'), place('')]).toEqual(['Kenya', 'world', 'nowhere', ''])
  })

  test('what is left is said in the unit one would use', () => {
    const { relative } = formatFor('en')
    expect([relative(21 * 3_600_000, 0), relative(-3 * 86_400_000, 0), relative(40 * 60_000, 0)]).toEqual([
      'in 21 hours',
      '3 days ago',
      'in 40 minutes',
    ])
  })
})
