import { FieldFrame, type FieldProps, useWiring } from './field.tsx'
import { Icon } from './Icon.tsx'
import { steady } from './steady.tsx'
import styles from './Field.module.css'

export interface Option {
  readonly id: string
  readonly label: string
}

export interface SelectProps extends FieldProps<string> {
  readonly options: readonly Option[]
  /** Shown while nothing is chosen. */
  readonly placeholder?: string
}

/** The platform's own list: it opens as a wheel on a phone, types ahead, and speaks every script. */
export const Select = steady('onChange', (props: SelectProps) => {
  const wiring = useWiring(props)
  return (
    <FieldFrame wiring={wiring} {...props}>
      <span className={styles.select}>
        <select
          id={wiring.id}
          className={styles.input}
          value={props.value}
          required={props.isRequired ?? false}
          disabled={props.isDisabled ?? false}
          aria-invalid={wiring.invalid}
          aria-describedby={wiring.describedBy}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        >
          {props.placeholder === undefined ? null : <option value="">{props.placeholder}</option>}
          {props.options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="down" size={16} />
      </span>
    </FieldFrame>
  )
})
