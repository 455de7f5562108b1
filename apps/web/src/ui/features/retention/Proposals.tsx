import { useState } from 'react'
import type { ProposalRow, RetentionView } from '../../../contract.ts'
import { Button, ConfirmButton, Name, Section, Time } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { EndingDialog } from './EndingDialog.tsx'
import { EndingProblem } from './EndingProblem.tsx'
import styles from './retention.module.css'

/** What one person proposed and another has to look at. */
export const Proposals = ({ view }: { readonly view: RetentionView }) => {
  const t = useT()
  const [confirming, setConfirming] = useState<ProposalRow | null>(null)
  const withdraw = useCommand('withdrawEnding')
  if (view.proposals.length === 0) return null
  return (
    <Section title={t('retention.proposals')}>
      <ul className={styles.rows}>
        {view.proposals.map((one) => (
          <li key={`${one.case}${one.what}`}>
            <Proposed one={one} />
            <div className={styles.acts}>
              {one.refusal === null ? (
                <Button kind="danger" onPress={() => setConfirming(one)}>
                  {t(one.began ? 'retention.go_on' : 'retention.confirm.open')}
                </Button>
              ) : null}
              {view.mayPropose && !one.began ? (
                <ConfirmButton
                  kind="quiet"
                  label={t('retention.withdraw')}
                  question={t('retention.withdraw_question')}
                  confirmLabel={t('retention.withdraw')}
                  onConfirm={() => void withdraw.run({ space: one.case, what: one.what })}
                  isDisabled={withdraw.busy}
                />
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <EndingProblem problem={withdraw.problem} />
      {confirming === null ? null : (
        <EndingDialog space={confirming.case} what={confirming.what} act="confirm" rule={null} onClose={() => setConfirming(null)} />
      )}
    </Section>
  )
}

const Proposed = ({ one }: { readonly one: ProposalRow }) => {
  const t = useT()
  const format = useFormat()
  const why = one.refusal === null ? null : one.refusal === 'wait' ? 'wait_until' : one.refusal
  return (
    <div className={styles.said}>
      <p>
        <strong>
          <Name text={one.pseudonym} />
        </strong>{' '}
        {t(`retention.what.${one.what}`, { count: one.alerts })}
      </p>
      <p className={styles.soft}>
        {t('retention.proposed_by', { who: one.byName })} <Time value={one.at} />
      </p>
      {one.began ? <p>{t('retention.began')}</p> : null}
      {why === null ? null : (
        <p className={styles.soft}>
          {t(`retention.waits.${why}`, { until: one.waitsUntil === null ? '' : format.instant(one.waitsUntil) })}
        </p>
      )}
    </div>
  )
}
