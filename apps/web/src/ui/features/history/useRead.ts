import type { PersonId } from '@pergola/protocol'
import type { HistoryLine } from '../../../contract.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'
import { orgNameIn, useSituation } from '../case/situation.ts'
import { INCIDENT_LISTS, meaningOf, pathOf, type Meaning } from './meaning.ts'

const HANDOVER_LISTS = ['handover_gives', 'handover_takes'] as const

/** Turns one stored value into what a reader knows it by. */
const useOne = (): ((meaning: Meaning | null, value: string) => string) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const placeName = usePlaceName()
  const { view, nameOf } = useSituation()
  const needNamed = (id: string): string => {
    const need = view.file.needs.find((one) => one.id === id)
    return need === undefined ? t('history.value.need') : vocab('support_type', need.kind)
  }
  return (meaning, value) => {
    if (value === 'true' || value === 'false') return t(`history.value.${value === 'true' ? 'yes' : 'no'}`)
    if (meaning === null) return format.day(value)
    if (typeof meaning === 'object') return vocab(meaning.code, value)
    switch (meaning) {
      case 'word': {
        const word = t(`history.value.${value}`)
        return word === `history.value.${value}` ? value : word
      }
      case 'organisation':
        return orgNameIn(view, value) || t('history.value.organisation')
      case 'member':
        return view.people[value as PersonId] ?? t('history.value.person')
      case 'person':
        return nameOf(value)
      case 'need':
        return needNamed(value)
      case 'file':
        return view.file.files.find(({ id }) => id === value)?.name ?? ''
      case 'case':
        return t('history.value.case')
      case 'moment':
        return format.instant(Number(value))
      case 'place':
        return placeName(value)
      case 'language':
        return format.language(value)
      case 'bare':
      case 'hidden':
        return ''
    }
  }
}

/** Codes that stand in one of several lists. */
const useAmong = (): ((lists: readonly string[], value: string) => string) => {
  const vocab = useVocab()
  return (lists, value) => lists.map((list) => vocab(list, value)).find((label) => label !== value) ?? value
}

/** Whether a line says anything to a reader. */
export const isRead = ({ collection, field }: HistoryLine): boolean => meaningOf(pathOf(collection, field)) !== 'hidden'

/** A line as a reader knows it: each value by its name, and what is made of several things with the name of each. */
export const useRead = (): ((line: HistoryLine) => string) => {
  const t = useT()
  const format = useFormat()
  const one = useOne()
  const among = useAmong()
  const { view } = useSituation()
  const valueOf = ({ collection, field }: HistoryLine, value: string): string => {
    if (collection === 'incident' && field === 'kinds') return among(INCIDENT_LISTS, value)
    if (collection === 'handover' && field === 'yes') return orgNameIn(view, value)
    if (collection === 'handover') return among(HANDOVER_LISTS, value.slice(value.indexOf(':') + 1))
    return one(meaningOf(pathOf(collection, field)), value)
  }
  return (line) => {
    const plain = line.values.filter((value) => value !== '').map((value) => valueOf(line, value))
    const made = line.entries.map((entry) =>
      entry
        .filter(({ key, value }) => value !== '' && meaningOf(pathOf(line.collection, line.field, key)) !== 'hidden')
        .map(({ key, value }) => {
          const path = pathOf(line.collection, line.field, key)
          return t('history.made_of', { label: t(`case.history.${path}`), value: one(meaningOf(path), value) })
        })
        .join(' · '),
    )
    if (meaningOf(pathOf(line.collection, line.field)) === 'bare') return ''
    const said = [plain.length === 0 ? '' : format.list(plain), ...made].filter((text) => text !== '').join('; ')
    // Said to be nothing: otherwise a day that is not there would look as if it were.
    return said === '' ? t('history.value.nothing') : said
  }
}
