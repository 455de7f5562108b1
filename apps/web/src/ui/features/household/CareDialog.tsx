import { useState } from 'react'
import type { Care } from '@pergola/core/care'
import type { Day, PartialDay } from '@pergola/core/casework'
import type { SpaceId } from '@pergola/protocol'
import { Checkbox, DayField, FormDialog, Select, TextField, type Option, isPartialDay } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { CARE_KINDS } from './codes.ts'

interface CareDialogProps {
  readonly space: SpaceId
  readonly people: readonly Option[]
  readonly start: Care | null
  readonly onClose: () => void
}

export const CareDialog = ({ space, people, start, onClose }: CareDialogProps) => {
  const t = useT()
  const vocab = useVocab()
  const command = useCommand('saveCare')
  const [person, setPerson] = useState(start?.person ?? people[0]?.id ?? '')
  const [kind, setKind] = useState<string>(start?.kind ?? 'condition')
  const [text, setText] = useState(start?.text ?? '')
  const [since, setSince] = useState<string>(start?.since ?? '')
  const [urgent, setUrgent] = useState(start?.urgent ?? false)
  const [endedOn, setEndedOn] = useState<string>(start?.endedOn ?? '')
  const sinceReads = since.trim() === '' || isPartialDay(since.trim())
  const endsFirst = endedOn !== '' && since.trim() !== '' && endedOn < since.trim()
  const save = async () => {
    const care = {
      person,
      kind: CARE_KINDS.find((one) => one === kind) ?? 'other',
      text,
      since: since.trim() as PartialDay | '',
      urgent,
      endedOn: endedOn === '' ? null : (endedOn as Day),
    }
    if ((await command.run({ space, care, ...(start === null ? {} : { id: start.id }) })).ok) onClose()
  }
  return (
    <FormDialog
      title={t(start === null ? 'household.add_care' : 'household.change_care')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={person !== '' && text.trim() !== '' && sinceReads && !endsFirst}
    >
      <Select label={t('household.who')} value={person} onChange={setPerson} options={people} isRequired />
      <Select
        label={t('household.care_kind')}
        value={kind}
        onChange={setKind}
        options={CARE_KINDS.map((id) => ({ id, label: vocab('care_kind', id) }))}
      />
      <TextField
        label={t('household.care_text')}
        description={t('household.care_text_why')}
        value={text}
        onChange={setText}
        multiline
        isRequired
      />
      <TextField
        label={t('household.care_since')}
        description={t('case.identity.birth_why')}
        value={since}
        onChange={setSince}
        dir="ltr"
        error={sinceReads ? null : t('case.identity.birth_error')}
      />
      <Checkbox label={t('household.urgent')} value={urgent} onChange={setUrgent} />
      <DayField label={t('household.care_ended')} value={endedOn} onChange={setEndedOn} error={endsFirst ? t('case.ends_before') : null} />
    </FormDialog>
  )
}
