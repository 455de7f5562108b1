import type { FactDraft } from '../../../contract.ts'
import { Button, DayField, Select, TextField } from '../../components/index.ts'
import { useT, useVocab, useVocabOptions } from '../../i18n/index.ts'
import { FACTS, VISIBILITIES } from '../directory/codes.ts'
import type { PartProps } from './EntryDialog.tsx'
import styles from './entry.module.css'

/** What is said in so many words, each with who says so and who may know. */
export const Statements = ({ form, set }: PartProps) => {
  const t = useT()
  const put = (at: number, part: Partial<FactDraft>) =>
    set('facts')(form.facts.map((fact, index) => (index === at ? { ...fact, ...part } : fact)))
  return (
    <div className={styles.part}>
      <p className={styles.quiet}>{t('entry.facts_why')}</p>
      {form.facts.map((fact, at) => (
        <FactFields
          key={at}
          fact={fact}
          onChange={(part) => put(at, part)}
          onRemove={() => set('facts')(form.facts.filter((_, index) => index !== at))}
        />
      ))}
      <Button
        kind="bare"
        icon="plus"
        onPress={() => set('facts')([...form.facts, { code: 'status', value: '', source: form.source, visibility: form.visibility }])}
      >
        {t('entry.fact_add')}
      </Button>
    </div>
  )
}

interface FactFieldsProps {
  readonly fact: FactDraft
  readonly onChange: (part: Partial<FactDraft>) => void
  readonly onRemove: () => void
}

const FactFields = ({ fact, onChange, onRemove }: FactFieldsProps) => {
  const t = useT()
  const vocab = useVocab()
  const known = useVocabOptions('fact', FACTS)
  const codes = known.some(({ id }) => id === fact.code) ? known : [...known, { id: fact.code, label: vocab('fact', fact.code) }]
  return (
    <div className={styles.row}>
      <Select label={t('entry.fact')} value={fact.code} onChange={(code) => onChange({ code })} options={codes} isRequired />
      <TextField label={t('entry.fact_value')} value={fact.value} onChange={(value) => onChange({ value })} isRequired maxLength={2_000} />
      <TextField label={t('entry.source')} value={fact.source} onChange={(source) => onChange({ source })} isRequired maxLength={500} />
      <Select
        label={t('entry.visibility')}
        value={fact.visibility ?? 'network'}
        onChange={(visibility) => onChange({ visibility: visibility as NonNullable<FactDraft['visibility']> })}
        options={useVocabOptions('visibility', VISIBILITIES)}
        isRequired
      />
      <DayField
        label={t('entry.review_on')}
        value={fact.reviewOn ?? ''}
        onChange={(day) => onChange({ reviewOn: day === '' ? null : (day as NonNullable<FactDraft['reviewOn']>) })}
      />
      <Button kind="bare" icon="close" onPress={onRemove}>
        {t('entry.take_out')}
      </Button>
    </div>
  )
}
