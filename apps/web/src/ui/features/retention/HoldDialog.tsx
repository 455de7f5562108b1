import { useState } from 'react'
import type { Day } from '@pergola/core/casework'
import type { SpaceId } from '@pergola/protocol'
import { DayField, FormDialog, TextField, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'

const LONGEST = 1000

/** Needed for something: kept until somebody looks at it again. */
export const HoldDialog = ({ space, onClose }: { readonly space: SpaceId; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const command = useCommand('holdCase')
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const save = async () => {
    if (!(await command.run({ space, reason: reason.trim(), until: until as Day })).ok) return
    say(t('retention.hold_toast'))
    onClose()
  }
  return (
    <FormDialog
      title={t('retention.hold')}
      submitLabel={t('retention.hold_do')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={reason.trim() !== '' && until !== ''}
    >
      <TextField
        label={t('retention.hold_reason')}
        description={t('retention.hold_reason_why')}
        value={reason}
        onChange={setReason}
        multiline
        maxLength={LONGEST}
        isRequired
      />
      <DayField
        label={t('retention.hold_until')}
        description={t('retention.hold_until_why')}
        value={until}
        onChange={setUntil}
        isRequired
      />
    </FormDialog>
  )
}
