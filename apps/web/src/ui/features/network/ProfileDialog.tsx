import { useState } from 'react'
import type { OrgDraft } from '../../../contract.ts'
import { Button, Dialog, ErrorNote, useToast } from '../../components/index.ts'
import { type OrgProfile, useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { OrgFields, isComplete } from '../session/OrgFields.tsx'

/** One's own organisation, as the others see it. */
export const ProfileDialog = ({ profile, onClose }: { readonly profile: OrgProfile; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const save = useCommand('saveProfile')
  const { org: _, ...said } = profile
  const [draft, setDraft] = useState<OrgDraft>(said)
  const [isChecked, setChecked] = useState(false)
  const submit = async () => {
    setChecked(true)
    if (!isComplete(draft)) return
    const answer = await save.run({ profile: draft })
    if (!answer.ok) return
    say(t('network.profile.saved'))
    onClose()
  }
  return (
    <Dialog
      title={t('network.profile.edit')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('components.cancel')}</Button>
          <Button kind="primary" isBusy={save.busy} onPress={() => void submit()}>
            {t('network.save')}
          </Button>
        </>
      }
    >
      <OrgFields org={draft} onChange={setDraft} isChecked={isChecked} />
      <ErrorNote problem={save.problem} />
    </Dialog>
  )
}
