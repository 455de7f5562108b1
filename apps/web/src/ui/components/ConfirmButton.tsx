import { useState, type ReactNode } from 'react'
import { useT } from '../i18n/index.ts'
import { Button, type ButtonProps } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

export interface ConfirmButtonProps {
  readonly label: string
  /** The whole question, with what will and will not happen. */
  readonly question: string
  readonly confirmLabel: string
  readonly onConfirm: () => void
  /** What else to decide with it, below the question. */
  readonly children?: ReactNode
  readonly kind?: 'danger' | 'quiet' | 'bare'
  readonly icon?: ButtonProps['icon']
  readonly isDisabled?: boolean
}

/** A button that asks once more before it does what cannot be undone. */
export const ConfirmButton = ({
  label,
  question,
  confirmLabel,
  onConfirm,
  kind = 'danger',
  icon,
  isDisabled = false,
  children,
}: ConfirmButtonProps) => {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <>
      <Button kind={kind} isDisabled={isDisabled} onPress={() => setAsking(true)} {...(icon === undefined ? {} : { icon })}>
        {label}
      </Button>
      <Dialog
        title={label}
        isOpen={asking}
        onClose={close}
        isAlert
        actions={
          <>
            <Button onPress={close}>{t('components.cancel')}</Button>
            <Button
              kind={kind === 'danger' ? 'danger' : 'primary'}
              onPress={() => {
                close()
                onConfirm()
              }}
            >
              {confirmLabel}
            </Button>
          </>
        }
      >
        <p>{question}</p>
        {children}
      </Dialog>
    </>
  )
}
