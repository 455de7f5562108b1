import { useState } from 'react'
import type { IntegrityAlarm, SyncView } from '../../contract.ts'
import { Button } from '../components/Button.tsx'
import { Note } from '../components/Note.tsx'
import { useNow } from '../components/now.ts'
import { useCommand, useQuery } from '../data/index.ts'
import { useFormat, useT } from '../i18n/index.ts'
import styles from './Frame.module.css'

/** Said once on a device; that it was read is nothing to hide. */
const STORAGE_SEEN = 'pergola.storage-seen'

/** A device's clock and the relay's may differ by this much (ms) before anybody needs to know. */
const CLOCK_LEEWAY = 5 * 60_000

/** What everyone should know at once, wherever they are. */
export const Notices = () => {
  const { value: sync } = useQuery('sync', {})
  if (sync === null) return null
  return (
    <div className={styles.notices}>
      {sync.alarms.map((alarm) => (
        <Alarm key={alarm.id} alarm={alarm} />
      ))}
      <Troubles sync={sync} />
      {sync.storagePersistent === false ? <StorageAtRisk /> : null}
    </div>
  )
}

const Troubles = ({ sync }: { readonly sync: SyncView }) => {
  const t = useT()
  const format = useFormat()
  const now = useNow()
  const { clockOff, unsent } = sync
  return (
    <>
      {sync.storage === 'gone' ? (
        <Note title={t('frame.storageGone')} kind="danger" action={<Button onPress={() => location.reload()}>{t('frame.reload')}</Button>}>
          {t('frame.storageGone.do')}
        </Note>
      ) : null}
      {sync.storage === 'full' ? (
        <Note title={t('frame.storageFull')} kind="danger">
          {t('frame.storageFull.do')}
        </Note>
      ) : null}
      {sync.refused === null ? null : (
        <Note title={t(`frame.refused.${sync.refused}`)} icon="warning">
          {t('frame.refused.do', { unsent })}
        </Note>
      )}
      {clockOff === null || Math.abs(clockOff) < CLOCK_LEEWAY ? null : (
        <Note title={t('frame.clock')} icon="warning">
          {t('frame.clock.do', { when: format.instant(now + clockOff) })}
        </Note>
      )}
      {sync.otherTab ? (
        <Note title={t('frame.otherTab')} icon="device">
          {t('frame.otherTab.do')}
        </Note>
      ) : null}
      {sync.connection === 'offline' ? (
        <Note title={t('frame.offline')} icon="cloud_off">
          {t('frame.offline.works', { unsent })}
        </Note>
      ) : null}
    </>
  )
}

const StorageAtRisk = () => {
  const t = useT()
  const [seen, setSeen] = useState(() => localStorage.getItem(STORAGE_SEEN) !== null)
  const dismiss = () => {
    localStorage.setItem(STORAGE_SEEN, '1')
    setSeen(true)
  }
  if (seen) return null
  return (
    <Note
      title={t('frame.storage')}
      icon="device"
      action={<Button kind="bare" icon="close" label={t('components.close')} onPress={dismiss} />}
    >
      {t('frame.storage.do')}
    </Note>
  )
}

const Alarm = ({ alarm }: { readonly alarm: IntegrityAlarm }) => {
  const t = useT()
  const format = useFormat()
  const dismiss = useCommand('dismissAlarm')
  const place = t(`frame.place.${alarm.spaceKind ?? 'unknown'}`, { name: alarm.spaceName })
  const where = { space: place, position: alarm.position ?? '?', when: format.instant(alarm.at) }
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
