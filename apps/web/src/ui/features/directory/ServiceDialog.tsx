import { useState } from 'react'
import type { DirectoryRow, ServiceDraft } from '../../../contract.ts'
import { MultiSelect, NumberField, Select, TextField, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useChoices } from '../case/choices.ts'
import { FormDialog } from '../case/FormDialog.tsx'
import styles from './directory.module.css'

const draftOf = (row: DirectoryRow | null): ServiceDraft => ({
  ...(row === null ? {} : { id: row.service.id }),
  name: row?.service.name ?? '',
  about: row?.service.about ?? '',
  kinds: row?.service.reach.kinds ?? [],
  regions: row?.service.reach.regions ?? [],
  languages: row?.service.reach.languages ?? [],
  maxDays: row?.service.reach.maxDays ?? null,
  family: row?.service.reach.family ?? '',
  exile: row?.service.reach.exile ?? '',
  answerHours: row?.service.reach.answerHours ?? null,
  placesFree: row?.service.reach.placesFree ?? null,
  source: '',
})

/** What our organisation offers. Empty means unknown to others, never "no limit". */
export const ServiceDialog = ({ row, onClose }: { readonly row: DirectoryRow | null; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const choices = useChoices()
  const command = useCommand('saveService')
  const [draft, setDraft] = useState(() => draftOf(row))
  const set =
    <K extends keyof ServiceDraft>(field: K) =>
    (value: ServiceDraft[K]) =>
      setDraft((before) => ({ ...before, [field]: value }))
  const save = async () => {
    if (!(await command.run({ service: { ...draft, name: draft.name.trim(), about: draft.about.trim(), source: draft.source.trim() } })).ok)
      return
    say(t('directory.saved'))
    onClose()
  }
  const family = ['yes', 'alone_only'] as const
  const exile = ['yes', 'no', 'only'] as const
  return (
    <FormDialog
      title={t(row === null ? 'directory.add' : 'directory.edit')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={draft.name.trim() !== '' && draft.kinds.length > 0 && draft.source.trim() !== ''}
    >
      <TextField label={t('directory.name')} value={draft.name} onChange={set('name')} isRequired maxLength={200} />
      <TextField label={t('directory.about')} value={draft.about} onChange={set('about')} multiline maxLength={5000} />
      <MultiSelect label={t('directory.kind')} value={draft.kinds} onChange={set('kinds')} options={choices.kinds} isRequired />
      <MultiSelect
        label={t('directory.region')}
        value={draft.regions}
        onChange={set('regions')}
        options={[...choices.regions, ...choices.countries]}
      />
      <MultiSelect label={t('directory.languages')} value={draft.languages} onChange={set('languages')} options={choices.languages} />
      <div className={styles.pair}>
        <NumberField label={t('directory.max_days')} value={draft.maxDays} onChange={set('maxDays')} min={1} />
        <NumberField label={t('directory.places')} value={draft.placesFree} onChange={set('placesFree')} min={0} />
        <NumberField label={t('directory.answer_hours')} value={draft.answerHours} onChange={set('answerHours')} min={1} />
      </div>
      <div className={styles.pair}>
        <Select
          label={t('directory.family')}
          value={draft.family}
          onChange={(value) => set('family')(family.find((one) => one === value) ?? '')}
          options={family.map((id) => ({ id, label: t(`directory.family_${id}`) }))}
          placeholder={t('directory.unknown')}
        />
        <Select
          label={t('directory.exile')}
          value={draft.exile}
          onChange={(value) => set('exile')(exile.find((one) => one === value) ?? '')}
          options={exile.map((id) => ({ id, label: t(`directory.exile_${id}`) }))}
          placeholder={t('directory.unknown')}
        />
      </div>
      <TextField
        label={t('directory.source')}
        description={t('directory.source_why')}
        value={draft.source}
        onChange={set('source')}
        isRequired
        maxLength={500}
      />
    </FormDialog>
  )
}
