import { FieldFrame, type FieldProps, useWiring } from './field.tsx'
import styles from './Field.module.css'

export interface DayFieldProps extends FieldProps<string> {
  readonly min?: string
  readonly max?: string
}

/** One day, `YYYY-MM-DD` or `''`. The platform's own picker, which knows the reader's habits on a phone. */
export const DayField = (props: DayFieldProps) => {
  const wiring = useWiring(props)
  return (
    <FieldFrame wiring={wiring} {...props}>
      <input
        id={wiring.id}
        className={styles.input}
        type="date"
        value={props.value}
        min={props.min}
        max={props.max}
        required={props.isRequired ?? false}
        disabled={props.isDisabled ?? false}
        aria-invalid={wiring.invalid}
        aria-describedby={wiring.describedBy}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </FieldFrame>
  )
}
