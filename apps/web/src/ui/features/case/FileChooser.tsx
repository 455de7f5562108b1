import { useRef } from 'react'
import { Button, type IconName } from '../../components/index.ts'

export interface FileChooserProps {
  readonly label: string
  readonly onFile: (file: File) => void
  readonly kind?: 'primary' | 'quiet'
  readonly icon?: IconName
  /** File types, as the `accept` attribute has them. */
  readonly accept?: string
  readonly isBusy?: boolean
}

/** A button that asks for one file. The same file may be chosen again. */
export const FileChooser = ({ label, onFile, kind = 'quiet', icon = 'file', accept, isBusy = false }: FileChooserProps) => {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file !== undefined) onFile(file)
        }}
      />
      <Button kind={kind} icon={icon} isBusy={isBusy} onPress={() => input.current?.click()}>
        {label}
      </Button>
    </>
  )
}
