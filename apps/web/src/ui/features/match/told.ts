/** What was told, in words. */
import type { NeedAnswers } from '@pergola/core/casework'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useMoney } from './sentences.ts'

export const useTold = (): ((value: NeedAnswers[keyof NeedAnswers]) => string) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const money = useMoney()
  return (value) => {
    if (typeof value === 'boolean') return t(value ? 'match.yes' : 'match.no')
    if (typeof value === 'number') return format.number(value)
    if (typeof value === 'string') return format.day(value)
    if (value === undefined) return ''
    if ('currency' in value) return money(value.amount, value.currency)
    if (value.length === 0) return t('match.none')
    return format.list(
      value.map((code) => (code.length === 2 && code === code.toUpperCase() ? format.place(code) : vocab('target_group', code))),
    )
  }
}
