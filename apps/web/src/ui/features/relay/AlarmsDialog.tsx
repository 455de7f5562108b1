import { useState } from 'react'
import { Checkbox, ErrorNote, FormDialog, Loading } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './relay.module.css'

const STEPS = [60, 30, 14, 7] as const

/** How long before cover breaks everyone in our organisation is told. */
export const AlarmsDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const found = useQuery('alarmSteps', {})
  const command = useCommand('saveAlarmSteps')
  const [chosen, setChosen] = useState<readonly number[] | null>(null)
  const steps = chosen ?? found.value?.steps ?? []
  const save = async () => {
    if ((await command.run({ steps })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('relay.alarms.title')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={found.value !== null}
    >
      <p className={styles.quiet}>{t('relay.alarms.why')}</p>
      {found.value === null && found.state === 'loading' ? <Loading /> : null}
      <ErrorNote problem={found.problem} />
      {STEPS.map((days) => (
        <Checkbox
          key={days}
          label={t('relay.alarms.step', { days })}
          value={steps.includes(days)}
          onChange={(value) => setChosen(value ? [...steps, days] : steps.filter((step) => step !== days))}
        />
      ))}
      <p className={styles.quiet}>{t('relay.alarms.open')}</p>
    </FormDialog>
  )
}
