import { useState } from 'react'
import { FormDialog, TextField, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'

/** A closed case goes on: why, so that whoever reads how it ended reads this too. */
export const ReopenDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const { view } = useSituation()
  const command = useCommand('reopenCase')
  const [why, setWhy] = useState('')
  const save = async () => {
    if (!(await command.run({ space: view.file.space, why: why.trim() })).ok) return
    say(t('caselife.reopen.toast'))
    onClose()
  }
  return (
    <FormDialog
      title={t('caselife.reopen.title')}
      submitLabel={t('caselife.reopen.do')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={why.trim() !== ''}
    >
      <TextField label={t('caselife.reopen.why')} value={why} onChange={setWhy} multiline isRequired maxLength={1000} />
    </FormDialog>
  )
}
