/** Names of countries and regions, in English and in the languages that plans are most often written in. */
import { COUNTRY_LABELS, REGION_LABELS } from '@pergola/core/vocabulary'

const LANGUAGES = ['ar', 'es', 'fr']
/** "World" and "Islands" alone point nowhere. */
const LEAST_LETTERS = 4

let known: readonly string[] | null = null

export const placeNames = (): readonly string[] => (known ??= named())

const named = (): readonly string[] => {
  const inEnglish = [...Object.values(COUNTRY_LABELS), ...Object.values(REGION_LABELS)]
  const translated = LANGUAGES.flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    return Object.keys(COUNTRY_LABELS).map((code) => names.of(code) ?? '')
  })
  return [...new Set([...inEnglish, ...translated])].filter((name) => name.length >= LEAST_LETTERS && name !== 'World')
}
