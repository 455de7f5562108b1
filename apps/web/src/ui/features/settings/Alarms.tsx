import { useState } from 'react'
import { Button, Note, Section, useToast } from '../../components/index.ts'
import { canNotify, keepWanted, readWanted } from '../../frame/alarms.ts'
import { useT } from '../../i18n/index.ts'
import styles from './Settings.module.css'

type Standing = 'on' | 'off' | 'refused' | 'none'

const standing = (): Standing => {
  if (!canNotify()) return 'none'
  if (Notification.permission === 'denied') return 'refused'
  return readWanted() && Notification.permission === 'granted' ? 'on' : 'off'
}

/** Being told by the system when an alarm opens: only by a press here, for this device, without a word of whom. */
export const Alarms = () => {
  const t = useT()
  const say = useToast()
  const [state, setState] = useState(standing)
  const begin = async () => {
    keepWanted((await Notification.requestPermission()) === 'granted')
    setState(standing())
    if (standing() === 'on') say(t('settings.alarms.is_on'))
  }
  const end = () => {
    keepWanted(false)
    setState(standing())
  }
  return (
    <Section title={t('settings.alarms')}>
      <p className={styles.measure}>{t('settings.alarms.why')}</p>
      <p className={styles.measure}>{t('settings.alarms.only')}</p>
      {state === 'refused' || state === 'none' ? (
        <Note icon="forbidden" title={t(`settings.alarms.${state}`)}>
          {t(`settings.alarms.${state}_do`)}
        </Note>
      ) : (
        <div className={styles.act}>
          {state === 'on' ? (
            <Button onPress={end}>{t('settings.alarms.end')}</Button>
          ) : (
            <Button onPress={() => void begin()}>{t('settings.alarms.begin')}</Button>
          )}
        </div>
      )}
    </Section>
  )
}
