import { useState } from 'react'
import { useT } from '../i18n/index.ts'
import { Button } from './Button.tsx'
import { FieldFrame, type FieldProps, useWiring } from './field.tsx'
import styles from './Field.module.css'

export interface TextFieldProps extends FieldProps<string> {
  readonly multiline?: boolean
  readonly inputMode?: 'text' | 'numeric' | 'email' | 'tel' | 'search'
  readonly autoComplete?: string
  readonly dir?: 'ltr' | 'rtl' | 'auto'
  /** A secret: hidden until the person asks to see it. */
  readonly secret?: boolean
  readonly placeholder?: string
  readonly maxLength?: number
  readonly spellCheck?: boolean
}

export const TextField = (props: TextFieldProps) => {
  const { multiline = false, secret = false } = props
  const wiring = useWiring(props)
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
    maxLength: props.maxLength,
    'aria-invalid': wiring.invalid,
    'aria-describedby': wiring.describedBy,
    onChange: (event: { currentTarget: { value: string } }) => props.onChange(event.currentTarget.value),
  }
  if (multiline) return <FieldFrame wiring={wiring} {...props} children={<textarea {...control} rows={4} />} />
  if (!secret) return <FieldFrame wiring={wiring} {...props} children={<input {...control} type="text" />} />
  return (
    <FieldFrame wiring={wiring} {...props}>
      <span className={styles.withButton}>
        <input {...control} type={seen ? 'text' : 'password'} dir="ltr" />
        <ShowButton seen={seen} onPress={() => setSeen(!seen)} />
      </span>
    </FieldFrame>
  )
}

const ShowButton = ({ seen, onPress }: { readonly seen: boolean; readonly onPress: () => void }) => {
  const t = useT()
  return <Button onPress={onPress}>{t(seen ? 'components.hide' : 'components.show')}</Button>
}
