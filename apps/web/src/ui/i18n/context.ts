import { createContext, useContext } from 'react'
import type { Format } from './format.ts'
import type { Language } from './locale.ts'
import type { Translate } from './translate.ts'

export interface Speech {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  readonly t: Translate
  readonly format: Format
  readonly setLanguage: (language: Language) => void
}

export const SpeechContext = createContext<Speech | null>(null)

/** Language, direction, and the means to change it. */
export const useSpeech = (): Speech => {
  const speech = useContext(SpeechContext)
  if (speech === null) throw new Error('No Speech above this component')
  return speech
}

/** `t(key, args?)`: the sentence of that key in the reader's language. */
export const useT = (): Translate => useSpeech().t

/** Dates, numbers, countries and languages as the reader writes them. */
export const useFormat = (): Format => useSpeech().format

/** The label of a code of a vocabulary, e.g. `vocab('support_type', 'medical')`. A code without a label shows itself. */
export const useVocab = (): ((list: string, code: string) => string) => {
  const { t } = useSpeech()
  return (list, code) => {
    const key = `vocab.${list}.${code}`
    const label = t(key)
    return label === key ? code : label
  }
}
