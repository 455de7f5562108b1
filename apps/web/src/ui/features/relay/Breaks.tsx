import { useState } from 'react'
import type { RelayBreak } from '../../../contract.ts'
import { Link, Name } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import styles from './relay.module.css'

/** As many as one reads before one acts; the rest comes on asking. */
const SHOWN = 25

/** What opens, by day: in which case, what for, after whom, where, for how long. */
export const Breaks = ({ breaks, none }: { readonly breaks: readonly RelayBreak[]; readonly none: string }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const [all, setAll] = useState(false)
  const shown = all ? breaks : breaks.slice(0, SHOWN)
  if (shown.length === 0) return <p className={styles.quiet}>{none}</p>
  return (
    <>
      <ul className={styles.breaks}>
        {shown.map((one) => (
          <li key={`${one.caseSpace}${one.need}${one.from}`}>
            <span className={styles.on}>{format.day(one.from, 'short')}</span>
            <span>
              <Link to={`/cases/${one.caseSpace}`}>
                <Name text={one.pseudonym} />
              </Link>{' '}
              {t('relay.break', { kind: vocab('support_type', one.needKind), after: one.org === '' ? 'nobody' : 'someone', org: one.org })}
            </span>
            <span className={styles.quiet}>{one.country === '' ? '' : format.place(one.country)}</span>
            <span className={styles.red}>{t('case.chart.days', { days: one.days })}</span>
          </li>
        ))}
      </ul>
      {shown.length < breaks.length ? (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {t('relay.more', { count: breaks.length - shown.length })}
        </button>
      ) : null}
    </>
  )
}
