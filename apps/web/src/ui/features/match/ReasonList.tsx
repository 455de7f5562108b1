import type { Reason } from '@pergola/core/matching'
import { Icon } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'
import styles from './match.module.css'

const MARKS = { fits: 'check', violates: 'close', unknown: 'more' } as const
const ORDER = { violates: 0, fits: 1, unknown: 2 } as const

/** Why it fits and why not, each in a sentence; what nobody knows comes last, as something to ask. */
export const ReasonList = ({ reasons }: { readonly reasons: readonly Reason[] }) => {
  const t = useT()
  const sentence = useSentence()
  const ordered = reasons.toSorted(
    (a, b) =>
      Number(b.hard && b.verdict === 'violates') - Number(a.hard && a.verdict === 'violates') || ORDER[a.verdict] - ORDER[b.verdict],
  )
  const unknown = ordered.filter((reason) => reason.verdict === 'unknown')
  return (
    <div className={styles.reasons}>
      <ul>
        {ordered
          .filter((reason) => reason.verdict !== 'unknown')
          .map((reason) => (
            <li
              key={reason.rule}
              className={`${styles[reason.verdict]} ${reason.hard && reason.verdict === 'violates' ? styles.hard : ''}`}
            >
              <Icon name={MARKS[reason.verdict]} size={16} />
              <span>{sentence(reason)}</span>
            </li>
          ))}
      </ul>
      {unknown.length === 0 ? null : <p className={styles.quiet}>{t('match.unknown', { what: unknown.map(sentence).join(' · ') })}</p>}
    </div>
  )
}

const useSentence = (): ((reason: Reason) => string) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const placeName = usePlaceName()
  return ({ rule, verdict, args }) => {
    const text = (key: string): string => String(args[key] ?? '')
    const number = (key: string): number => Number(args[key] ?? 0)
    return t(`match.${rule}.${verdict}`, {
      kind: vocab('support_type', text('kind')),
      place: placeName(text('place')),
      where: text('place') === '' ? 'no' : 'yes',
      languages: format.list(
        text('languages')
          .split(' ')
          .filter((code) => code !== '')
          .map(format.language),
      ),
      headcount: number('headcount'),
      free: number('free'),
      days: number('days'),
      maxDays: number('maxDays'),
      within: number('within'),
      hours: number('hours'),
      answerDays: number('hours') >= 72 ? Math.round(number('hours') / 24) : 0,
      takes: text('takes') === '' ? 'both' : text('takes'),
      referralOnly: number('referralOnly') === 1 ? 'yes' : 'no',
      on: format.day(text('checkedOn')),
    })
  }
}
