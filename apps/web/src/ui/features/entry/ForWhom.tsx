import { MultiSelect, NumberField, Select } from '../../components/index.ts'
import { useT, useVocabOptions } from '../../i18n/index.ts'
import { useChoices } from '../case/choices.ts'
import { APPLICANTS, ENDORSEMENTS, EXCLUSIONS, EXILE, FAMILY, TARGETS } from '../directory/codes.ts'
import type { PartProps } from './EntryDialog.tsx'
import styles from './entry.module.css'

const YES_NO = ['yes', 'no'] as const

export const ForWhom = ({ form, set }: PartProps) => {
  const t = useT()
  const choices = useChoices()
  const unknown = t('directory.unknown')
  return (
    <div className={styles.part}>
      <MultiSelect
        label={t('directory.targets')}
        value={form.targets}
        onChange={set('targets')}
        options={useVocabOptions('target_group', TARGETS)}
      />
      <MultiSelect label={t('directory.languages')} value={form.languages} onChange={set('languages')} options={choices.languages} />
      <div className={styles.pair}>
        <Select
          label={t('entry.family')}
          value={form.family}
          onChange={set('family')}
          options={FAMILY.map((id) => ({ id, label: t(`entry.family.${id}`) }))}
          placeholder={unknown}
        />
        <Select
          label={t('entry.exile')}
          value={form.exile}
          onChange={set('exile')}
          options={EXILE.map((id) => ({ id, label: t(`entry.exile.${id}`) }))}
          placeholder={unknown}
        />
        <Select
          label={t('entry.return')}
          value={form.returnRequired}
          onChange={set('returnRequired')}
          options={YES_NO.map((id) => ({ id, label: t(`entry.return.${id}`) }))}
          placeholder={unknown}
        />
      </div>
      <MultiSelect
        label={t('entry.applicants')}
        value={form.whoMayApply}
        onChange={set('whoMayApply')}
        options={useVocabOptions('applicant', APPLICANTS)}
      />
      <div className={styles.pair}>
        <Select
          label={t('entry.endorsement')}
          value={form.endorsement}
          onChange={set('endorsement')}
          options={useVocabOptions('endorsement', ENDORSEMENTS)}
          placeholder={unknown}
        />
        {form.endorsement === 'referees' ? (
          <NumberField label={t('entry.referees')} value={form.referees} onChange={set('referees')} min={1} max={20} />
        ) : null}
      </div>
      <div className={styles.pair}>
        <NumberField label={t('entry.incident_window')} value={form.incidentWindowDays} onChange={set('incidentWindowDays')} min={1} />
        <NumberField label={t('entry.track_record')} value={form.trackRecordMonths} onChange={set('trackRecordMonths')} min={1} />
      </div>
      <MultiSelect
        label={t('entry.excludes')}
        value={form.excludes}
        onChange={set('excludes')}
        options={useVocabOptions('exclusion', EXCLUSIONS)}
      />
    </div>
  )
}
