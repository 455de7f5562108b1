import { useState } from 'react'
import { FormDialog, TextField, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'

/** No without a word is no answer: the sender reads why, and where else to go. */
export const DeclineAlertDialog = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const command = useCommand('declineAlert')
  const [text, setText] = useState('')
  const decline = async () => {
    if (!(await command.run({ id, text: text.trim() })).ok) return
    say(t('alerts.declined'))
    onClose()
  }
  return (
    <FormDialog
      title={t('alerts.decline')}
      submitLabel={t('alerts.decline_do')}
      onSubmit={() => void decline()}
      onClose={onClose}
      command={command}
      isComplete={text.trim() !== ''}
    >
      <TextField
        label={t('alerts.decline_text')}
        description={t('alerts.decline_why')}
        value={text}
        onChange={setText}
        multiline
        isRequired
        autoFocus
        maxLength={20_000}
      />
    </FormDialog>
  )
}
