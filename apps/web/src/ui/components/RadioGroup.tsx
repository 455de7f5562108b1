import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup'
import { Label } from 'react-aria-components/Label'
import type { Option } from './Select.tsx'
import { steady } from './steady.tsx'
import styles from './Field.module.css'

export interface RadioGroupProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly options: readonly (Option & { readonly description?: string })[]
  readonly isDisabled?: boolean
}

export const RadioGroup = steady('onChange', ({ label, value, onChange, options, isDisabled = false }: RadioGroupProps) => (
  <AriaRadioGroup className={styles.field ?? ''} value={value} onChange={onChange} isDisabled={isDisabled}>
    <Label className={styles.label ?? ''}>{label}</Label>
    <div>
      {options.map((option) => (
        <Radio key={option.id} className={styles.choice ?? ''} value={option.id}>
          <span className={`${styles.box} ${styles.round}`} />
          <span className={styles.choiceText}>
            {option.label}
            {option.description === undefined ? null : <span className={styles.description}>{option.description}</span>}
          </span>
        </Radio>
      ))}
    </div>
  </AriaRadioGroup>
))
