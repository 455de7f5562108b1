import { useState } from 'react'
import { Button, ErrorNote, Section, Select } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { keepAutoLock, readAutoLock } from '../../frame/auto-lock.ts'
import { useT } from '../../i18n/index.ts'
import styles from './Settings.module.css'

const MINUTES = [2, 5, 10, 15, 30, 60] as const

export const Locking = () => {
  const t = useT()
  const setAutoLock = useCommand('setAutoLock')
  const lock = useCommand('lock')
  const [minutes, setMinutes] = useState(readAutoLock)
  const choose = (id: string) => {
    const chosen = Number(id)
    keepAutoLock(chosen)
    setMinutes(chosen)
    void setAutoLock.run({ minutes: chosen })
  }
  return (
    <Section title={t('settings.locking')}>
      <div className={styles.form}>
        <Select
          label={t('settings.autoLock')}
          description={t('settings.autoLock.why')}
          value={String(minutes)}
          onChange={choose}
          isRequired
          options={MINUTES.map((count) => ({ id: String(count), label: t('settings.minutes', { count }) }))}
        />
        <ErrorNote problem={setAutoLock.problem} />
      </div>
      <div className={styles.act}>
        <Button icon="lock" onPress={() => void lock.run({})}>
          {t('settings.lockNow')}
        </Button>
      </div>
    </Section>
  )
}
