import { Button, ErrorNote, Note, Time } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { SessionLayout } from './SessionLayout.tsx'
import styles from './Session.module.css'

/** Somebody ended this device from another one. There is nothing left on it to show. */
export const EndedPage = ({ at }: { readonly at: number }) => {
  const t = useT()
  const wipe = useCommand('wipe')
  return (
    <SessionLayout title={t('session.ended')} lead={t('session.ended.lead')}>
      <Note title={t('session.ended.since')} icon="device">
        <Time value={at} />
      </Note>
      <p>{t('session.ended.next')}</p>
      <ErrorNote problem={wipe.problem} />
      <div className={styles.act}>
        <Button kind="primary" onPress={() => void wipe.run({})} isBusy={wipe.busy}>
          {t('session.ended.do')}
        </Button>
      </div>
    </SessionLayout>
  )
}
