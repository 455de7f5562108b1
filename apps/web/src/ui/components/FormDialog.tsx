import { useRef, type ReactNode } from 'react'
import type { Problem } from '../../contract.ts'
import { useT } from '../i18n/index.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { ErrorNote } from './ErrorNote.tsx'
import { tooLongIn } from './TextField.tsx'
import styles from './Dialog.module.css'

export interface FormDialogProps {
  readonly title: string
  readonly submitLabel: string
  readonly onSubmit: () => void
  readonly onClose: () => void
  /** The command behind the form: what was typed stays until it has answered well. */
  readonly command: { readonly busy: boolean; readonly problem: Problem | null }
  readonly isComplete: boolean
  readonly size?: 'narrow' | 'wide'
  readonly children: ReactNode
}

/** A form in a dialog: fields, then what went wrong, then the one thing to do. Enter in a field does it too. */
export const FormDialog = ({ title, submitLabel, onSubmit, onClose, command, isComplete, size = 'narrow', children }: FormDialogProps) => {
  const t = useT()
  const form = useRef<HTMLFormElement>(null)
  const submit = () => {
    if (isComplete && !command.busy && !tooLongIn(form.current)) onSubmit()
  }
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      size={size}
      actions={
        <>
          <Button onPress={onClose}>{t('components.cancel')}</Button>
          <Button kind="primary" onPress={submit} isDisabled={!isComplete} isBusy={command.busy}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        className={`${styles.form} ${size === 'wide' ? styles.wideForm : ''}`}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {children}
        <ErrorNote problem={command.problem} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
