import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Urgency } from '@pergola/core/casework'
import { FormDialog, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useChoices } from '../case/choices.ts'

/** A case starts with a pseudonym and how urgent it is; everything else can wait. */
export const NewCaseDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const [, go] = useLocation()
  const choices = useChoices()
  const command = useCommand('createCase')
  const [pseudonym, setPseudonym] = useState('')
  const [urgency, setUrgency] = useState('days')
  const [country, setCountry] = useState('')
  const [summary, setSummary] = useState('')
  const create = async () => {
    const answer = await command.run({ pseudonym: pseudonym.trim(), urgency: urgency as Urgency, country, summary: summary.trim() })
    if (!answer.ok) return
    onClose()
    go(`/cases/${answer.value.space}`)
  }
  return (
    <FormDialog
      title={t('cases.new')}
      submitLabel={t('cases.new_do')}
      onSubmit={() => void create()}
      onClose={onClose}
      command={command}
      isComplete={pseudonym.trim() !== ''}
    >
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
      <TextField label={t('case.summary')} value={summary} onChange={setSummary} multiline maxLength={20_000} />
    </FormDialog>
  )
}
