import { useState } from 'react'
import type { Visit } from '@pergola/core/care'
import type { Day } from '@pergola/core/casework'
import type { SpaceId } from '@pergola/protocol'
import { DayField, FormDialog, Select, TextField, type Option } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'

interface VisitDialogProps {
  readonly space: SpaceId
  readonly people: readonly Option[]
  readonly today: Day
  readonly start: Visit | null
  readonly onClose: () => void
}

/** What was done, by who treats. */
export const VisitDialog = ({ space, people, today, start, onClose }: VisitDialogProps) => {
  const t = useT()
  const command = useCommand('saveVisit')
  const [person, setPerson] = useState(start?.person ?? people[0]?.id ?? '')
  const [on, setOn] = useState<string>(start?.on ?? today)
  const [text, setText] = useState(start?.text ?? '')
  const [nextOn, setNextOn] = useState<string>(start?.nextOn ?? '')
  const save = async () => {
    const visit = { person, on: on as Day, text, nextOn: nextOn === '' ? null : (nextOn as Day) }
    if ((await command.run({ space, visit, ...(start === null ? {} : { id: start.id }) })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('household.add_visit')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={person !== '' && on !== '' && text.trim() !== ''}
    >
      <Select label={t('household.who')} value={person} onChange={setPerson} options={people} isRequired />
      <DayField label={t('household.visit_on')} value={on} onChange={setOn} max={today} isRequired />
      <TextField label={t('household.visit_text')} value={text} onChange={setText} multiline isRequired />
      <DayField label={t('household.visit_next')} value={nextOn} onChange={setNextOn} min={on} />
    </FormDialog>
  )
}
