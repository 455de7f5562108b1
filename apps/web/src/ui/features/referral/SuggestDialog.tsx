import { useState } from 'react'
import type { ReferralView } from '../../../contract.ts'
import { FormDialog, Note, Select, TextField, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'

/** Not we, but perhaps these. Nothing goes to them from here: those who asked decide. */
export const SuggestDialog = ({
  view,
  start,
  onClose,
}: {
  readonly view: ReferralView
  readonly start: string
  readonly onClose: () => void
}) => {
  const t = useT()
  const say = useToast()
  const command = useCommand('suggestOther')
  const [org, setOrg] = useState('')
  const [text, setText] = useState(start)
  const suggest = async () => {
    const known = view.others.find((one) => one.org === org)
    if (known === undefined) return
    if (!(await command.run({ space: view.space, org: known.org, service: null, text: text.trim() })).ok) return
    onClose()
    say(t('referral.suggested_toast', { org: view.otherName }))
  }
  return (
    <FormDialog
      title={t('referral.suggest')}
      submitLabel={t('referral.suggest_do')}
      onSubmit={() => void suggest()}
      onClose={onClose}
      command={command}
      isComplete={org !== ''}
    >
      <Note title={t('referral.suggest_ends')}>{t('referral.suggest_why', { org: view.otherName })}</Note>
      <Select
        label={t('referral.suggest_whom')}
        value={org}
        onChange={setOrg}
        options={view.others.map((one) => ({ id: one.org, label: one.name }))}
        placeholder={t('case.choose')}
        isRequired
      />
      <TextField label={t('referral.suggest_text')} value={text} onChange={setText} multiline maxLength={5000} />
    </FormDialog>
  )
}
