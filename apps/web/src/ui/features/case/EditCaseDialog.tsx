import { useState } from 'react'
import type { CaseStatus, Urgency } from '@pergola/core/casework'
import { FormDialog, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useChoices } from './choices.ts'
import { useSituation } from './situation.ts'

/** Those who hold the case name it and say where it stands; others may help with the summary and the urgency. */
export const EditCaseDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const { view, rights } = useSituation()
  const { file } = view
  const choices = useChoices()
  const command = useCommand('editCase')
  // A case is closed and opened again with what became of it: under Tasks.
  const statuses = choices.statuses.filter(({ id }) => (id === 'closed') === (file.status === 'closed'))
  const [pseudonym, setPseudonym] = useState(file.pseudonym)
  const [status, setStatus] = useState<string>(file.status)
  const [urgency, setUrgency] = useState<string>(file.urgency)
  const [country, setCountry] = useState(file.country)
  const [assignedTo, setAssignedTo] = useState<string>(file.assignedTo ?? '')
  const [summary, setSummary] = useState(file.summary)
  const held = {
    pseudonym: pseudonym.trim(),
    status: status as CaseStatus,
    assignedTo: assignedTo === '' ? null : (assignedTo as NonNullable<typeof file.assignedTo>),
  }
  const save = async () => {
    const fields = { urgency: urgency as Urgency, country, summary: summary.trim(), ...(rights.hold ? held : {}) }
    if ((await command.run({ space: file.space, fields })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('case.edit.title')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={pseudonym.trim() !== ''}
    >
      {rights.hold ? (
        <>
          <TextField
            label={t('case.pseudonym')}
            description={t('case.pseudonym_why')}
            value={pseudonym}
            onChange={setPseudonym}
            isRequired
            maxLength={80}
          />
          <Select label={t('case.status')} value={status} onChange={setStatus} options={statuses} isRequired />
        </>
      ) : null}
      <Select label={t('case.urgency')} value={urgency} onChange={setUrgency} options={choices.urgencies} isRequired />
      <Select
        label={t('case.country')}
        description={t('case.country_why')}
        value={country}
        onChange={setCountry}
        options={choices.countries}
        placeholder={t('case.country_none')}
      />
      {rights.hold ? (
        <Select
          label={t('case.assigned')}
          value={assignedTo}
          onChange={setAssignedTo}
          options={Object.entries(view.people).map(([id, label]) => ({ id, label }))}
          placeholder={t('components.nobody')}
        />
      ) : null}
      <TextField label={t('case.summary')} value={summary} onChange={setSummary} multiline maxLength={20_000} />
    </FormDialog>
  )
}
