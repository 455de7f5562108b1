import { useState, type ClipboardEvent, type DragEvent } from 'react'
import { useT } from '../i18n/index.ts'
import { Button } from './Button.tsx'
import { FieldFrame, type FieldProps, useWiring } from './field.tsx'
import { steady } from './steady.tsx'
import styles from './Field.module.css'

export interface TextFieldProps extends FieldProps<string> {
  readonly multiline?: boolean
  readonly inputMode?: 'text' | 'numeric' | 'email' | 'tel' | 'search'
  readonly autoComplete?: string
  readonly dir?: 'ltr' | 'rtl' | 'auto'
  /** A secret: hidden until the person asks to see it. */
  readonly secret?: boolean
  readonly placeholder?: string
  /** Characters (UTF-16). More may stand in the field, with an error; see `tooLongIn`. */
  readonly maxLength?: number
  readonly spellCheck?: boolean
}

export const TextField = steady('onChange', (props: TextFieldProps) => {
  const { multiline = false, secret = false } = props
  const t = useT()
  const over = Math.max(0, props.value.length - (props.maxLength ?? Infinity))
  // The browser would cut off what is pasted without a word; here all of it stays, and says that it does not fit.
  const { refused, onPaste, onDrop } = usePaste(props)
  const tooLong = over > 0 ? t('components.tooLong', { over, most: props.maxLength }) : null
  const error = refused > 0 ? t('components.tooMuch', { count: refused }) : (tooLong ?? props.error)
  const wiring = useWiring({ ...props, error })
  const [seen, setSeen] = useState(false)
  const control = {
    id: wiring.id,
    className: styles.input,
    value: props.value,
    dir: props.dir ?? 'auto',
    required: props.isRequired ?? false,
    disabled: props.isDisabled ?? false,
    autoFocus: props.autoFocus ?? false,
    autoComplete: props.autoComplete ?? 'off',
    spellCheck: props.spellCheck ?? (!secret && multiline),
    autoCapitalize: secret ? 'none' : undefined,
    inputMode: props.inputMode,
    placeholder: props.placeholder,
    'data-too-long': over > 0 || undefined,
    'aria-invalid': wiring.invalid,
    'aria-describedby': wiring.describedBy,
    onPaste,
    onDrop,
    onChange: (event: { currentTarget: { value: string } }) => props.onChange(event.currentTarget.value),
  }
  if (multiline) return <FieldFrame wiring={wiring} {...props} error={error} children={<textarea {...control} rows={4} />} />
  if (!secret) return <FieldFrame wiring={wiring} {...props} error={error} children={<input {...control} type="text" />} />
  return (
    <FieldFrame wiring={wiring} {...props} error={error}>
      <span className={styles.withButton}>
        <input {...control} type={seen ? 'text' : 'password'} dir="ltr" />
        <ShowButton seen={seen} onPress={() => setSeen(!seen)} />
      </span>
    </FieldFrame>
  )
})

/**
 * Browsers stand still over a megabyte in a field, and the page with what was typed in it with them. Much more than fits is not
 * taken in at all, and that is said; a little more stays in the field and says so there.
 */
const FARTHEST = 40_000

const usePaste = (
  field: Pick<TextFieldProps, 'value' | 'maxLength'>,
): {
  readonly refused: number
  readonly onPaste: (event: ClipboardEvent<HTMLElement>) => void
  readonly onDrop: (event: DragEvent<HTMLElement>) => void
} => {
  const [refused, setRefused] = useState(0)
  const take = (event: { preventDefault: () => void }, { length }: string): void => {
    const isTooMuch = field.value.length + length > Math.max(FARTHEST, field.maxLength ?? 0)
    if (isTooMuch) event.preventDefault()
    setRefused(isTooMuch ? length : 0)
  }
  return {
    refused,
    onPaste: (event) => take(event, event.clipboardData.getData('text/plain')),
    onDrop: (event) => take(event, event.dataTransfer.getData('text/plain')),
  }
}

/** The first field of a form with more in it than fits, made the focus: then nothing is to be sent. */
export const tooLongIn = (form: HTMLElement | null): boolean => {
  const field = form?.querySelector<HTMLElement>('[data-too-long]') ?? null
  field?.focus()
  return field !== null
}

const ShowButton = ({ seen, onPress }: { readonly seen: boolean; readonly onPress: () => void }) => {
  const t = useT()
  return <Button onPress={onPress}>{t(seen ? 'components.hide' : 'components.show')}</Button>
}
