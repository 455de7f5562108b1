import { FieldFrame, type FieldProps, useWiring } from './field.tsx'
import { steady } from './steady.tsx'
import styles from './Field.module.css'

export interface NumberFieldProps extends FieldProps<number | null> {
  readonly min?: number
  readonly max?: number
}

/** A whole number, or null while the field is empty. */
export const NumberField = steady('onChange', (props: NumberFieldProps) => {
  const wiring = useWiring(props)
  return (
    <FieldFrame wiring={wiring} {...props}>
      <input
        id={wiring.id}
        className={styles.input}
        type="number"
        inputMode="numeric"
        value={props.value ?? ''}
        min={props.min}
        max={props.max}
        required={props.isRequired ?? false}
        disabled={props.isDisabled ?? false}
        aria-invalid={wiring.invalid}
        aria-describedby={wiring.describedBy}
        onChange={(event) => {
          const typed = event.currentTarget.valueAsNumber
          props.onChange(Number.isNaN(typed) ? null : Math.trunc(typed))
        }}
      />
    </FieldFrame>
  )
})
