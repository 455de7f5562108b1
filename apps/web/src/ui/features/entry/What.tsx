import { MultiSelect, Select, TextField } from '../../components/index.ts'
import { useT, useVocabOptions } from '../../i18n/index.ts'
import { useChoices } from '../case/choices.ts'
import { STATES } from '../directory/codes.ts'
import type { PartProps } from './EntryDialog.tsx'
import styles from './entry.module.css'

export const What = ({ form, set }: PartProps) => {
  const t = useT()
  const choices = useChoices()
  const states = useVocabOptions('service_state', STATES)
  const places = [...choices.regions, ...choices.countries]
  return (
    <div className={styles.part}>
      <TextField label={t('entry.name')} value={form.name} onChange={set('name')} isRequired maxLength={120} />
      <MultiSelect label={t('directory.kind')} value={form.kinds} onChange={set('kinds')} options={choices.kinds} isRequired />
      <TextField
        label={t('entry.source')}
        description={t('entry.source_why')}
        value={form.source}
        onChange={set('source')}
        isRequired
        maxLength={500}
      />
      <TextField label={t('entry.programme')} value={form.programme} onChange={set('programme')} maxLength={120} />
      <TextField label={t('entry.about')} value={form.about} onChange={set('about')} multiline maxLength={20_000} />
      <MultiSelect
        label={t('entry.regions')}
        description={t('entry.regions_why')}
        value={form.regions}
        onChange={set('regions')}
        options={places}
      />
      <MultiSelect
        label={t('entry.located')}
        description={t('entry.located_why')}
        value={form.locatedIn}
        onChange={set('locatedIn')}
        options={places}
      />
      <Select
        label={t('directory.state')}
        value={form.state}
        onChange={set('state')}
        options={states}
        placeholder={t('directory.unknown')}
      />
    </div>
  )
}
