import { Section } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import styles from './relay.module.css'

/** Stop-gaps that somebody is still to pay back; nothing where nothing is owed. */
export const Owed = () => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { view } = useSituation()
  const owed = view.chart.rows.flatMap(({ need, commitments }) => commitments.filter((bar) => bar.owed).map((bar) => ({ need, bar })))
  if (owed.length === 0) return null
  const payer = (org: string | null | undefined) => view.organisations.find((one) => one.org === org)?.name ?? ''
  return (
    <Section title={t('relay.terms.pay_back')}>
      <ul className={styles.thoughts}>
        {owed.map(({ need, bar }) => {
          const by = payer(bar.terms?.reimbursement?.by)
          const sum = bar.costs === null ? '' : t('relay.sum', { amount: format.number(bar.costs.amount), currency: bar.costs.currency })
          return (
            <li key={bar.id}>
              <span>
                {t('relay.owed_line', { org: bar.orgName, kind: vocab('support_type', need.kind) })}
                <br />
                <span className={styles.quiet}>{t('relay.owed', { known: by === '' ? 'no' : 'yes', org: by })}</span>
              </span>
              <span>{sum}</span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
