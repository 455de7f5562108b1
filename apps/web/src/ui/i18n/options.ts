import { useMemo } from 'react'
import { COUNTRY_CODES, LANGUAGE_CODES } from './codes.ts'
import { useSpeech } from './context.ts'

interface Option {
  readonly id: string
  readonly label: string
}

/** All countries by name, sorted as the reader's language sorts. */
export const useCountryOptions = (): readonly Option[] => {
  const { format } = useSpeech()
  return useMemo(() => sorted(COUNTRY_CODES, format.place, format.compare), [format])
}

/** All languages by name. */
export const useLanguageOptions = (): readonly Option[] => {
  const { format } = useSpeech()
  return useMemo(() => sorted(LANGUAGE_CODES, format.language, format.compare), [format])
}

/** Codes of one vocabulary with their labels, in the order given. */
export const useVocabOptions = (list: string, codes: readonly string[]): readonly Option[] => {
  const { t } = useSpeech()
  return useMemo(() => codes.map((id) => ({ id, label: t(`vocab.${list}.${id}`) })), [t, list, codes])
}

const sorted = (codes: readonly string[], name: (code: string) => string, compare: (a: string, b: string) => number): readonly Option[] =>
  codes.map((id) => ({ id, label: name(id) })).sort((a, b) => compare(a.label, b.label))
