import type { RetentionView } from '../../../contract.ts'
import { ConfirmButton, Day, Link, Name, Section, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { EndingProblem } from './EndingProblem.tsx'
import styles from './retention.module.css'

/** Conversations with the intake that are over long enough. They are proposed together: their keys end together. */
export const DueAlerts = ({ view: { dueAlerts, mayPropose, proposals } }: { readonly view: RetentionView }) => {
  const t = useT()
  const say = useToast()
  const propose = useCommand('proposeEndingAlerts')
  const isPending = proposals.some(({ what }) => what === 'alerts')
  const go = async () => {
    if ((await propose.run({ alerts: dueAlerts.map(({ id }) => id) })).ok) say(t('retention.proposed_toast'))
  }
  if (dueAlerts.length === 0) return null
  return (
    <Section title={t('retention.alerts')}>
      <p className={styles.measure}>{t('retention.alerts.why')}</p>
      <ul className={styles.rows}>
        {dueAlerts.map(({ id, firstLine, last }) => (
          <li key={id}>
            <Link to={`/alerts/${id}`}>
              <Name text={firstLine || t('retention.alerts.no_words')} />
            </Link>
            <span className={styles.soft}>
              {t('retention.alerts.last')} <Day value={last} />
            </span>
          </li>
        ))}
      </ul>
      {mayPropose && !isPending ? (
        <ConfirmButton
          label={t('retention.alerts.propose', { count: dueAlerts.length })}
          question={t('retention.alerts.question')}
          confirmLabel={t('retention.propose.do')}
          onConfirm={() => void go()}
          isDisabled={propose.busy}
        />
      ) : null}
      <EndingProblem problem={propose.problem} />
    </Section>
  )
}
