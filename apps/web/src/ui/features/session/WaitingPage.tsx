import { Button, Loading } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { SafetyWords } from './SafetyWords.tsx'
import { SessionLayout } from './SessionLayout.tsx'
import styles from './Session.module.css'

/** Joined, but not yet let in: the words to compare, and what happens next. It opens by itself. */
export const WaitingPage = ({ onLock }: { readonly onLock: () => void }) => {
  const t = useT()
  const { value: network } = useQuery('network', {})
  const { value: sync } = useQuery('sync', {})
  const inviting = network?.organisations[0]
  const org = inviting?.profile.name ?? ''
  const words = inviting?.safetyWords ?? []
  // A member's new device is in as soon as it has reached the relay: until then nobody is told to wait for anybody.
  if (org === '' && sync?.connection !== 'offline') return <Loading />
  return (
    <SessionLayout
      title={t('session.waiting')}
      lead={org === '' ? undefined : t('session.waiting.lead', { org, network: network?.name ?? '' })}
      isWide
    >
      {org === '' || words.length === 0 ? null : (
        <section className={styles.kept}>
          <h2>{t('session.safetyWords')}</h2>
          <p>{t('session.waiting.compare')}</p>
          <SafetyWords words={words} />
        </section>
      )}
      <p role="status">{t(org === '' ? 'session.waiting.before' : 'session.waiting.next')}</p>
      <div className={styles.act}>
        <Button icon="lock" onPress={onLock}>
          {t('frame.lockLabel')}
        </Button>
      </div>
    </SessionLayout>
  )
}
