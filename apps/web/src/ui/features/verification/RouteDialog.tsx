import { useState } from 'react'
import { FormDialog, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useChoices } from '../case/choices.ts'
import { useSituation } from '../case/situation.ts'
import { OUTSIDE } from './codes.ts'

/** Where somebody was sent, and why there. */
export const RouteDialog = ({ to: start, onClose }: { readonly to: string; readonly onClose: () => void }) => {
  const t = useT()
  const { view } = useSituation()
  const choices = useChoices()
  const command = useCommand('routeElsewhere')
  const [to, setTo] = useState(start)
  const [why, setWhy] = useState('')
  const save = async () => {
    if ((await command.run({ space: view.file.space, to, why: why.trim() })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('verification.route')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={why.trim() !== ''}
    >
      <Select
        label={t('verification.route_to')}
        value={to}
        onChange={setTo}
        options={[{ id: OUTSIDE, label: t('vocab.support_type.outside') }, ...choices.kinds]}
        isRequired
      />
      <TextField
        label={t('verification.route_why')}
        description={t('verification.route_why_why')}
        value={why}
        onChange={setWhy}
        multiline
        maxLength={5000}
        isRequired
      />
    </FormDialog>
  )
}
