/** What a statement says, in the reader's words where the statement is nothing but codes of ours. */
import { useCallback } from 'react'
import type { Fact } from '@pergola/core/directory'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { generatedIn } from './generated.ts'
import { usePlaceName } from '../case/choices.ts'

/** Facts that a form made of chosen codes, and the list the codes are of. */
const LIST_OF: Readonly<Record<string, string>> = {
  covers: 'support_type',
  target: 'target_group',
  excluded: 'exclusion',
  who_may_apply: 'applicant',
  endorsement: 'endorsement',
  status: 'service_state',
}

const PLACES: ReadonlySet<string> = new Set(['region', 'located_in'])
const IS_PLACE = /^(?:[A-Z]{2}|\d{3})$/u
const IS_LANGUAGE = /^[a-z]{2,3}$/u

export const useSaid = (): ((fact: Pick<Fact, 'code' | 'value'>) => string) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const placeName = usePlaceName()
  return useCallback(
    ({ code, value }) => {
      const parts = value.split(', ')
      const list = LIST_OF[code]
      if (list !== undefined && parts.every((part) => vocab(list, part) !== part || /^\d+$/u.test(part)))
        return format.list(parts.map((part) => vocab(list, part)))
      if (PLACES.has(code) && parts.every((part) => IS_PLACE.test(part))) return format.list(parts.map(placeName))
      if (code === 'languages' && parts.every((part) => IS_LANGUAGE.test(part)))
        return format.list(parts.map((part) => (part === 'any' ? t('directory.any_language') : format.language(part))))
      const made = generatedIn(code, value)
      return made === null ? value : format.list(made.map(({ key, count, what }) => t(`entry.made.${key}`, { count, what })))
    },
    [t, vocab, format, placeName],
  )
}
