import type { CaseFilter, Queries } from '../../../contract.ts'
import { Button, Checkbox, Select, TextField } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useChoices } from '../case/choices.ts'
import { sorts } from './filters.ts'
import { Lanes } from './Lanes.tsx'
import styles from './cases.module.css'

interface CaseFiltersProps {
  readonly filter: CaseFilter
  readonly onChange: (change: Partial<Record<keyof CaseFilter, CaseFilter[keyof CaseFilter]>>) => void
  readonly onClear: (() => void) | null
  readonly shown: Queries['cases']['value'] | null
}

/** Narrow the list; it answers while one types. */
export const CaseFilters = ({ filter, onChange, onClear, shown }: CaseFiltersProps) => {
  const t = useT()
  const choices = useChoices()
  return (
    <search className={styles.filters} aria-label={t('cases.filters')}>
      <div className={styles.fields}>
        <TextField
          label={t('cases.find')}
          value={filter.text ?? ''}
          onChange={(text) => onChange({ text })}
          inputMode="search"
          isRequired
        />
        <Select
          label={t('case.status')}
          value={filter.status ?? ''}
          onChange={(status) => onChange({ status })}
          options={choices.statuses}
          placeholder={t('cases.any')}
          isRequired
        />
        <Select
          label={t('case.country')}
          value={filter.country ?? ''}
          onChange={(country) => onChange({ country })}
          options={choices.countries}
          placeholder={t('cases.any')}
          isRequired
        />
        <Select
          label={t('cases.sort')}
          value={filter.sort ?? 'urgency'}
          onChange={(sort) => onChange({ sort })}
          options={sorts.map((id) => ({ id, label: t(`cases.sort.${id}`) }))}
          isRequired
        />
      </div>
      <Lanes chosen={filter.urgency} lanes={shown?.lanes ?? null} onChange={(urgency) => onChange({ urgency })} />
      <div className={styles.switches}>
        <Checkbox label={t('cases.mine')} value={filter.mine === true} onChange={(mine) => onChange({ mine })} />
        <Checkbox label={t('cases.with_gap')} value={filter.withGap === true} onChange={(withGap) => onChange({ withGap })} />
        <span className={styles.quiet} role="status">
          {shown === null ? '' : t('cases.count', { total: shown.total })}
        </span>
        {onClear === null ? null : (
          <Button kind="bare" onPress={onClear}>
            {t('cases.clear')}
          </Button>
        )}
      </div>
    </search>
  )
}
