import type { Urgency } from '@pergola/core/casework'
import { Select, TextField } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useChoices } from './choices.ts'

/** What every case begins with; everything else can wait. */
export interface Beginning {
  readonly pseudonym: string
  readonly urgency: Urgency
  readonly country: string
}

export const isBegun = ({ pseudonym }: Beginning): boolean => pseudonym.trim() !== ''

export const BeginningFields = ({ value, onChange }: { readonly value: Beginning; readonly onChange: (value: Beginning) => void }) => {
  const t = useT()
  const choices = useChoices()
  return (
    <>
      <TextField
        label={t('case.pseudonym')}
        description={t('case.pseudonym_why')}
        value={value.pseudonym}
        onChange={(pseudonym) => onChange({ ...value, pseudonym })}
        isRequired
        autoFocus
        maxLength={80}
      />
      <Select
        label={t('case.urgency')}
        value={value.urgency}
        onChange={(urgency) => onChange({ ...value, urgency: urgency as Urgency })}
        options={choices.urgencies}
        isRequired
      />
      <Select
        label={t('case.country')}
        description={t('case.country_why')}
        value={value.country}
        onChange={(country) => onChange({ ...value, country })}
        options={choices.countries}
        placeholder={t('case.country_none')}
      />
    </>
  )
}
