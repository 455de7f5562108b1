import { useState } from 'react'
import type { IntegrityAlarm } from '../../contract.ts'
import { Button } from '../components/Button.tsx'
import { Note } from '../components/Note.tsx'
import { useCommand, useQuery } from '../data/index.ts'
import { useFormat, useT } from '../i18n/index.ts'
import styles from './Frame.module.css'

/** Said once on a device; that it was read is nothing to hide. */
const STORAGE_SEEN = 'pergola.storage-seen'

/** What everyone should know at once, wherever they are. */
export const Notices = () => {
  const t = useT()
  const { value: sync } = useQuery('sync', {})
  const [storageSeen, setStorageSeen] = useState(() => localStorage.getItem(STORAGE_SEEN) !== null)
  const dismissStorage = () => {
    localStorage.setItem(STORAGE_SEEN, '1')
    setStorageSeen(true)
  }
  if (sync === null) return null
  const isOffline = sync.connection === 'offline'
  const storageAtRisk = sync.storagePersistent === false && !storageSeen
  if (sync.alarms.length === 0 && !sync.otherTab && !isOffline && !storageAtRisk) return null
  return (
    <div className={styles.notices}>
      {sync.alarms.map((alarm) => (
        <Alarm key={alarm.id} alarm={alarm} />
      ))}
      {sync.otherTab ? (
        <Note title={t('frame.otherTab')} icon="device">
          {t('frame.otherTab.do')}
        </Note>
      ) : null}
      {isOffline ? (
        <Note title={t('frame.offline')} icon="cloud_off">
          {t('frame.offline.works', { unsent: sync.unsent })}
        </Note>
      ) : null}
      {storageAtRisk ? (
        <Note
          title={t('frame.storage')}
          icon="device"
          action={<Button kind="bare" icon="close" label={t('components.close')} onPress={dismissStorage} />}
        >
          {t('frame.storage.do')}
        </Note>
      ) : null}
    </div>
  )
}

const Alarm = ({ alarm }: { readonly alarm: IntegrityAlarm }) => {
  const t = useT()
  const format = useFormat()
  const dismiss = useCommand('dismissAlarm')
  const where = { space: alarm.spaceName, position: alarm.position ?? '?', when: format.instant(alarm.at) }
  const details = alarm.device === null ? 'frame.alarm.where' : 'frame.alarm.whereDevice'
  return (
    <Note
      title={t(`frame.alarm.${alarm.what}`, where)}
      kind="danger"
      action={
        <Button isBusy={dismiss.busy} onPress={() => void dismiss.run({ id: alarm.id })}>
          {t('frame.alarm.seen')}
        </Button>
      }
    >
      {t(details, { ...where, device: alarm.device?.slice(0, 8) })} {t('frame.alarm.do')}
    </Note>
  )
}
