import { Button, ConfirmButton, ErrorNote, Note, Time } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { SessionLayout } from './SessionLayout.tsx'
import styles from './Session.module.css'

interface RemovedPageProps {
  readonly org: string
  readonly at: number
  readonly onLock: () => void
}

/** Somebody took this person out of the organisation. Nobody will let them in by waiting. */
export const RemovedPage = ({ org, at, onLock }: RemovedPageProps) => {
  const t = useT()
  const wipe = useCommand('wipe')
  return (
    <SessionLayout title={t('session.removed', { org })} lead={t('session.removed.lead')}>
      <Note title={t('session.removed.since')} icon="device">
        <Time value={at} />
      </Note>
      <p role="status">{t('session.removed.next')}</p>
      <ErrorNote problem={wipe.problem} />
      <div className={styles.act}>
        <Button icon="lock" onPress={onLock}>
          {t('frame.lockLabel')}
        </Button>
        <ConfirmButton
          label={t('session.removed.do')}
          question={t('session.removed.sure')}
          confirmLabel={t('session.removed.do')}
          onConfirm={() => void wipe.run({})}
        />
      </div>
    </SessionLayout>
  )
}
