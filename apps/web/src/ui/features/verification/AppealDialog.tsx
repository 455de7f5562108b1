import { useState } from 'react'
import type { AppealKind } from '@pergola/core/verification'
import { FormDialog, RadioGroup, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'

const KINDS: readonly AppealKind[] = ['appeal', 'new_facts']

export const AppealDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const vocab = useVocab()
  const { view } = useSituation()
  const command = useCommand('appealDecision')
  const [kind, setKind] = useState<string>('appeal')
  const [reasons, setReasons] = useState('')
  const save = async () => {
    if ((await command.run({ space: view.file.space, kind: kind as AppealKind, reasons: reasons.trim() })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('verification.appeal')}
      submitLabel={t('verification.appeal_do')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={reasons.trim() !== ''}
    >
      <RadioGroup
        label={t('verification.appeal_kind')}
        value={kind}
        onChange={setKind}
        options={KINDS.map((id) => ({ id, label: vocab('appeal_kind', id), description: t(`verification.appeal_means.${id}`) }))}
      />
      <TextField
        label={t('verification.reasons')}
        description={t('verification.appeal_reasons_why')}
        value={reasons}
        onChange={setReasons}
        multiline
        maxLength={5000}
        isRequired
      />
    </FormDialog>
  )
}
