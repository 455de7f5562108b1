import { useState } from 'react'
import type { OrgId } from '@pergola/protocol'
import { FormDialog, MultiSelect, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT, useVocabOptions } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { ACTIVITIES, RIGHTS } from './codes.ts'
import { useVerifying } from './context.ts'

const WHEN = /^(\d{4}(-\d{2}(-\d{2})?)?)?$/

export const WorkDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const { view } = useSituation()
  const { found } = useVerifying()
  const command = useCommand('describeWork')
  const [activities, setActivities] = useState(found.verification.activities)
  const [rightsFields, setRightsFields] = useState(found.rightsFields)
  const [since, setSince] = useState<string>(found.verification.since)
  const [deciders, setDeciders] = useState<readonly string[]>(found.verification.deciders)
  const when = WHEN.test(since.trim())
  const save = async () => {
    const said = { space: view.file.space, rightsFields, activities, since: since.trim(), deciders: deciders as readonly OrgId[] }
    if ((await command.run(said)).ok) onClose()
  }
  return (
    <FormDialog
      title={t('verification.work')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={when}
    >
      <MultiSelect
        label={t('verification.rights')}
        value={rightsFields}
        onChange={setRightsFields}
        options={useVocabOptions('hrd_field', RIGHTS)}
      />
      <MultiSelect
        label={t('verification.activities')}
        value={activities}
        onChange={setActivities}
        options={useVocabOptions('defender_activity', ACTIVITIES)}
      />
      <TextField
        label={t('verification.since')}
        description={t('verification.since_why')}
        value={since}
        onChange={setSince}
        inputMode="numeric"
        dir="ltr"
        {...(when ? {} : { error: t('case.identity.birth_error') })}
      />
      <MultiSelect
        label={t('verification.deciders')}
        description={t(found.others.length === 0 ? 'verification.deciders_none' : 'verification.deciders_why')}
        value={deciders}
        onChange={setDeciders}
        options={found.others.map(({ org, name }) => ({ id: org, label: name }))}
        isDisabled={found.others.length === 0}
      />
    </FormDialog>
  )
}
