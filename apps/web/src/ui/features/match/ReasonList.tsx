import type { Reason, RuleName } from '@pergola/core/matching'
import { Icon } from '../../components/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { useSentence } from './sentences.ts'
import styles from './match.module.css'

const MARKS = { fits: 'check', violates: 'close', unknown: 'question' } as const
const ORDER = { violates: 0, fits: 1, unknown: 2 } as const

/** Unknown, these are worth a call by themselves; the others are folded away. */
const FIRST_TO_ASK: ReadonlySet<RuleName> = new Set(['kind', 'region', 'open', 'family', 'time', 'places', 'answer'])
/** Nobody asks a provider for these. */
const NOT_ASKED: ReadonlySet<RuleName> = new Set(['nearness', 'standing', 'acceptance', 'freshness'])

const isRuledOut = ({ hard, verdict }: Reason): boolean => hard && verdict === 'violates'
/** A tick that says nothing: help that needs no place is everywhere. */
const saysNothing = ({ rule, verdict, args }: Reason): boolean =>
  verdict === 'fits' && (rule === 'safety' || rule === 'nearness') && args['countries'] === ''

/** Why it fits and why not, each in a sentence; what nobody knows comes last, as something to ask. */
export const ReasonList = ({ reasons }: { readonly reasons: readonly Reason[] }) => {
  const t = useT()
  const format = useFormat()
  const sentence = useSentence()
  const said = reasons.filter((reason) => !saysNothing(reason))
  const known = said
    .filter(({ verdict }) => verdict !== 'unknown')
    .toSorted((a, b) => Number(isRuledOut(b)) - Number(isRuledOut(a)) || ORDER[a.verdict] - ORDER[b.verdict])
  const open = said.filter(({ verdict, asks }) => verdict === 'unknown' && asks === undefined)
  const depends = said.flatMap(({ asks }) => (asks === undefined ? [] : [t(`match.asks.${asks}`)]))
  const first = open.filter(({ rule }) => FIRST_TO_ASK.has(rule))
  const later = open.filter(({ rule }) => !FIRST_TO_ASK.has(rule) && !NOT_ASKED.has(rule))
  return (
    <>
      <ul>
        {[...known, ...first].map((reason) => (
          <li key={reason.rule} className={`${styles[reason.verdict]} ${isRuledOut(reason) ? styles.hard : ''}`}>
            <Icon name={MARKS[reason.verdict]} size={16} />
            <span>
              <span className={styles.said}>{t(`match.mark.${reason.verdict}`)}</span> {sentence(reason)}
            </span>
          </li>
        ))}
      </ul>
      {depends.length === 0 ? null : <p className={styles.quiet}>{t('match.depends', { what: format.list(depends) })}</p>}
      {later.length === 0 ? null : (
        <details className={styles.unknown}>
          <summary>{t('match.unknown', { count: later.length })}</summary>
          <p>{later.map(sentence).join(' · ')}</p>
        </details>
      )}
    </>
  )
}
