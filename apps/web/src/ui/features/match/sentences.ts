/** Reasons and changes as sentences. */
import type { Change, Reason } from '@pergola/core/matching'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'

const wordsOf = (text: string): readonly string[] => text.split(' ').filter((code) => code !== '')

/** "7,500 EUR" as the reader writes numbers. */
export const useMoney = (): ((amount: number, currency: string) => string) => {
  const format = useFormat()
  return (amount, currency) => (currency === '' ? '' : `${format.number(amount)} ${currency}`)
}

export const useSentence = (): ((reason: Reason) => string) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const placeName = usePlaceName()
  const money = useMoney()
  return ({ rule, verdict, hard, args }) => {
    const text = (key: string): string => String(args[key] ?? '')
    const number = (key: string): number => Number(args[key] ?? 0)
    const listed = (key: string, name: (code: string) => string): string => format.list(wordsOf(text(key)).map(name))
    return t(`match.${rule}.${verdict}`, {
      hard: hard ? 'yes' : 'no',
      kind: vocab('support_type', text('kind')),
      place: placeName(text('place')),
      where: text('place') === '' ? 'no' : 'yes',
      countries: listed('countries', format.place),
      targets: listed('targets', (code) => vocab('target_group', code)),
      codes: listed('codes', (code) => vocab('exclusion', code)),
      languages: listed('languages', format.language),
      headcount: number('headcount'),
      free: number('free'),
      unit: vocab('capacity_unit', text('unit')),
      days: number('days'),
      maxDays: number('maxDays'),
      minDays: number('minDays'),
      within: number('within'),
      hours: number('hours'),
      answerDays: number('hours') >= 72 ? Math.round(number('hours') / 24) : 0,
      seen: number('seen'),
      takes: text('takes') === '' ? 'both' : text('takes'),
      state: text('state') === '' ? 'open' : text('state'),
      who: text('who') === '' ? 'us' : text('who'),
      count: number('count'),
      required: number('required'),
      window: number('window'),
      age: number('age'),
      months: number('months'),
      worked: number('worked'),
      most: money(number('most'), text('currency')),
      wanted: money(number('wanted'), text('wantedCurrency')),
      compared: text('wantedCurrency') === '' ? 'no' : 'yes',
      rate: format.day(text('ratesOn')),
      rated: text('ratesOn') === '' ? 'no' : 'yes',
      taken: number('taken'),
      of: number('of'),
      distance: number('distance'),
      from: format.day(text('from')),
      later: text('from') === '' ? 'no' : 'yes',
      on: format.day(text('checkedOn')),
    })
  }
}

/** "if the stay were 91 days and a member vouched"; '' where nothing would help. `currency` is the need's. */
export const useChanges = (changes: readonly Change[]): string => {
  const t = useT()
  const format = useFormat()
  return format.list(
    changes.map(({ field, to }) =>
      t(`match.change.${field}`, {
        count: Number(to),
        number: format.number(Number(to)),
        day: format.day(String(to)),
        language: field === 'languages' ? format.language(String(to)) : '',
      }),
    ),
  )
}
