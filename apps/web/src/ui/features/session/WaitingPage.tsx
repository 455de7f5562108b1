import type { SessionState } from '../../../contract.ts'
import { Button } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { SafetyWords } from './SafetyWords.tsx'
import { SessionLayout } from './SessionLayout.tsx'
import styles from './Session.module.css'

interface WaitingPageProps {
  readonly session: Extract<SessionState, { state: 'open' }>
  readonly onLock: () => void
}

/** Joined, but not yet let in: the words to compare, and what happens next. It opens by itself. */
export const WaitingPage = ({ session, onLock }: WaitingPageProps) => {
  const t = useT()
  const { value: network } = useQuery('network', {})
  const words = network?.organisations.find((row) => row.safetyWords.length > 0)?.safetyWords ?? []
  return (
    <SessionLayout
      title={t('session.waiting')}
      lead={t('session.waiting.lead', { org: session.orgName, network: session.networkName })}
      isWide
    >
      {words.length === 0 ? null : (
        <section className={styles.kept}>
          <h2>{t('session.safetyWords')}</h2>
          <p>{t('session.waiting.compare')}</p>
          <SafetyWords words={words} />
        </section>
      )}
      <p role="status">{t('session.waiting.next')}</p>
      <div className={styles.act}>
        <Button icon="lock" onPress={onLock}>
          {t('frame.lockLabel')}
        </Button>
      </div>
    </SessionLayout>
  )
}
