import type { RecordRow } from '../../../contract.ts'
import { Day, Section } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import styles from './retention.module.css'

/** What is left of what was destroyed: that it was, months, codes, and who decided. */
export const Records = ({ records }: { readonly records: readonly RecordRow[] }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  if (records.length === 0) return null
  return (
    <Section title={t('retention.records')}>
      <ul className={styles.rows}>
        {records.map((one) => (
          <li key={`${one.case}${one.what}`}>
            <div className={styles.said}>
              <p>
                {t(`retention.record.${one.what}`, { count: one.alerts })} <Day value={one.ended} />
              </p>
              <p className={styles.soft}>{t('retention.record.by', { first: one.proposedByName, second: one.confirmedByName })}</p>
              {one.opened === '' ? null : (
                <p className={styles.soft}>
                  {t('retention.record.opened')} <Day value={one.opened} />
                  {one.reason === null ? null : ` · ${t(`vocab.closing_reason.${one.reason}`)}`}
                </p>
              )}
              {one.kinds.length === 0 ? null : <p>{format.list(one.kinds.map((kind) => vocab('support_type', kind)))}</p>}
              {one.done ? null : <p>{t('retention.began')}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
