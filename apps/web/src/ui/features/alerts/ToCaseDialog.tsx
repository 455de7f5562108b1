import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Urgency } from '@pergola/core/casework'
import type { AlertView } from '../../../contract.ts'
import { FormDialog, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useChoices } from '../case/choices.ts'
import styles from './alerts.module.css'

/** What was written fills the case; only how to call it and how fast is asked. */
export const ToCaseDialog = ({ alert, onClose }: { readonly alert: AlertView; readonly onClose: () => void }) => {
  const t = useT()
  const [, go] = useLocation()
  const choices = useChoices()
  const command = useCommand('caseFromAlert')
  const [pseudonym, setPseudonym] = useState('')
  const [urgency, setUrgency] = useState('hours')
  const [country, setCountry] = useState('')
  const create = async () => {
    const answer = await command.run({ id: alert.id, pseudonym: pseudonym.trim(), country, urgency: urgency as Urgency })
    if (!answer.ok) return
    onClose()
    go(`/cases/${answer.value.space}`)
  }
  return (
    <FormDialog
      title={t('alerts.to_case')}
      submitLabel={t('alerts.to_case_do')}
      onSubmit={() => void create()}
      onClose={onClose}
      command={command}
      isComplete={pseudonym.trim() !== ''}
    >
      <p className={styles.quiet}>{t('alerts.to_case_why', { files: alert.files })}</p>
      <TextField
        label={t('case.pseudonym')}
        description={t('case.pseudonym_why')}
        value={pseudonym}
        onChange={setPseudonym}
        isRequired
        autoFocus
        maxLength={80}
      />
      <Select label={t('case.urgency')} value={urgency} onChange={setUrgency} options={choices.urgencies} isRequired />
      <Select
        label={t('case.country')}
        description={t('case.country_why')}
        value={country}
        onChange={setCountry}
        options={choices.countries}
        placeholder={t('case.country_none')}
      />
    </FormDialog>
  )
}
