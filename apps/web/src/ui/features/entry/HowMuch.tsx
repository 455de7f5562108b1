import { DayField, NumberField, Select, TextField } from '../../components/index.ts'
import { useT, useVocabOptions } from '../../i18n/index.ts'
import { UNITS } from '../directory/codes.ts'
import type { PartProps } from './EntryDialog.tsx'
import styles from './entry.module.css'

export const HowMuch = ({ form, set }: PartProps) => {
  const t = useT()
  const units = useVocabOptions('capacity_unit', UNITS)
  return (
    <div className={styles.part}>
      <fieldset className={styles.group}>
        <legend>{t('entry.now')}</legend>
        <div className={styles.pair}>
          <NumberField label={t('entry.free')} value={form.free} onChange={set('free')} min={0} max={100_000} />
          <NumberField label={t('entry.most')} value={form.most} onChange={set('most')} min={0} max={100_000} />
          <Select label={t('entry.unit')} value={form.unit} onChange={set('unit')} options={units} isRequired />
          <DayField label={t('entry.free_from')} value={form.freeFrom} onChange={set('freeFrom')} />
        </div>
      </fieldset>
      <div className={styles.pair}>
        <NumberField label={t('entry.min_days')} value={form.minDays} onChange={set('minDays')} min={1} />
        <NumberField label={t('entry.max_days')} value={form.maxDays} onChange={set('maxDays')} min={1} />
        <NumberField label={t('entry.implement_within')} value={form.implementWithinDays} onChange={set('implementWithinDays')} min={1} />
      </div>
      <div className={styles.pair}>
        <NumberField label={t('entry.amount')} value={form.amount} onChange={set('amount')} min={0} />
        <TextField
          label={t('entry.currency')}
          description={t('entry.currency_why')}
          value={form.currency}
          onChange={(currency) => set('currency')(currency.toUpperCase())}
          maxLength={3}
          dir="ltr"
        />
      </div>
      <div className={styles.pair}>
        <NumberField label={t('entry.answer_hours')} value={form.answerHours} onChange={set('answerHours')} min={0} />
        <NumberField label={t('entry.decision_hours')} value={form.decisionHours} onChange={set('decisionHours')} min={0} />
      </div>
    </div>
  )
}
