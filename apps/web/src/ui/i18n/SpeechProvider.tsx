import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { type Catalogue, loadCatalogue } from './catalogue.ts'
import { type Speech, SpeechContext } from './context.ts'
import { formatFor } from './format.ts'
import { type Language, directionOf, keepLanguage } from './locale.ts'
import { translator } from './translate.ts'

export interface Spoken {
  readonly language: Language
  readonly catalogue: Catalogue
}

/** Gives everything below it the reader's language; `first` is loaded before the first paint, so nothing flashes. */
export const SpeechProvider = ({ first, children }: { readonly first: Spoken; readonly children: ReactNode }) => {
  const [spoken, setSpoken] = useState(first)
  const setLanguage = useCallback((language: Language) => {
    keepLanguage(language)
    void loadCatalogue(language).then((catalogue) => setSpoken({ language, catalogue }))
  }, [])
  const { language, catalogue } = spoken
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = directionOf(language)
  }, [language])
  const speech = useMemo<Speech>(
    () => ({ language, direction: directionOf(language), t: translator(language, catalogue), format: formatFor(language), setLanguage }),
    [language, catalogue, setLanguage],
  )
  return (
    <I18nProvider locale={language === 'ar' ? 'ar-AE' : 'en-US'}>
      <SpeechContext.Provider value={speech}>{children}</SpeechContext.Provider>
    </I18nProvider>
  )
}
