import { useState } from 'react'
import type { DueRow, RetentionView } from '../../../contract.ts'
import { Button, Day, Empty, Link, Section } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { EndingDialog } from './EndingDialog.tsx'
import styles from './retention.module.css'

/** What the rules say has been kept long enough, and what somebody asked to keep longer. Nothing goes by itself. */
export const DueList = ({ view }: { readonly view: RetentionView }) => {
  const t = useT()
  const [proposing, setProposing] = useState<DueRow | null>(null)
  const isOn = view.rules.some(({ on }) => on)
  return (
    <Section title={t('retention.due')}>
      {view.due.length === 0 ? (
        <Empty title={t('retention.due.none')} text={t(isOn ? 'retention.due.none_why' : 'retention.due.no_rules')} />
      ) : (
        <ul className={styles.rows}>
          {view.due.map((row) => (
            <li key={row.space}>
              <div className={styles.said}>
                <p>
                  <Link to={`/cases/${row.space}`}>{row.pseudonym}</Link> {t(`retention.what.${row.what}`)}
                </p>
                <p className={styles.soft}>
                  {t('retention.due.since')} <Day value={row.since} /> · {t(`retention.rule.${row.rule}`)}
                </p>
              </div>
              {view.mayPropose ? <Button onPress={() => setProposing(row)}>{t('retention.propose.open')}</Button> : null}
            </li>
          ))}
        </ul>
      )}
      {view.held.length === 0 ? null : (
        <>
          <h3 className={styles.small}>{t('retention.held')}</h3>
          <ul className={styles.rows}>
            {view.held.map(({ space, pseudonym, until }) => (
              <li key={space}>
                <Link to={`/cases/${space}/tasks`}>{pseudonym}</Link>
                <span className={styles.soft}>
                  {t('retention.held_until')} <Day value={until} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {proposing === null ? null : (
        <EndingDialog
          space={proposing.space}
          what={proposing.what}
          act="propose"
          rule={proposing.rule}
          onClose={() => setProposing(null)}
        />
      )}
    </Section>
  )
}
