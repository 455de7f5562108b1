import { useState } from 'react'
import type { Training, TrainingTopic } from '@pergola/core/directory'
import type { TrainingDraft, TrainingRow } from '../../../contract.ts'
import { DayField, FormDialog, MultiSelect, Select, TextField, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT, useVocabOptions } from '../../i18n/index.ts'
import { useChoices } from '../case/choices.ts'
import { FORMATS, FORMS, LONGEST_NOTE, SIDES, TOPICS } from '../directory/codes.ts'
import styles from './calls.module.css'

type Day = NonNullable<Training['from']>

const EMPTY: TrainingDraft = {
  side: 'offer',
  what: 'training',
  title: '',
  topics: [],
  languages: [],
  regions: [],
  format: 'both',
  from: null,
  to: null,
  note: '',
}

const draftOf = (row: TrainingRow | null): TrainingDraft => {
  if (row === null) return EMPTY
  const { org: _, ...said } = row.training
  return said
}

export const TrainingDialog = ({ row, onClose }: { readonly row: TrainingRow | null; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const choices = useChoices()
  const command = useCommand('saveTraining')
  const [draft, setDraft] = useState(() => draftOf(row))
  const set =
    <K extends keyof TrainingDraft>(field: K) =>
    (value: TrainingDraft[K]) =>
      setDraft((before) => ({ ...before, [field]: value }))
  const setDay = (field: 'from' | 'to') => (day: string) => set(field)(day === '' ? null : (day as Day))
  const save = async () => {
    if (!(await command.run({ training: { ...draft, title: draft.title.trim(), note: draft.note.trim() } })).ok) return
    say(t('training.saved'))
    onClose()
  }
  return (
    <FormDialog
      title={t(row === null ? 'training.add' : 'training.edit')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={draft.title.trim() !== '' && draft.topics.length > 0}
    >
      <div className={styles.pair}>
        <Select
          label={t('training.side')}
          value={draft.side}
          onChange={(side) => set('side')(side as Training['side'])}
          options={useVocabOptions('training_side', SIDES)}
          isRequired
        />
        <Select
          label={t('training.what')}
          value={draft.what}
          onChange={(what) => set('what')(what as Training['what'])}
          options={useVocabOptions('training_form', FORMS)}
          isRequired
        />
        <Select
          label={t('training.format')}
          value={draft.format}
          onChange={(format) => set('format')(format as Training['format'])}
          options={useVocabOptions('training_format', FORMATS)}
          isRequired
        />
      </div>
      <TextField label={t('calls.title')} value={draft.title} onChange={set('title')} isRequired maxLength={120} />
      <MultiSelect
        label={t('training.topics')}
        value={draft.topics}
        onChange={(topics) => set('topics')(topics as readonly TrainingTopic[])}
        options={useVocabOptions('training_topic', TOPICS)}
        isRequired
      />
      <MultiSelect label={t('directory.languages')} value={draft.languages} onChange={set('languages')} options={choices.languages} />
      <MultiSelect
        label={t('training.where')}
        value={draft.regions}
        onChange={set('regions')}
        options={[...choices.regions, ...choices.countries]}
      />
      <div className={styles.pair}>
        <DayField label={t('training.from')} value={draft.from ?? ''} onChange={setDay('from')} />
        <DayField label={t('training.to')} value={draft.to ?? ''} onChange={setDay('to')} />
      </div>
      <TextField label={t('training.note')} value={draft.note} onChange={set('note')} multiline maxLength={LONGEST_NOTE} />
    </FormDialog>
  )
}
