import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'
import { Icon } from './Icon.tsx'
import { steady } from './steady.tsx'
import styles from './Field.module.css'

export interface CheckboxProps {
  readonly label: string
  readonly value: boolean
  readonly onChange: (value: boolean) => void
  readonly description?: string
  readonly isDisabled?: boolean
}

export const Checkbox = steady('onChange', ({ label, value, onChange, description, isDisabled = false }: CheckboxProps) => (
  <AriaCheckbox className={styles.choice ?? ''} isSelected={value} onChange={onChange} isDisabled={isDisabled}>
    <span className={styles.box}>
      <Icon name="check" size={16} />
    </span>
    <span className={styles.choiceText}>
      {label}
      {description === undefined ? null : <span className={styles.description}>{description}</span>}
    </span>
  </AriaCheckbox>
))
