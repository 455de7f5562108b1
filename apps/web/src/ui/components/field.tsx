import { type ReactNode, useId } from 'react'
import { useT } from '../i18n/index.ts'
import { Icon } from './Icon.tsx'
import styles from './Field.module.css'

/** What every field of a form has. A field never loses what was typed; `error` says what to do, below it. */
export interface FieldProps<T> {
  readonly label: string
  readonly value: T
  readonly onChange: (value: T) => void
  readonly description?: string | undefined
  readonly error?: string | null | undefined
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
}

export interface Wiring {
  readonly id: string
  readonly describedBy: string | undefined
  readonly invalid: boolean
}

export const useWiring = ({ description, error }: Pick<FieldProps<unknown>, 'description' | 'error'>): Wiring => {
  const id = useId()
  const parts = [description ? `${id}-d` : '', error ? `${id}-e` : ''].filter((part) => part !== '')
  return { id, describedBy: parts.length > 0 ? parts.join(' ') : undefined, invalid: Boolean(error) }
}

/** Label above, description under it, error last and tied to the control. */
export const FieldFrame = ({
  wiring,
  label,
  description,
  error,
  isRequired = false,
  children,
}: Pick<FieldProps<unknown>, 'label' | 'description' | 'error' | 'isRequired'> & {
  readonly wiring: Wiring
  readonly children: ReactNode
}) => {
  const t = useT()
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={wiring.id}>
        {label} {isRequired ? null : <span className={styles.optional}>{t('components.optional')}</span>}
      </label>
      {description ? (
        <span id={`${wiring.id}-d`} className={styles.description}>
          {description}
        </span>
      ) : null}
      {children}
      {error ? <FieldErrorText id={`${wiring.id}-e`}>{error}</FieldErrorText> : null}
    </div>
  )
}

export const FieldErrorText = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => (
  <span id={id} className={styles.error} role="alert">
    <Icon name="warning" size={16} />
    <span>{children}</span>
  </span>
)
