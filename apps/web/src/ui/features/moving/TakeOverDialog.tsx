import { useState } from 'react'
import { useLocation } from 'wouter'
import { FormDialog, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'

/** Going on with a case that another organisation hands over. */
export const TakeOverDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const [, go] = useLocation()
  const { view } = useSituation()
  const command = useCommand('takeOverCase')
  const [pseudonym, setPseudonym] = useState(view.file.pseudonym)
  const save = async () => {
    const answer = await command.run({ space: view.file.space, pseudonym })
    if (!answer.ok) return
    onClose()
    go(`/cases/${answer.value.space}`)
  }
  return (
    <FormDialog
      title={t('moving.take')}
      submitLabel={t('moving.take_do')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={pseudonym.trim() !== ''}
    >
      <p>{t('moving.take_why')}</p>
      <TextField label={t('moving.pseudonym')} value={pseudonym} onChange={setPseudonym} maxLength={80} isRequired />
    </FormDialog>
  )
}
