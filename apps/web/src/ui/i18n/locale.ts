/** The languages the interface speaks. The choice is no secret and stays in the browser's local storage. */
export const LANGUAGES = ['en', 'ar'] as const
export type Language = (typeof LANGUAGES)[number]

const KEY = 'pergola.language'

export const isLanguage = (text: string | null): text is Language => LANGUAGES.some((one) => one === text)

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr')

/** The one chosen before, else the first of the reader's languages that is spoken here, else English. */
export const chosenLanguage = (stored: string | null, wanted: readonly string[]): Language => {
  if (isLanguage(stored)) return stored
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en'
}

export const readLanguage = (): Language => chosenLanguage(localStorage.getItem(KEY), navigator.languages)
export const keepLanguage = (language: Language): void => localStorage.setItem(KEY, language)
