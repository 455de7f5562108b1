import { useState } from 'react'
import type { Day } from '@pergola/core/casework'
import type { PlanStep } from '@pergola/core/safety'
import type { SafetyView } from '../../../contract.ts'
import { DayField, FormDialog, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'

export const StepDialog = ({
  step,
  safety,
  onClose,
}: {
  readonly step: PlanStep | null
  readonly safety: SafetyView
  readonly onClose: () => void
}) => {
  const t = useT()
  const { view, nameOf } = useSituation()
  const command = useCommand('savePlanStep')
  const [text, setText] = useState(step?.text ?? '')
  const [carry, setCarry] = useState(step?.carry ?? '')
  const [owner, setOwner] = useState(step?.owner ?? '')
  const [due, setDue] = useState<string>(step?.due ?? '')
  const people = view.file.people.map(({ id }) => ({ id, label: nameOf(id) }))
  const members = safety.members.map(({ person, name }) => ({ id: person as string, label: name }))
  const save = async () => {
    const said = { text: text.trim(), carry: carry.trim(), owner, due: due === '' ? null : (due as Day), doneOn: step?.doneOn ?? null }
    const answer = await command.run({ space: view.file.space, step: said, ...(step === null ? {} : { id: step.id }) })
    if (answer.ok) onClose()
  }
  return (
    <FormDialog
      title={t(step === null ? 'safety.step.add' : 'safety.step.edit')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={text.trim() !== ''}
    >
      <TextField label={t('safety.step.text')} value={text} onChange={setText} maxLength={500} isRequired />
      <TextField
        label={t('safety.step.carry')}
        description={t('safety.step.carry_why')}
        value={carry}
        onChange={setCarry}
        maxLength={500}
      />
      <Select
        label={t('safety.step.owner')}
        value={owner}
        onChange={setOwner}
        options={[...people, ...members]}
        placeholder={t('safety.step.nobody')}
      />
      <DayField label={t('safety.step.by')} value={due} onChange={setDue} />
    </FormDialog>
  )
}
