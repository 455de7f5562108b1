import { useFormat, useT } from '../i18n/index.ts'
import { FieldFrame, type FieldProps, useWiring } from './field.tsx'
import { steady } from './steady.tsx'
import styles from './Field.module.css'

export interface DayFieldProps extends FieldProps<string> {
  readonly min?: string
  readonly max?: string
}

/** One day, `YYYY-MM-DD` or `''`. The platform's own picker, which knows the reader's habits on a phone. */
export const DayField = steady('onChange', (props: DayFieldProps) => {
  const outside = useOutside(props)
  const said = { ...props, error: props.error ?? outside }
  const wiring = useWiring(said)
  return (
    <FieldFrame wiring={wiring} {...said}>
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
})

/** A picker marks the days that cannot be; typed in, such a day is told in words. */
const useOutside = ({ value, min = '', max = '' }: DayFieldProps): string | null => {
  const t = useT()
  const format = useFormat()
  if (value === '') return null
  if (min !== '' && value < min) return t('components.day_not_before', { day: format.day(min) })
  return max !== '' && value > max ? t('components.day_not_after', { day: format.day(max) }) : null
}
