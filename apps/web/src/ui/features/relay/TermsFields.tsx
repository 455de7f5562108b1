import type { CommitmentTerms, CostBasis } from '@pergola/core/casework'
import type { OrgId } from '@pergola/protocol'
import { Checkbox, DayField, NumberField, Select, TextField, type Option } from '../../components/index.ts'
import { useCountryOptions, useT } from '../../i18n/index.ts'
import styles from './relay.module.css'

/** What is typed of the terms of a commitment, before it is in order. */
export interface TermsDraft {
  readonly conditions: string
  readonly amount: number | null
  readonly currency: string
  readonly basis: CostBasis
  readonly place: string
  readonly wanted: boolean
  readonly by: string
  readonly settled: string
}

const BASES: readonly CostBasis[] = ['total', 'month', 'week', 'day']

export const termsDraft = (terms: CommitmentTerms | undefined): TermsDraft => ({
  conditions: terms?.conditions ?? '',
  amount: terms?.cost?.amount ?? null,
  currency: terms?.cost?.currency ?? '',
  basis: terms?.cost?.basis ?? 'total',
  place: terms?.place ?? '',
  wanted: terms !== undefined && terms.reimbursement !== null,
  by: terms?.reimbursement?.by ?? '',
  settled: terms?.reimbursement?.settled ?? '',
})

const isCurrency = (code: string): boolean => /^[A-Z]{3}$/.test(code)

/** A cost has an amount and a currency, or neither. */
export const termsHold = ({ amount, currency }: TermsDraft): boolean =>
  amount === null ? currency === '' : amount >= 0 && isCurrency(currency)

export const termsOf = ({ conditions, amount, currency, basis, place, wanted, by, settled }: TermsDraft): CommitmentTerms => ({
  conditions: conditions.trim(),
  cost: amount === null ? null : { amount, currency, basis },
  place,
  reimbursement: wanted
    ? {
        by: by === '' ? null : (by as OrgId),
        settled: settled === '' ? null : (settled as NonNullable<CommitmentTerms['reimbursement']>['settled']),
      }
    : null,
})

/** What goes with cover and is nobody's note: where, on which conditions, what it costs, who pays it back. */
export const TermsFields = ({
  value,
  onChange,
  payers,
}: {
  readonly value: TermsDraft
  readonly onChange: (value: TermsDraft) => void
  readonly payers: readonly Option[]
}) => {
  const t = useT()
  const countries = useCountryOptions()
  const set =
    <K extends keyof TermsDraft>(key: K) =>
    (part: TermsDraft[K]) =>
      onChange({ ...value, [key]: part })
  return (
    <details className={styles.terms} open={termsAreSaid(value)}>
      <summary>{t('relay.terms.title')}</summary>
      <div className={styles.termsBody}>
        <Select
          label={t('relay.terms.place')}
          description={t('relay.terms.place_why')}
          value={value.place}
          onChange={set('place')}
          options={countries}
          placeholder={t('relay.terms.place_none')}
        />
        <TextField
          label={t('relay.terms.conditions')}
          description={t('relay.terms.conditions_why')}
          value={value.conditions}
          onChange={set('conditions')}
          multiline
          maxLength={4000}
        />
        <div className={styles.cost}>
          <NumberField label={t('relay.terms.amount')} value={value.amount} onChange={set('amount')} min={0} />
          <TextField
            label={t('relay.terms.currency')}
            value={value.currency}
            onChange={(code) => set('currency')(code.toUpperCase())}
            dir="ltr"
            maxLength={3}
            error={termsHold(value) ? null : t('relay.terms.currency_wrong')}
          />
          <Select
            label={t('relay.terms.basis')}
            value={value.basis}
            onChange={(basis) => set('basis')(BASES.find((one) => one === basis) ?? 'total')}
            options={BASES.map((id) => ({ id, label: t(`relay.basis.${id}`) }))}
            isRequired
          />
        </div>
        <Checkbox
          label={t('relay.terms.pay_back')}
          description={t('relay.terms.pay_back_why')}
          value={value.wanted}
          onChange={set('wanted')}
        />
        {value.wanted ? (
          <>
            <Select
              label={t('relay.terms.by')}
              value={value.by}
              onChange={set('by')}
              options={payers}
              placeholder={t('relay.terms.by_nobody')}
            />
            <DayField label={t('relay.terms.settled')} value={value.settled} onChange={set('settled')} />
          </>
        ) : null}
      </div>
    </details>
  )
}

const termsAreSaid = ({ conditions, amount, place, wanted }: TermsDraft): boolean =>
  conditions !== '' || amount !== null || place !== '' || wanted
