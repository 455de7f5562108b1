import { useState } from 'react'
import type { PartialDay } from '@pergola/core/casework'
import type { Incident, IncidentDraft } from '@pergola/core/safety'
import { Checkbox, FormDialog, MultiSelect, TextField, isPartialDay } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT, useVocabOptions } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { DIGITAL_AFFECTED, DIGITAL_INCIDENTS, INCIDENT_AREAS, PHYSICAL_INCIDENTS } from './codes.ts'

const LONGEST = 20_000
/** Asked in this order; each form leaves out what only the other asks. */
const TEXTS = {
  physical: ['damage', 'attacker', 'motive', 'steps', 'reportedTo', 'evidence', 'lessons', 'request'],
  digital: ['attacker', 'motive', 'steps', 'reportedTo', 'evidence', 'request'],
} as const

const empty = (form: Incident['form'], today: string): IncidentDraft => ({
  form,
  kinds: [],
  on: today as PartialDay,
  people: [],
  text: '',
  seriousness: [],
  affected: [],
  damage: '',
  attacker: '',
  motive: '',
  steps: '',
  reportedTo: '',
  evidence: '',
  lessons: '',
  request: '',
  resolved: false,
})

export const IncidentDialog = ({
  form,
  incident,
  onClose,
}: {
  readonly form: Incident['form']
  readonly incident: Incident | null
  readonly onClose: () => void
}) => {
  const t = useT()
  const { view, today, nameOf } = useSituation()
  const command = useCommand('saveIncident')
  const [draft, setDraft] = useState<IncidentDraft>(incident ?? empty(form, today))
  const set = (change: Partial<IncidentDraft>): void => setDraft({ ...draft, ...change })
  const kinds = useVocabOptions(`incident_${form}`, form === 'physical' ? PHYSICAL_INCIDENTS : DIGITAL_INCIDENTS)
  const areas = useVocabOptions('incident_area', INCIDENT_AREAS)
  const affected = useVocabOptions('digital_affected', DIGITAL_AFFECTED)
  const dayIsOdd = !isPartialDay(draft.on) || draft.on.slice(0, today.length) > today
  const save = async () => {
    const answer = await command.run({ space: view.file.space, incident: draft, ...(incident === null ? {} : { id: incident.id }) })
    if (answer.ok) onClose()
  }
  return (
    <FormDialog
      title={t(`safety.incident.title_${form}`)}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={draft.kinds.length > 0 && draft.text.trim() !== '' && !dayIsOdd}
      size="wide"
    >
      <MultiSelect
        label={t('safety.incident.kinds')}
        value={draft.kinds}
        onChange={(chosen) => set({ kinds: chosen })}
        options={kinds}
        isRequired
      />
      <TextField
        label={t('safety.incident.on')}
        description={t('safety.incident.on_why')}
        value={draft.on}
        onChange={(on) => set({ on: on as PartialDay })}
        dir="ltr"
        error={dayIsOdd ? t('safety.incident.on_odd') : null}
        isRequired
      />
      <MultiSelect
        label={t('safety.incident.people')}
        value={draft.people}
        onChange={(people) => set({ people })}
        options={view.file.people.map(({ id }) => ({ id, label: nameOf(id) }))}
      />
      <TextField
        label={t('safety.incident.text')}
        value={draft.text}
        onChange={(text) => set({ text })}
        multiline
        maxLength={LONGEST}
        isRequired
      />
      <MultiSelect
        label={t('safety.incident.seriousness')}
        value={draft.seriousness}
        onChange={(seriousness) => set({ seriousness })}
        options={areas}
      />
      {form === 'digital' ? (
        <MultiSelect
          label={t('safety.incident.affected')}
          value={draft.affected}
          onChange={(chosen) => set({ affected: chosen })}
          options={affected}
        />
      ) : null}
      {TEXTS[form].map((field) => (
        <TextField
          key={field}
          label={t(`safety.incident.${field}`)}
          value={draft[field]}
          onChange={(text) => set({ [field]: text })}
          multiline
          maxLength={LONGEST}
        />
      ))}
      <Checkbox label={t('safety.incident.resolved')} value={draft.resolved} onChange={(resolved) => set({ resolved })} />
    </FormDialog>
  )
}
