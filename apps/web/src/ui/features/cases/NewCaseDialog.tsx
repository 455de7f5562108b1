import { useState } from 'react'
import { useLocation } from 'wouter'
import { FormDialog, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { BeginningFields, isBegun, type Beginning } from '../case/BeginningFields.tsx'

/** A case starts with a pseudonym and how urgent it is; everything else can wait. */
export const NewCaseDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const [, go] = useLocation()
  const command = useCommand('createCase')
  const [beginning, setBeginning] = useState<Beginning>({ pseudonym: '', urgency: 'days', country: '' })
  const [summary, setSummary] = useState('')
  const create = async () => {
    const answer = await command.run({ ...beginning, pseudonym: beginning.pseudonym.trim(), summary: summary.trim() })
    if (!answer.ok) return
    onClose()
    go(`/cases/${answer.value.space}`)
  }
  return (
    <FormDialog
      title={t('cases.new')}
      submitLabel={t('cases.new_do')}
      onSubmit={() => void create()}
      onClose={onClose}
      command={command}
      isComplete={isBegun(beginning)}
    >
      <BeginningFields value={beginning} onChange={setBeginning} />
      <TextField label={t('case.summary')} value={summary} onChange={setSummary} multiline maxLength={20_000} />
    </FormDialog>
  )
}
