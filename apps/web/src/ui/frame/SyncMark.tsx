import type { SyncView } from '../../contract.ts'
import { Icon, type IconName } from '../components/Icon.tsx'
import { Time } from '../components/Time.tsx'
import { useQuery } from '../data/index.ts'
import { useT } from '../i18n/index.ts'
import styles from './TopBar.module.css'

type Situation = 'offline' | 'connecting' | 'refused' | 'sending' | 'receiving' | 'sent'

const situationOf = (sync: SyncView): Situation => {
  if (sync.connection !== 'online') return sync.connection
  if (sync.unsent > 0) return sync.refused === null ? 'sending' : 'refused'
  return sync.receiving ? 'receiving' : 'sent'
}

const ICONS: Readonly<Record<Situation, IconName>> = {
  offline: 'cloud_off',
  connecting: 'pending',
  refused: 'warning',
  sending: 'pending',
  receiving: 'pending',
  sent: 'sent',
}

/** What has gone out and what has not, in a word; pressing it says what that means. */
export const SyncMark = () => {
  const t = useT()
  const { value: sync } = useQuery('sync', {})
  if (sync === null) return null
  const situation = situationOf(sync)
  const words = t(`frame.sync.${situation}`, { unsent: sync.unsent })
  return (
    <>
      <button type="button" className={styles.sync} popoverTarget="sync" aria-label={t('frame.sync.label', { words })}>
        <Icon name={ICONS[situation]} size={16} />
        <span>{words}</span>
      </button>
      <div id="sync" popover="auto" className={styles.panel}>
        <p className={styles.panelTitle}>{words}</p>
        <p>{t(`frame.sync.${situation}.means`, { unsent: sync.unsent })}</p>
        {sync.lastSync === null ? null : (
          <p className={styles.panelSoft}>
            {t('frame.sync.last')} <Time value={sync.lastSync} />
          </p>
        )}
      </div>
    </>
  )
}
