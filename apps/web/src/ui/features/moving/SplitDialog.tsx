import { useState } from 'react'
import { useLocation } from 'wouter'
import { FormDialog, MultiSelect, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'

/** Some people into a case of their own. */
export const SplitDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const [, go] = useLocation()
  const { view, nameOf } = useSituation()
  const command = useCommand('splitCase')
  const [people, setPeople] = useState<readonly string[]>([])
  const [pseudonym, setPseudonym] = useState('')
  const save = async () => {
    const answer = await command.run({ space: view.file.space, people, pseudonym })
    if (!answer.ok) return
    onClose()
    go(`/cases/${answer.value.space}`)
  }
  return (
    <FormDialog
      title={t('moving.split')}
      submitLabel={t('moving.split_do')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={people.length > 0 && people.length < view.file.people.length && pseudonym.trim() !== ''}
    >
      <p>{t('moving.split_why')}</p>
      <MultiSelect
        label={t('moving.whom')}
        value={[...people]}
        onChange={setPeople}
        options={view.file.people.map(({ id }) => ({ id, label: nameOf(id) }))}
        isRequired
      />
      <TextField label={t('moving.pseudonym')} value={pseudonym} onChange={setPseudonym} maxLength={80} isRequired />
    </FormDialog>
  )
}
