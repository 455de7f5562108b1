import { describe, expect, test } from 'vitest'
import { partsOfScope, FILE_PARTS as CORE_FILE_PARTS } from '@pergola/core/consent'
import { CONSENT_SCOPES } from '@pergola/core/vocabulary'
import { FILE_PARTS, NOT_ASKED, PARTS, SCOPES, consentsOf, isComplete, type Conversation } from './answers.ts'
import { WORDING_LANGUAGES, wordingIn } from './wordings.ts'

const spoken: Conversation = {
  people: ['heron', 'wren'],
  on: '2026-03-02',
  how: 'spoken',
  until: '2026-06-30',
  givenBy: 'self',
  guardian: '',
  trusted: '',
  language: 'es',
  answers: { share_network: { ...NOT_ASKED, reply: 'yes' }, media: { ...NOT_ASKED, reply: 'no', words: '¿La prensa?' } },
}

describe('a conversation about consent', () => {
  test('gives one decision for each person and question, with the words that were read', () => {
    const said = consentsOf(spoken, (scope) => wordingIn('es', scope))
    expect(said.map(({ person, scope, given, until }) => [person, scope, given, until])).toEqual([
      ['heron', 'share_network', true, '2026-06-30'],
      ['wren', 'share_network', true, '2026-06-30'],
      ['heron', 'media', false, null],
      ['wren', 'media', false, null],
    ])
    expect(said[0]).toMatchObject({ language: 'es', words: expect.stringContaining('nuestra red') })
    expect(said[2]).toMatchObject({ words: '¿La prensa?', org: null })
  })

  test('is complete once something was asked, and an organisation is named where one must be', () => {
    expect(isComplete(spoken)).toBe(true)
    expect(isComplete({ ...spoken, people: [] })).toBe(false)
    expect(isComplete({ ...spoken, answers: {} })).toBe(false)
    expect(isComplete({ ...spoken, answers: { share_named_org: { ...NOT_ASKED, reply: 'yes' } } })).toBe(false)
    expect(isComplete({ ...spoken, answers: { share_named_org: { ...NOT_ASKED, reply: 'yes', recipient: 'The clinic' } } })).toBe(true)
  })

  test('a guardian is named, and is nobody of those whom the answer is for', () => {
    const child = { ...spoken, people: ['wren'], givenBy: 'guardian' } as const
    expect([isComplete(child), isComplete({ ...child, guardian: 'wren' }), isComplete({ ...child, guardian: 'heron' })]).toEqual([
      false,
      false,
      true,
    ])
    expect(consentsOf({ ...child, guardian: 'heron' }, () => '')[0]).toMatchObject({ guardian: 'heron', language: '' })
  })

  test('the lists of the page are those of the core', () => {
    expect(SCOPES.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(CONSENT_SCOPES.toSorted((a, b) => (a < b ? -1 : 1)))
    for (const scope of SCOPES) expect(new Set(PARTS[scope])).toEqual(new Set(partsOfScope(scope)))
    expect(FILE_PARTS).toEqual(CORE_FILE_PARTS)
  })

  test('there are words to read for every scope in every language, each its own and short enough to be listened to', () => {
    for (const language of WORDING_LANGUAGES) {
      const texts = SCOPES.map((scope) => wordingIn(language, scope))
      expect(new Set(texts).size).toBe(SCOPES.length)
      for (const text of texts) {
        expect(text).toMatch(/[?؟]$/u)
        expect(text.length).toBeLessThan(420)
      }
    }
    expect(wordingIn('sw', 'media')).toBe('')
  })

  test('health and the emergency packet have words of their own, before the question; only who treats is said to read of health', () => {
    for (const language of WORDING_LANGUAGES) {
      const [plain, told, treated] = [
        wordingIn(language, 'un_government'),
        wordingIn(language, 'un_government', ['summary', 'medical']),
        wordingIn(language, 'share_named_org', ['medical', 'emergency']),
      ]
      expect(told.length).toBeGreaterThan(plain.length)
      expect(treated.length).toBeGreaterThan(wordingIn(language, 'share_named_org', ['medical']).length)
      for (const text of [told, treated]) expect(text).toMatch(/[?؟]$/u)
    }
    expect(wordingIn('en', 'un_government', ['medical'])).not.toContain('treat')
    expect(wordingIn('en', 'share_named_org', ['medical'])).toContain('only those who treat you read it')
  })

  test('the Arabic words are right for a woman and for a man', () => {
    for (const scope of SCOPES) expect(wordingIn('ar', scope, ['medical', 'emergency'])).not.toMatch(/توافق[ ؟]|تسمح|تختار|تحتاج |يهددك/u)
  })
})
